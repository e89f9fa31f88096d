package luahome.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What the keys of the browser do. The workspace here takes numbers for expressions. */
class BrowserTest {
    private final Home home = new Home(new MemoryStore());
    private final Numbers workspace = new Numbers();
    private Browser browser = new Browser(workspace, home.root(), "_home");

    @BeforeEach
    void fill() {
        HomeTable ann = new HomeTable();
        ann.rawset("level", LuaValue.valueOf(3));
        home.root().rawset("ann", ann);
        home.root().rawset("best", ann);
        home.root().rawset("n", LuaValue.valueOf(10));
        home.root().rawset("long", LuaString.valueOf("x".repeat(5000)));
        home.commit();
        browser = new Browser(workspace, home.root(), "_home");
    }

    private void press(Key... keys) {
        for (Key key : keys) {
            browser.press(key, "");
            browser.work();
        }
    }

    private void type(String text) {
        text.chars().forEach(c -> {
            browser.press(Key.TYPED, String.valueOf((char) c));
            browser.work();
        });
    }

    private ScreenContent frame() {
        return browser.frame(24);
    }

    private String path() {
        return frame().path();
    }

    @Test
    void theRowsMoveOnlyAsFarAsTheyMust() {
        home.root().rawset("list", new HomeTable());
        for (int i = 1; i <= 100; i++) {
            ((HomeTable) home.root().rawget("list")).rawset(i, LuaValue.valueOf(i));
        }
        home.commit();
        browser = new Browser(workspace, (HomeTable) home.root().rawget("list"), "_home.list");
        ScreenContent first = browser.frame(12);
        assertEquals(10, first.rows().size());
        assertEquals(0, first.at());
        press(Key.PAGE_DOWN);
        assertEquals("_home.list[10]", browser.frame(12).path());
        assertEquals("[10]", browser.frame(12).rows().get(0).name());
        press(Key.UP);
        assertEquals("[9]", browser.frame(12).rows().get(0).name());
        press(Key.END);
        ScreenContent last = browser.frame(12);
        assertEquals("[100]", last.rows().get(9).name());
        assertEquals(9, last.at());
        assertEquals("101/101", last.position());
        assertEquals(4, browser.frame(6).rows().size());
        assertEquals("[100]", browser.frame(6).rows().get(3).name());
        press(Key.HOME, Key.UP);
        assertEquals(0, browser.frame(6).at());
        assertEquals(List.of(), browser.frame(1).rows().subList(1, 1));
    }

    @Test
    void aTableThatIsOpenElsewhereIsGoneToAndBackFrom() {
        press(Key.DOWN, Key.RIGHT, Key.DOWN, Key.DOWN);
        assertEquals("_home.best", path());
        press(Key.RIGHT);
        assertEquals("_home.ann", path());
        type("b");
        assertEquals("_home.best", path());
        type("#2");
        press(Key.ENTER);
        assertEquals("_home.ann", path());
        press(Key.LEFT);
        type("##02");
        press(Key.ENTER, Key.DOWN);
        assertEquals("#2.level", path());
        type("bbb");
        assertEquals("there is nothing to go back to", frame().status());
        type("#77");
        press(Key.ENTER);
        assertEquals("there is no table #77", frame().note());
        assertTrue(frame().failed());
        press(Key.ESCAPE);
        assertFalse(browser.isLeft());
        press(Key.ESCAPE);
        assertTrue(browser.isLeft());
    }

    @Test
    void aTableIsLookedAtAlone() {
        press(Key.DOWN);
        type("g");
        press(Key.DOWN);
        assertEquals("_home.ann.level", path());
        assertEquals("2/2", frame().position());
        type("g");
        assertEquals("it is no stored table", frame().status());
        type("b");
        assertEquals("_home.ann", path());
    }

    @Test
    void changesAreUndoneOneAfterTheOther() {
        press(Key.END, Key.ENTER);
        assertEquals("n = ", frame().prompt().label());
        type("5");
        press(Key.ENTER);
        assertEquals("105", home.root().rawget("n").tojstring());
        type("e");
        press(Key.CLEAR_BEFORE);
        type("7");
        press(Key.ENTER);
        press(Key.HOME, Key.DOWN, Key.RIGHT, Key.RIGHT);
        type("e9");
        press(Key.ENTER);
        assertEquals(
                "39", ((HomeTable) home.root().rawget("ann")).rawget("level").tojstring());
        assertEquals("u undoes it: _home.ann.level", frame().status());
        press(Key.END);
        type("u");
        assertEquals("undone: _home.ann.level", frame().status());
        assertEquals("_home.ann.level", path());
        assertEquals(
                "3", ((HomeTable) home.root().rawget("ann")).rawget("level").tojstring());
        type("u");
        assertEquals("105", home.root().rawget("n").tojstring());
        type("u");
        assertEquals("10", home.root().rawget("n").tojstring());
        type("u");
        assertEquals("nothing was changed here that could be undone", frame().status());
    }

