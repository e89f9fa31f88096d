package luahome.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** Searching in what is shown, and in what is closed there. */
class RowSearchTest {
    private final Home home = new Home(new MemoryStore());

    @BeforeEach
    void fill() {
        HomeTable inner = new HomeTable();
        inner.rawset("Rope", LuaValue.valueOf(1));
        inner.rawset("self", home.root());
        inner.rawset("wood", LuaValue.valueOf("a rope ladder"));
        HomeTable middle = new HomeTable();
        middle.rawset("inner", inner);
        home.root().rawset("a rope", LuaValue.TRUE);
        home.root().rawset("b", middle);
        home.root().rawset("c", inner);
        home.root().rawset("d", LuaValue.valueOf(4200));
        home.root().rawset("ä", LuaValue.valueOf("ÄRGER"));
        home.commit();
    }

    private static BrowserModel at(BrowserModel model, @Nullable List<Long> places) {
        return places == null ? model.at(0) : model.revealed(places);
    }

    private List<String> found(String text, boolean backward, int times) {
        BrowserModel model = BrowserModel.of(home.root(), "_home", EntryOrder.KEY);
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            RowSearch finder = new RowSearch(model, text, () -> false);
            model = at(model, backward ? finder.previous() : finder.next());
            paths.add(model.path());
        }
        return paths;
    }

    @Test
    void findsInOpenAndClosedTablesEachOnceAndBeginsAnew() {
        List<String> all = List.of("_home[\"a rope\"]", "_home.b.inner.Rope", "_home.b.inner.wood");
        List<String> twice = new ArrayList<>(all);
        twice.addAll(all);
        assertEquals(twice, found("rope", false, 6));
    }

    @Test
    void findsBackward() {
        assertEquals(
                List.of("_home.b.inner.wood", "_home.b.inner.Rope", "_home[\"a rope\"]", "_home.b.inner.wood"),
                found("ROPE", true, 4));
    }

    @Test
    void numbersAndLettersBeyondAsciiAreFoundToo() {
        assertEquals(List.of("_home.d"), found("420", false, 1));
        assertEquals(List.of("_home[\"ä\"]"), found("Ärg", false, 1));
        assertEquals(List.of("_home"), found("nowhere", false, 1));
    }

    @Test
    void aSearchThatIsStoppedFindsNothing() {
        BrowserModel model = BrowserModel.of(home.root(), "_home", EntryOrder.KEY);
        assertNull(new RowSearch(model, "rope", () -> true).next());
        assertNull(new RowSearch(model, "rope", () -> true).previous());
    }
}
