package luahome.command.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import luahome.prompt.Repl;
import luahome.prompt.ScriptedConsole;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that may take long are stopped by Ctrl-C, and leave everything as it was. */
class LongCommandsTest {
    private static final String STORE =
            "for i = 1, 50 do _home[i] = { name = 'item ' .. i, self = function() return i end } end";

    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource({
        "checking, :check",
        "backing up, :backup copy.db",
        "clearing away, :gc",
        "compacting, :compact",
        "listing, :tables",
        "listing, :tables 1",
        "listing, :find item",
        "searching, :refs _home.t",
        "walking, :tree",
        "looking for the way, :path _home.t"
    })
    void theyStopAndAllIsAsBefore(String work, String command) throws IOException {
        String file = directory.resolve("copy.db").toString();
        ScriptedConsole console = ScriptedConsole.typing(List.of(
                STORE,
                "_home.t = {}",
                "_home.gone = { {} }",
                "_home.gone = nil",
                command.replace("copy.db", file),
                "#_home, _home[7].self()",
                ":check"));
        console.stopWhile(work);
        run(console);
        String screen = console.transcript();
        assertTrue(console.failures().matches("(interrupted|stopped after \\d+ places?)\n"), console.failures());
        assertTrue(screen.contains("self()\n50\n7\n"), screen);
        assertTrue(screen.contains("no problem found"), screen);
        try (Stream<Path> files = Files.list(directory)) {
            assertEquals(
                    List.of("work"),
                    files.map(path -> path.getFileName().toString()).toList());
        }
        assertFalse(Files.exists(directory.resolve("work/home.db.new")));
    }

    @Test
    void theyCanBeDoneAfterwards() {
        ScriptedConsole console = ScriptedConsole.typing(List.of(STORE, ":gc", ":gc", ":compact", ":check"));
        console.stopWhile("clearing away");
        run(console);
        assertTrue(
                console.transcript().contains(":gc\ninterrupted\nwork*51> :gc\nthere was nothing to clear away\n"),
                console.transcript());
        assertTrue(console.transcript().contains("no problem found\n"), console.transcript());
    }

    private void run(ScriptedConsole console) {
        try (Session session =
                Session.open(directory.resolve("work"), console.streams(), console::work, SessionOptions.USUAL)) {
            console.onInterrupt(session::interrupt);
            new Repl(Commands.context(session, console)).run("test");
        }
    }
}
