package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each signal has one answer in each state of a session at a terminal, as the README's table says. */
class TerminalSignalsIT {
    /** A state: what is typed to come there, and what the screen then shows; N stands for a number. */
    private record State(String entry, String sign) {}

    private static final State PROMPT = new State("'at ' .. 'rest N'", "\"at rest N\"\nwork*2>");
    private static final State RUNNING = new State("print('run' .. 'ning N') while true do end", "running N");
    private static final State WAITING = new State("io.write('ask' .. 'ed N? '):flush() return io.read()", "asked N?");
    private static final State BROWSER = new State(":browse", "? help  q leave");
    private static final State PAGER = new State(
            "(function() local t = {} for i = 1, 40 do t[i] = ('row N '):rep(12) .. i end return t end)()",
            "row N 1\"");
    private static final State EDITOR = new State(":edit _home.t", "in the editor");

    @TempDir
    private Path home;

    private Terminal terminal() throws IOException {
        Path editor = home.resolve("editor");
        Files.writeString(editor, "#!/bin/sh\necho in the editor\nsleep 1\n");
        editor.toFile().setExecutable(true);
        Luahome user = Luahome.at(home).with("EDITOR", editor.toString());
        Terminal terminal = Terminal.open(user, "repl", home.resolve("work"));
        terminal.awaitPrompt("work>", "leaves");
        terminal.enter("_home.t = { 1 }");
        terminal.awaitPrompt("work*2>", "_home.t");
        return terminal;
    }

    private static void reach(Terminal terminal, State state, int number) {
        String sign = state.sign().replace("N", Integer.toString(number));
        terminal.enter(state.entry().replace("N", Integer.toString(number)));
        terminal.await(sign, screen -> screen.contains(sign));
    }

    static Stream<Arguments> ends() {
        Stream<State> all = Stream.of(PROMPT, RUNNING, WAITING, BROWSER, PAGER, EDITOR);
        return Stream.concat(
                all.map(state -> Arguments.of(state, "TERM", 143)),
                Stream.of(Arguments.of(PROMPT, "HUP", 129), Arguments.of(RUNNING, "HUP", 129)));
    }

    @ParameterizedTest
    @MethodSource("ends")
    void sigtermAndSighupEndASessionInEveryState(State state, String signal, int status) throws IOException {
        try (Terminal terminal = terminal()) {
            reach(terminal, state, 7);
            terminal.signal(signal);
            assertEquals(status, terminal.awaitEnd(), terminal::raw);
            assertFalse(terminal.raw().contains("Exception"), terminal::raw);
        }
        Luahome user = Luahome.at(home);
        assertEquals(
                "1\n",
                user.run("", "eval", "-w", home.resolve("work"), "_home.t[1]").out());
        assertEquals(0, user.run("", "check", home.resolve("work")).status());
    }

    @Test
    void ctrlCAndSigintStopWhatRunsAndLeaveTheSession() throws IOException {
        try (Terminal terminal = terminal()) {
            int number = 10;
            for (State state : List.of(RUNNING, WAITING, BROWSER, PAGER, PROMPT)) {
                for (boolean key : new boolean[] {true, false}) {
                    reach(terminal, state, ++number);
                    if (state.equals(PROMPT)) {
                        terminal.type("half an entry");
                        terminal.await("what was typed", screen -> screen.endsWith("half an entry"));
                    }
                    if (key) {
                        terminal.type(Terminal.CTRL_C);
                    } else {
                        terminal.signal("INT");
                    }
                    terminal.await("the prompt", screen -> screen.endsWith("\nwork*2>"));
                    reach(terminal, PROMPT, ++number);
                }
            }
        }
    }

    @Test
    void sigquitTellsWhatTheThreadsDoAndNothingElse() {
        Luahome user = Luahome.at(home);
        try (LuahomeProcess running = user.start("run", "-w", home.resolve("work"), "-")) {
            running.endInput();
            running.await();
        }
        Path script = home.resolve("loop.lua");
        Result result;
        try {
            Files.writeString(
                    script, "print('begun') local t = os.clock() while os.clock() - t < 1 do end print('done')");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (LuahomeProcess running = user.start("run", "-w", home.resolve("work"), script)) {
            running.awaitOut("the beginning", out -> out.contains("begun"));
            running.signal("QUIT");
            result = running.await();
        }
        assertEquals("begun\ndone\n", result.out());
        assertEquals(0, result.status());
    }

    @Test
    void ctrlCStopsWhatRunsAlsoWhereSigintWasIgnoredAtTheStart() throws IOException {
        Luahome user = Luahome.at(home);
        try (Terminal shell = Terminal.openShell(user, 80, 24)) {
            String command =
                    String.join(" ", user.command("repl", home.resolve("work").toString()));
            shell.enter("(trap '' INT; exec " + command + ")");
            shell.await("the prompt", screen -> screen.endsWith("\nwork>"));
            shell.enter("print('run' .. 'ning') while true do end");
            shell.await("running", screen -> screen.contains("running\n") || screen.endsWith("running"));
            shell.type(Terminal.CTRL_C);
            shell.await("the prompt", screen -> screen.contains("interrupted\nwork>"));
            shell.enter("6 * 7");
            shell.await("the answer", screen -> screen.endsWith("42\nwork>"));
        }
    }
}
