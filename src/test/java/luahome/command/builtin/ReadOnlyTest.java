package luahome.command.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import luahome.prompt.Repl;
import luahome.prompt.ScriptedConsole;
import luahome.session.ChunkLimits;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that only reads: what its screen shows. */
class ReadOnlyTest {
    @TempDir
    Path directory;

    @Test
    void thePromptTellsItAndChangesAreRefused() {
        run(false, "_home.t = { 1 }");
        assertEquals(
                """
                work*2 (read-only)> _home.t[1]
                1
                work*2 (read-only)> _home.t[2] = 2
                stdin:1: the workspace is open for reading only
                work*2 (read-only)> local own = { _home.t }; own[2] = 5; return own[2]
                5
                work*2 (read-only)> :save
                the workspace is open for reading only
                work*2 (read-only)> ^D
                """,
                run(
                        true,
                        "_home.t[1]",
                        "_home.t[2] = 2",
                        "local own = { _home.t }; own[2] = 5; return own[2]",
                        ":save"));
    }

    @Test
    void aVariableOfAStoredFunctionIsNotChanged() {
        run(false, "local n = 1; function _home.f() n = n + 1; return n end", "_home.f()");
        String screen = run(true, "pcall(_home.f)", "_home.f()");
        assertTrue(screen.contains("false\n\"stdin:1: the workspace is open for reading only\"\n"), screen);
        assertTrue(screen.contains("> _home.f()\nstdin:1: the workspace is open for reading only\n"), screen);
        assertTrue(run(false, "_home.f()").contains("\n3\n"));
    }

    private String run(boolean readOnly, String... typed) {
        ScriptedConsole console = ScriptedConsole.typing(List.of(typed));
        SessionOptions options = new SessionOptions(true, false, false, ChunkLimits.NONE, readOnly);
        try (Session session = Session.open(directory.resolve("work"), console.streams(), console::work, options)) {
            new Repl(Commands.context(session, console)).run("test");
        }
        return console.transcript();
    }
}
