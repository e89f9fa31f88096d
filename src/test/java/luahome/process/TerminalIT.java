package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The session at a real pseudo-terminal. */
class TerminalIT extends UserTest {

    @Test
    void aPromptThatIsKilledLeavesNoTemporaryFileBehind() throws IOException {
        assertEquals(0, user.run("", "eval", "1").status());
        Path temporary = Files.createDirectory(home.resolve("temporary"));
        try (Terminal terminal =
                Terminal.open(user.with("LUAHOME_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary), "repl", workspace)) {
            terminal.awaitPrompt("work>", "");
            terminal.signal("KILL");
            terminal.awaitEnd();
        }
        try (Stream<Path> left = Files.list(temporary)) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void aSessionFromTheFirstPromptToTheLast() throws IOException {
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("_home.t = { 10, 20 }");
            terminal.awaitPrompt("work*2>", "_home.t");
            terminal.enter("#_home.t + 40");
            terminal.awaitPrompt("work*2>", "\n42\n");
            terminal.enter("_ + 1");
            terminal.awaitPrompt("work*2>", "\n43\n");
            terminal.enter(":save");
            terminal.awaitPrompt("work>", "saved revision");
            terminal.enter("_home.t[1] = 'gone'");
            terminal.awaitPrompt("work*1>", "gone");
            terminal.enter(":load");
            terminal.awaitPrompt("work@1>", "back at revision");
            terminal.enter("_home.t[1] .. '!'");
            terminal.awaitPrompt("work@1>", "\n\"10!\"\n");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
        assertEquals("10\n", user.run("print(_home.t[1])", "repl", workspace).out());
        Path history = workspace.resolve("history");
        assertTrue(Files.readString(history).contains("#_home.t + 40"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(history)));
    }

    @Test
    void historyIsPrivateWhateverTheUmaskLetsIn() throws IOException {
        Path careless = home.resolve("careless");
        Files.writeString(careless, "#!/bin/sh\numask 000\nexec '" + Luahome.CHECKOUT + "/launcher/luahome' \"$@\"\n");
        Files.setPosixFilePermissions(careless, PosixFilePermissions.fromString("rwxr-xr-x"));
        Path open = home.resolve("open");
        try (Terminal terminal = Terminal.open(user.withLauncher(careless), "repl", open)) {
            terminal.awaitPrompt("open>", "");
            terminal.enter(":quit");
            assertEquals(0, terminal.awaitEnd());
        }
        assertEquals("rwxrwxrwx", PosixFilePermissions.toString(Files.getPosixFilePermissions(open)));
        assertEquals(
                "rw-rw-rw-", PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve("home.db"))));
        assertEquals(
                "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(open.resolve("history"))));
    }

    @Test
    void anEntryOfSeveralLinesIsOneEntry() {
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("for i = 1, 3 do");
            terminal.await("continuation", screen -> screen.contains("do\n....>"));
            terminal.enter("_home[i] = i * i");
            terminal.await("continuation", screen -> screen.contains("i * i\n....>"));
            terminal.enter("end");
            terminal.awaitPrompt("work*1>", "end");
            terminal.enter("_home[3]");
            terminal.awaitPrompt("work*1>", "\n9\n");
            terminal.type(Terminal.UP + Terminal.UP);
            terminal.await(
                    "the whole entry again",
                    screen -> screen.endsWith("work*1> for i = 1, 3 do\n......>   _home[i] = i * i\n......> end"));
            terminal.type(Terminal.CTRL_C);
            terminal.awaitPrompt("work*1>", "");
            terminal.enter(":quit");
            assertEquals(0, terminal.awaitEnd());
        }
    }

    @Test
    void aListingFitsTheScreen() {
        user.run("_home['" + "long name ".repeat(15) + "'] = {}", "repl", workspace);
        try (Terminal terminal = Terminal.open(user, "tables", workspace)) {
            String row = terminal.await("the listing", screen -> screen.contains("…"))
                    .lines()
                    .toList()
                    .get(2);
            assertEquals(80, row.length(), row);
        }
    }

    @Test
    void ctrlCStopsARunningChunkAndRollsItBack() {
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("_home.a = 1 _home.b = 2 print('run' .. 'ning') while true do end");
            terminal.await("word of it", screen -> screen.contains("\nrunning"));
            terminal.type(Terminal.CTRL_C);
            terminal.awaitPrompt("work>", "interrupted; 2 entries rolled back");
            terminal.enter("pcall(function() print('again' .. '!') while true do end end)");
            terminal.await("word of it", screen -> screen.contains("\nagain!"));
            terminal.type(Terminal.CTRL_C);
            terminal.await("word of the interrupt", screen -> screen.split("interrupted").length == 3);
            terminal.enter("tostring(_home.a)");
            terminal.awaitPrompt("work>", "\n\"nil\"\n");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
    }

    @Test
    void whatTakesLongIsToldOfAndNothingIsLeftOfThat() {
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("print('begun') while true do end");
            terminal.await("the line", screen -> screen.endsWith("\nbegun\nrunning… 3 s  (Ctrl-C stops)"));
            terminal.type(Terminal.CTRL_C);
            terminal.await("the end of it", screen -> screen.endsWith("\nbegun\ninterrupted\nwork>"));
            terminal.enter("io.read() os.execute('sleep 3; echo slept')");
            terminal.enter("a line");
            terminal.await(
                    "the program's word",
                    screen -> screen.endsWith("\na line\nslept\nnil\nwork>")
                            || screen.endsWith("\na line\nslept\nwork>"));
            assertFalse(
                    terminal.raw()
                            .substring(terminal.raw().indexOf("interrupted"))
                            .contains("running"),
                    terminal::raw);
        }
    }

    @Test
    void ctrlCClearsTheEntryAndErrorsDoNotEndTheSession() {
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.type("half an entry");
            terminal.await("the entry", screen -> screen.endsWith("work> half an entry"));
            terminal.type(Terminal.CTRL_C);
            terminal.awaitPrompt("work>", "half an entry");
            terminal.enter("x = = 1");
            terminal.awaitPrompt("work>", "stdin:1:");
            terminal.enter(":tabels");
            terminal.awaitPrompt("work>", "did you mean :tables?");
            terminal.enter("_home.x = 1 error('oh')");
            terminal.awaitPrompt("work>", "oh; 1 entry rolled back");
            terminal.enter("io.read()");
            terminal.enter("a line of input");
            terminal.awaitPrompt("work>", "\"a line of input\"");
            terminal.enter("os.exit(7)");
            assertEquals(7, terminal.awaitEnd());
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "TERM, 143"})
    void signalsEndASessionAtATerminalCleanly(String signal, int status) {
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("_home.a = 1");
            terminal.awaitPrompt("work*1>", "");
            terminal.signal(signal);
            assertEquals(status, terminal.awaitEnd());
        }
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }

    @Test
    void longListingsAreShownAScreenAtATime() {
        user.run("for i = 1, 100 do _home[i] = 'entry ' .. i end", "repl", workspace);
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work*1>", "");
            terminal.enter(":tables 1");
            terminal.await("first screen", screen -> screen.contains("\"entry 10\"") && !screen.contains("work*1>\n"));
            terminal.type("q");
            terminal.awaitPrompt("work*1>", "");
            assertTrue(!terminal.raw().contains("\"entry 99\""), terminal::raw);
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
    }
}
