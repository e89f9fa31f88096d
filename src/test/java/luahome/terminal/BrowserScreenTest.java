package luahome.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import luahome.console.Colours;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The browser as the screen shows it. */
class BrowserScreenTest {
    private static final String FILL = "do _home.ann = { level = 3, tags = { 'a' } } _home.best = _home.ann"
            + " _home['odd\\n'] = '\\27[31mred' end";
    private static final String ESCAPE = "\u001b";
    private static final String LEAVES = "\u001b[?1049l";

    @TempDir
    Path directory;

    private Path workspace;

    @BeforeEach
    void name() {
        workspace = directory.resolve("work");
    }

    private Screen browsing(int columns, int rows, String prompt, String fill) {
        Screen screen = Screen.open(workspace, columns, rows, new Colours(false, ""));
        screen.awaitPrompt("work>");
        screen.enter(fill, prompt);
        screen.type(":browse" + Screen.ENTER);
        screen.awaitEnd("? help  q leave");
        return screen;
    }

    private static void awaitLine(Screen screen, String line) {
        screen.await("the line " + line, text -> text.lines().anyMatch(line::equals));
    }

    private static void awaitAt(Screen screen, String path) {
        screen.await("the path " + path, text -> text.startsWith(" " + path + " "));
    }

    @Test
    void opensAndClosesAndLeavesTheScreenAsItWas() {
        try (Screen screen = browsing(80, 24, "work*3>", FILL)) {
            String shown = screen.awaitEnd("? help  q leave");
            assertEquals("""
                     _home                                                               1/4 by key
                    ▾ _home         #1 { 3 entries }
                      ▸ ann         #2 { 2 entries }
                      ▸ best        #2 { 2 entries }
                        ["odd\\n"]   "\\027[31mred"
                    """, shown.substring(0, shown.indexOf("\n\n") + 1));
            screen.type(Screen.DOWN + Screen.RIGHT + Screen.RIGHT + Screen.DOWN + Screen.RIGHT);
            awaitAt(screen, "_home.ann.tags");
            awaitLine(screen, "    ▾ tags      #3 { 1 entry }");
            awaitLine(screen, "        [1]     \"a\"");
            awaitLine(screen, "  → best        #2 { 2 entries }");
            screen.type(Screen.LEFT + Screen.LEFT + Screen.LEFT);
            awaitLine(screen, "  ▸ ann         #2 { 2 entries }");
            screen.type("q");
            screen.awaitEnd("end\nwork*3> :browse\nwork*3>");
            screen.enter("1 + 1", "work*3>");
            screen.awaitEnd("work*3> 1 + 1\n2\nwork*3>");
            assertTrue(screen.raw().contains("\u001b[?1049h"));
        }
    }

    @Test
    void aValueIsChangedRolledBackAndUndone() {
        try (Screen screen = browsing(80, 24, "work*3>", FILL)) {
            screen.type(Screen.DOWN + Screen.RIGHT + Screen.RIGHT + "e");
            screen.awaitEnd("level = 3");
            screen.type(" + ");
            screen.awaitEnd("level = 3 +");
            screen.type(Screen.ENTER);
            screen.awaitEnd("stdin:1: unexpected symbol near <eof>\nlevel = 3 +");
            screen.type("error('no')" + Screen.ENTER);
            screen.await("the failure", text -> text.contains("stdin:1: no\nlevel = 3 + error('no')"));
            screen.type(Screen.CTRL_U + "(function() _home.x = 1 return print end)()" + Screen.ENTER);
            screen.await("the change", text -> text.endsWith("u undoes it: _home.ann.level"));
            screen.type("e" + Screen.CTRL_U + "(function() _home.x = 2 return coroutine.create(print) end)()"
                    + Screen.ENTER);
            screen.await("the refusal", text -> text.contains("cannot persist a coroutine (at _home.ann.level)"));
            screen.type(ESCAPE);
            screen.awaitEnd("? help  q leave");
            awaitLine(screen, "    x           1");
            screen.type("u");
            screen.awaitEnd("undone: _home.ann.level");
            awaitLine(screen, "      level     3");
            screen.type("q");
            screen.awaitEnd("work*3>");
            screen.enter("_home.ann.level, _home.x", "work*3>");
            screen.awaitEnd("\n3\n1\nwork*3>");
        }
    }