    @Test
    void anEntryThatIsRemovedComesBack() {
        press(Key.END);
        type("e");
        press(Key.CLEAR_BEFORE);
        type("nil");
        press(Key.ENTER);
        assertEquals("_home.long", path());
        assertEquals("4/4", frame().position());
        type("u");
        assertEquals("_home.n", path());
        assertEquals("10", home.root().rawget("n").tojstring());
    }

    @Test
    void whatIsRefusedCanBeMended() {
        press(Key.END);
        type("ex");
        press(Key.ENTER);
        assertEquals("not a number: 10x", frame().note());
        assertEquals("10x", frame().prompt().line().text());
        press(Key.BACKSPACE);
        assertNull(frame().note());
        press(Key.HOME);
        type("4");
        press(Key.ENTER);
        assertEquals("410", home.root().rawget("n").tojstring());
        press(Key.UP);
        type("e");
        assertEquals("a string of 5000 bytes is too long for a line", frame().status());
        press(Key.HOME);
        type("e");
        assertTrue(frame().status().startsWith("this is no entry of a table"), frame().status());
    }

    @Test
    void nothingIsChangedWhereOneMayOnlyRead() {
        workspace.readOnly = true;
        press(Key.END);
        type("e");
        assertNull(frame().prompt());
        assertEquals("the workspace is open for reading only", frame().status());
    }

    @Test
    void ctrlCLeavesWhatIsTypedAndThenTheBrowser() {
        type("/ro");
        press(Key.INTERRUPT);
        assertNull(frame().prompt());
        assertFalse(browser.isLeft());
        type("?");
        assertTrue(frame().help().size() > 10);
        press(Key.INTERRUPT);
        assertEquals(List.of(), frame().help());
        press(Key.INTERRUPT);
        assertTrue(browser.isLeft());
    }

    @Test
    void aSearchIsToldOfBeforeItBegins() {
        type("/lev");
        browser.press(Key.ENTER, "");
        assertTrue(browser.isBusy());
        assertEquals("looking for lev … Ctrl-C stops", frame().status());
        browser.work();
        assertEquals("_home.ann.level", path());
        workspace.stop = true;
        type("n");
        assertEquals("the search was stopped", frame().status());
        workspace.stop = false;
        type("/nowhere");
        press(Key.ENTER);
        assertEquals("found nothing", frame().status());
    }

    @Test
    void aPathIsCopiedOnce() {
        press(Key.DOWN);
        type("y");
        assertEquals("copied _home.ann", frame().status());
        assertEquals("_home.ann", browser.takeCopy());
        assertNull(browser.takeCopy());
    }

    @Test
    void aLineIsEditedByCharacters() {
        LineEditor line = LineEditor.of("aé😀").press(Key.LEFT, "").press(Key.TYPED, "x\n");
        assertEquals(new LineEditor("aéx 😀", 4), line);
        assertEquals(new LineEditor("aéx ", 4), line.press(Key.DELETE, "").press(Key.DELETE, ""));
        assertEquals("😀", line.press(Key.CLEAR_BEFORE, "").text());
        assertEquals("aéx ", line.press(Key.CLEAR_BEHIND, "").text());
        assertEquals("aéx ", line.press(Key.END, "").press(Key.BACKSPACE, "").text());
        assertEquals(line, line.press(Key.UP, ""));
    }

    private final class Numbers implements Workspace {
        private boolean readOnly;
        private boolean stop;

        @Override
        public boolean writable() {
            return !readOnly;
        }

        @Override
        public @Nullable HomeTable table(long id) {
            return home.table(id);
        }

        @Override
        public void assign(HomeTable table, LuaValue key, String expression) throws Refusal {
            if (!expression.matches("\\d+|nil")) {
                throw new Refusal("not a number: " + expression);
            }
            boolean nil = expression.equals("nil");
            restore(table, key, nil ? LuaValue.NIL : LuaValue.valueOf(Integer.parseInt(expression)));
        }

        @Override
        public void restore(HomeTable table, LuaValue key, LuaValue value) {
            table.rawset(key, value);
            home.commit();
        }

        @Override
        public void begin() {}

        @Override
        public boolean stopped() {
            return stop;
        }
    }
}
