package luahome.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import luahome.console.Colours;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Suggestions, hints and colours, as the screen shows them. */
class LooksTest {
    @TempDir
    Path directory;

    private Path workspace;

    @BeforeEach
    void name() {
        workspace = directory.resolve("work");
    }

    @Test
    void tabCompletesTheOnlyKeyAndListsSeveralInGroups() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter(
                    "do _home.players = { 1, 2 } _home.plans = {} _home.place = 'here' _home['plot 2'] = 5 end",
                    "work*3>");
            screen.type("_home.pla" + Screen.TAB);
            screen.await("the list", text -> text.contains("\ntables\n") && text.contains("\nvalues\n"));
            String list = screen.awaitEnd("place          (\"here\")");
            assertTrue(list.contains("players (#2, 2 entries)"), list);
            screen.type("y" + Screen.TAB);
            screen.awaitEnd("work*3> _home.players");
            screen.type("[1]" + Screen.ENTER);
            screen.awaitEnd("_home.players[1]\n1\nwork*3>");
            screen.type("_home[\"plo" + Screen.TAB);
            screen.awaitEnd("work*3> _home[\"plot 2\"]");
            screen.type(" + 1" + Screen.ENTER);
            screen.awaitEnd("_home[\"plot 2\"] + 1\n6\nwork*3>");
            screen.type("x = _home.plot" + Screen.TAB);
            screen.awaitEnd("work*3> x = _home[\"plot 2\"]");
        }
    }

    @Test
    void allCommandsAreListedWithoutAQuestionOnASmallScreen() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type(":" + Screen.TAB);
            String list = screen.await("the list", text -> text.contains("tables") && text.contains("browse"));
            assertTrue(!list.contains("do you wish"), list);
            screen.type("tab" + Screen.TAB);
            screen.awaitEnd("work> :tables");
        }
    }

    @Test
    void aSecondTabGoesThroughTheList() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type("string.re" + Screen.TAB);
            screen.await(
                    "the list", text -> text.contains("rep (s, n [, sep])") && text.contains("reverse        (s)"));
            screen.type(Screen.TAB + Screen.TAB);
            screen.await("the second", text -> text.contains("work> string.reverse"));
            screen.type(Screen.ENTER);
            screen.awaitEnd("work> string.reverse");
        }
    }

    @Test
    void theCallThatIsBeingWrittenIsExplainedBelow() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type("print(string.rep('x', 3");
            screen.awaitEnd("work> print(string.rep('x', 3\nstring.rep(s, n [, sep])  s n times, with sep between");
            screen.type("), 4");
            screen.awaitEnd("work> print(string.rep('x', 3), 4\n"
                    + "print(...)  writes its arguments with tabs between, as tostring shows them");
            screen.type(")" + Screen.ENTER);
            screen.awaitEnd("work> print(string.rep('x', 3), 4)\nxxx    4\nwork>");
        }
    }

    @Test
    void withoutColoursNothingIsColoured() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("local x = 'text'; nope()", "work>");
            screen.enter("do io.write('half a line') end", "work>");
            screen.awaitEnd("half a line~\nwork>");
            assertFalse(screen.raw().matches("(?s).*\u001b\\[([0-9]+;)*[39][0-7]m.*"), screen::raw);
        }
    }

    @Test
    void namesLookLikeWhatTheyAre() {
        try (Screen screen = Screen.open(workspace, 80, 24, new Colours(true, ""))) {
            screen.awaitPrompt("work>");
            screen.enter("_home.t = 1", "work*1>");
            int from = screen.raw().length();
            screen.type("_home.t, print, prnit, 1");
            screen.awaitEnd("prnit, 1");
            String typed = screen.raw().substring(from).replace('\u001b', '~');
            assertTrue(typed.contains("~[36;1m_home"), typed);
            assertTrue(typed.contains("~[36mprint"), typed);
            assertTrue(typed.contains("~[4;2mprnit"), typed);
        }
    }

    @Test
    void theTextOfAFunctionIsShownInColours() {
        try (Screen screen = Screen.open(workspace, 80, 24, new Colours(true, ""))) {
            screen.awaitPrompt("work>");
            screen.enter("function _home.f(n) return n .. 'x', 5 end", "work*1>");
            screen.type(":source _home.f");
            screen.await("the command", text -> text.contains(":source _home.f"));
            int from = screen.raw().length();
            screen.type(Screen.ENTER);
            screen.awaitEnd("function _home.f(n) return n .. 'x', 5 end\nwork*1>");
            String shown = screen.raw().substring(from).replace('\u001b', '~');
            assertTrue(
                    shown.contains("~[35mfunction~[0m _home.f(n) ~[35mreturn~[0m n .. ~[32m'x'~[0m, ~[33m5~[0m"),
                    shown);
        }
    }

    @Test
    void helpWhileTypingIsShownAsFarAsItIsSet() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("print('the first')", "work>");
            screen.type("pri");
            screen.awaitEnd("work> print('the first')");
            screen.type(Screen.CTRL_U);
            screen.enter(":set suggestions off", "work>");
            screen.type("print('th");
            screen.awaitEnd(
                    "work> print('th\nprint(...)  writes its arguments with tabs between, as tostring shows them");
            screen.type(Screen.CTRL_U);
            screen.enter(":set hints off", "work>");
            screen.type("print('x'");
            screen.awaitEnd("work> print('x'");
            screen.type(")" + Screen.ENTER);
            screen.awaitEnd("work> print('x')\nx\nwork>");
        }
    }

    @Test
    void coloursChangeWithTheirSettings() {
        try (Screen screen = Screen.open(workspace, 80, 24, new Colours(false, ""))) {
            screen.awaitPrompt("work>");
            screen.enter(":set theme light", "work>");
            screen.enter(":set color always", "work>");
            assertTrue(typed(screen, "7").contains("\u001b[31m7"), screen::raw);
            screen.enter(":set theme dark", "work>");
            assertTrue(typed(screen, "8").contains("\u001b[33m8"), screen::raw);
            screen.enter(":set color never", "work>");
            String plain = typed(screen, "9");
            assertFalse(plain.contains("\u001b[3"), plain);
        }
    }

    /** What the terminal is sent for an entry until its last character is there. */
    private static String typed(Screen screen, String entry) {
        int from = screen.raw().length();
        screen.type(entry);
        screen.awaitEnd("work> " + entry);
        String sent = screen.raw().substring(from);
        screen.type(Screen.CTRL_U);
        screen.awaitPrompt("work>");
        return sent;
    }

    @Test
    void longOutputIsPagedOnlyIfItIsSoSet() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter(":set pager off", "work>");
            screen.enter(":set width 20", "work>");
            screen.type("do local t = {} for i = 1, 30 do t[i] = ('x'):rep(12) .. i end return t end" + Screen.ENTER);
            screen.awaitEnd("  \"xxxxxxxxxxxx30\",\n}\nwork>");
            screen.enter(":set pager on", "work>");
            screen.type("_" + Screen.ENTER);
            screen.await("the pager", text -> text.contains("\"xxxxxxxxxxxx1\",") && !text.endsWith("work>"));
            screen.type("q");
            screen.awaitEnd("work> _\nwork>");
            screen.type("_" + Screen.ENTER);
            screen.await("the pager", text -> text.contains("\"xxxxxxxxxxxx1\",") && !text.endsWith("work>"));
            screen.type(Screen.CTRL_C);
            screen.awaitEnd("work> _\nwork>");
            screen.enter("1 + 1", "work>");
        }
    }

    @Test
    void soManyEntriesAreRememberedAsAreSet() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("'one'", "work>");
            screen.enter(":set history 2", "work>");
            screen.enter("'two'", "work>");
            screen.type(":history" + Screen.ENTER);
            screen.awaitEnd("work> :history\n'two'\n:history\nwork>");
            screen.enter(":set history 0", "work>");
            screen.enter("'three'", "work>");
            screen.type(":history" + Screen.ENTER);
            screen.awaitEnd("'three'\n\"three\"\nwork> :history\n:history\n:set history 0\nwork>");
        }
    }

    @Test
    void coloursSuitTheBackground() {
        assertEquals(Theme.DARK, Theme.of(""));
        assertEquals(Theme.DARK, Theme.of("15;0"));
        assertEquals(Theme.LIGHT, Theme.of("0;15"));
        assertEquals(Theme.LIGHT, Theme.of("0;default;15"));
    }
}