    @Test
    void ctrlCStopsWhatAChangeRunsAndThenLeaves() {
        try (Screen screen = browsing(80, 24, "work*3>", FILL)) {
            screen.type(Screen.END + "e" + Screen.CTRL_U
                    + "(function() _home.x = 1 print('\\nrun' .. 'ning') while true do end end)()" + Screen.ENTER);
            screen.await("word of it", text -> text.contains("running"));
            screen.type(Screen.CTRL_C);
            screen.await("the end of it", text -> text.contains("interrupted; 1 entry rolled back"));
            screen.type(Screen.CTRL_C);
            screen.awaitEnd("? help  q leave");
            screen.type(Screen.CTRL_C);
            screen.awaitEnd("\nwork*3>");
            screen.enter("_home.x", "work*3>");
            screen.awaitEnd("_home.x\nnil\nwork*3>");
        }
    }

    @Test
    void aMillionKeysAreShownFromBothEnds() {
        String fill = "do local t = {} for i = 1, 1e6 do t[i] = 'v' .. i end _home.t = t end";
        try (Screen screen = browsing(40, 12, "work*2>", fill)) {
            screen.type(Screen.DOWN + Screen.RIGHT);
            awaitLine(screen, "▾ _home     #1 { 1 entry }");
            awaitLine(screen, "      [8]   \"v8\"");
            screen.type(Screen.END);
            awaitAt(screen, "_home.t[1000000]");
            awaitLine(screen, "      [1000000]     \"v1000000\"");
            screen.type("/v500000" + Screen.ENTER);
            awaitAt(screen, "_home.t[500000]");
            awaitLine(screen, "      [500001]  \"v500001\"");
            screen.type("s");
            screen.awaitEnd("a table of more than 10000 entries is n…");
            screen.type("q");
            screen.awaitEnd("work*2>");
        }
    }

    @Test
    void theScreenMayBecomeAnotherSize() {
        try (Screen screen = browsing(80, 24, "work*3>", FILL)) {
            screen.resize(40, 6);
            screen.await("a small screen", text -> text.matches("(?s) _home {20,32}1/4\n▾.*help  q leave"));
            screen.type(Screen.END);
            awaitAt(screen, "_home[\"odd\\n\"]");
            screen.resize(100, 30);
            screen.await("a large screen", text -> text.matches("(?s) .{88}4/4 by key\n.*"));
            screen.type("q");
            screen.awaitEnd("work*3>");
        }
    }

    @Test
    void aPathIsCopiedAndStandsAtTheNextPrompt() {
        try (Screen screen = browsing(80, 24, "work*3>", FILL)) {
            screen.type(Screen.END + "y");
            screen.awaitEnd("copied _home[\"odd\\n\"]");
            String encoded = Base64.getEncoder().encodeToString("_home[\"odd\\n\"]".getBytes(StandardCharsets.UTF_8));
            assertTrue(screen.raw().contains("\u001b]52;c;" + encoded + "\u0007"));
            screen.type("q");
            screen.awaitEnd("work*3> _home[\"odd\\n\"]");
            screen.type(Screen.ENTER);
            screen.awaitEnd("\n\"\\027[31mred\"\nwork*3>");
        }
    }

    @Test
    void anUnknownKeyIsNoEscapeAndAPasteIsNoCommand() {
        try (Screen screen = browsing(80, 24, "work*3>", FILL)) {
            screen.type("\u001b[1;5C\u001bx");
            screen.paste("qqq");
            screen.awaitEnd("no such key; ? lists them");
            screen.type("/");
            screen.paste("re\nd");
            screen.awaitEnd("/re d");
            screen.type(Screen.CTRL_C + "?");
            screen.await("help", text -> text.contains("q Esc    leave"));
            screen.type("?" + ESCAPE);
            screen.awaitEnd("\nwork*3>");
        }
    }

    @Test
    void anEscapeCountsAlsoWhenAnotherKeyFollowsAtOnce() {
        try (Screen screen = browsing(80, 24, "work*3>", FILL)) {
            screen.type("/x" + ESCAPE + Screen.END);
            awaitAt(screen, "_home[\"odd\\n\"]");
            screen.awaitEnd("? help  q leave");
            screen.type("q");
            screen.awaitEnd("work*3>");
        }
    }

    @Test
    void aTerminalWithoutAScreenIsRefused() throws IOException {
        try (var dumb = new DumbTerminal(InputStream.nullInputStream(), OutputStream.nullOutputStream())) {
            assertFalse(BrowserScreen.canFill(dumb));
        }
    }

    @Test
    void theEndOfTheSessionGivesTheScreenBack() {
        Screen screen = browsing(80, 24, "work*3>", FILL);
        assertFalse(screen.raw().contains(LEAVES));
        screen.close();
        assertTrue(screen.raw().contains(LEAVES));
    }
}
