package luahome.repl.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import luahome.repl.Colours;
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
    void aSecondTabGoesThroughTheList() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type("string.re" + Screen.TAB);
            screen.await("the list", text -> text.contains("rep (s, n [, sep])") && text.contains("reverse        (s)"));
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
            assertTrue(shown.contains("~[35mfunction~[0m _home.f(n) ~[35mreturn~[0m n .. ~[32m'x'~[0m, ~[33m5~[0m"), shown);
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
