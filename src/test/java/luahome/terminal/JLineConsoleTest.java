package luahome.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import luahome.console.Colours;
import luahome.console.Console;
import luahome.lua.run.Interrupted;
import luahome.session.Work;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console of terminals that are less than usual. */
class JLineConsoleTest {
    @TempDir
    Path directory;

    @Test
    void aTerminalThatWasClosedIsTheEndOfInput() throws Exception {
        var terminal = new DumbTerminal(InputStream.nullInputStream(), new ByteArrayOutputStream());
        Console console =
                new JLineConsole(terminal, directory.resolve("history"), new Colours(true, ""), new ScreenKeeper());
        terminal.close();
        assertNull(console.readEntry("> ", new Console.EntryHelp() {
            @Override
            public boolean incomplete(String text) {
                return false;
            }

            @Override
            public List<Console.Suggestion> complete(String text) {
                return List.of();
            }
        }));
    }

    @Test
    void whereTheCursorCannotBeMovedNothingIsToldOfLongWork() throws Exception {
        var terminal = new DumbTerminal(InputStream.nullInputStream(), new ByteArrayOutputStream());
        try (Console console =
                new JLineConsole(terminal, directory.resolve("history"), new Colours(true, ""), new ScreenKeeper())) {
            assertSame(Work.UNSEEN, console.work(new Work.Task("running", "", true)));
        }
    }

    @Test
    void whatWasStoppedBeforeAnEntryThatWasNotTypedDoesNotStopIt() throws Exception {
        var terminal = new DumbTerminal(InputStream.nullInputStream(), new ByteArrayOutputStream());
        try (Console console =
                new JLineConsole(terminal, directory.resolve("history"), new Colours(true, ""), new ScreenKeeper())) {
            terminal.raise(Terminal.Signal.INT);
            assertThrows(Interrupted.class, console.in()::read);
            console.remember("io.read()");
            assertEquals(-1, console.in().read());
        }
    }
}
