package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The browser at a real pseudo-terminal, and where there is none. */
class BrowserIT extends UserTest {
    private static final String DOWN = "\u001bOB";
    private static final String RIGHT = "\u001bOC";
    private static final String FILLS = "\u001b[?1049h";
    private static final String LEAVES = "\u001b[?1049l";

    @BeforeEach
    void prepare() {
        user.run("_home.a = { x = 1 } _home.b = 2", "repl", workspace);
    }

    private Terminal browsing(Object... arguments) {
        Terminal terminal = Terminal.open(user, arguments);
        terminal.await("the prompt", screen -> screen.endsWith(">"));
        terminal.enter("print('be' .. 'fore')");
        terminal.await("the prompt", screen -> screen.contains("\nbefore\n") && screen.endsWith(">"));
        terminal.enter(":browse");
        terminal.await("the browser", screen -> screen.endsWith("? help  q leave"));
        return terminal;
    }

    @Test
    void aValueIsChangedAndTheScreenIsAsItWas() {
        try (Terminal terminal = browsing("repl", workspace)) {
            terminal.type(DOWN + RIGHT + DOWN + "e");
            terminal.await("the line", screen -> screen.endsWith("x = 1"));
            terminal.enter("0 * 5");
            terminal.await("the change", screen -> screen.contains("x     50"));
            terminal.type("\u0003");
            terminal.awaitPrompt("work*2>", "\nbefore\nwork*2> :browse\n");
            terminal.enter("_home.a.x");
            terminal.awaitPrompt("work*2>", "_home.a.x\n50\n");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
        assertEquals("50\n", user.run("print(_home.a.x)", "repl", workspace).out());
    }

    @Test
    void aSessionThatOnlyReadsRefusesChanges() {
        try (Terminal terminal = browsing("repl", "--read-only", workspace)) {
            terminal.type(DOWN + DOWN + "e");
            terminal.await("the refusal", screen -> screen.endsWith("the workspace is open for reading only"));
            terminal.type("q" + Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
    }

    @ParameterizedTest
    @CsvSource({"HUP, 129", "TERM, 143"})
    void aSignalGivesTheScreenBackFirst(String signal, int status) {
        try (Terminal terminal = browsing("repl", workspace)) {
            terminal.signal(signal);
            assertEquals(status, terminal.awaitEnd());
            String raw = terminal.raw();
            assertTrue(raw.lastIndexOf(LEAVES) > raw.lastIndexOf(FILLS), raw.replace('\u001b', '~'));
            String after = raw.substring(raw.lastIndexOf(LEAVES) + LEAVES.length());
            assertTrue(!after.contains("q leave"), after.replace('\u001b', '~'));
        }
    }

    @Test
    void inAPipeItIsRefusedInASentence() {
        Result result = user.run(":browse _home.a\nprint('never')\n", "repl", workspace);
        assertEquals(1, result.status());
        assertEquals("", result.out());
        assertEquals(
                "stdin:1: :browse needs a terminal whose screen it can fill; :tree _home.a shows the same line by line\n",
                result.err());
    }
}
