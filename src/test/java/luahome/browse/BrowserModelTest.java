package luahome.browse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.home.value.HomeTable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** What a browser looks at, without a screen. */
class BrowserModelTest {
    private final Home home = new Home(new MemoryStore());

    private HomeTable table(Object... keysAndValues) {
        HomeTable table = new HomeTable();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            table.rawset(lua(keysAndValues[i]), lua(keysAndValues[i + 1]));
        }
        return table;
    }

    private static LuaValue lua(Object value) {
        return value instanceof LuaValue lua
                ? lua
                : value instanceof Integer number ? LuaValue.valueOf(number) : LuaValue.valueOf((String) value);
    }

    private void root(Object... keysAndValues) {
        for (int i = 0; i < keysAndValues.length; i += 2) {
            home.root().rawset(lua(keysAndValues[i]), lua(keysAndValues[i + 1]));
        }
        home.commit();
    }

    private BrowserModel model() {
        return BrowserModel.of(home.root(), "_home", EntryOrder.KEY);
    }

    /** All rows, each indented, with a mark of its kind and of the row at which one is. */
    private static String shown(BrowserModel model) {
        return shown(model, model.window(0, 1000), 0);
    }

    private static String shown(BrowserModel model, List<Row> rows, long first) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            String mark = switch (row.kind()) {
                case PLAIN -> " = ";
                case CLOSED -> " + ";
                case OPEN -> " - ";
                case ELSEWHERE -> " > ";
            };
            all.append(first + i == model.at() ? "*" : "").append(".".repeat(row.depth()));
            all.append(row.name()).append(mark).append(row.text()).append('\n');
        }
        return all.toString();
    }

    @Test
    void tablesOpenAndCloseWhereTheyStand() {
        root("a", table("x", 1, "y", table("deep", "d")), "b", "text", "c", table());
        BrowserModel closed = model();
        BrowserModel open = closed.at(1).opened().at(3).opened();
        assertEquals("""
                _home - #1 { 3 entries }
                .a - #2 { 2 entries }
                ..x = 1
                *..y - #3 { 1 entry }
                ...deep = "d"
                .b = "text"
                .c + #4 { 0 entries }
                """, shown(open));
        assertEquals("_home.a.y", open.path());
        assertEquals("_home.a.y.deep", open.inward().path());
        assertEquals("_home.a", open.outward().path());
        assertEquals("_home.c", open.at(99).path());
        assertEquals(4, closed.rows());
        assertEquals(shown(closed.at(1)), shown(open.at(1).closed()));
        BrowserModel empty = open.at(6).opened();
        assertEquals(7, empty.rows());
        assertSame(empty, empty.inward());
    }

    @Test
    void aTableIsOpenInOnePlaceAndNamedInTheOthers() {
        HomeTable shared = table("n", 1);
        root("a", shared, "b", shared, "self", home.root());
        BrowserModel open = model().at(1).opened();
        assertEquals("""
                _home - #1 { 3 entries }
                *.a - #2 { 1 entry }
                ..n = 1
                .b > #2 { 1 entry }
                .self > #1 { 3 entries }
                """, shown(open));
        BrowserModel elsewhere = open.at(3);
        assertSame(elsewhere, elsewhere.opened());
        BrowserModel there = open.at(3).whereOpen(shared);
        assertNotNull(there);
        assertEquals("_home.a", there.path());
        assertNull(model().whereOpen(shared));
        assertEquals("_home.b", open.at(3).alone().path());
    }

    @Test
    void anyWindowShowsTheSameRowsAsTheWhole() {
        Random random = new Random(7);
        root("a", deep(random, 4), "b", deep(random, 4), "c", 3);
        BrowserModel model = model();
        for (int i = 0; i < 300; i++) {
            BrowserModel there = model.at(random.nextInt((int) model.rows()));
            model = random.nextInt(20) == 0 ? there.closed() : there.opened();
        }
        List<Row> all = model.window(0, 100_000);
        assertEquals(model.rows(), all.size());
        assertTrue(all.size() > 50, () -> "only " + all.size());
        for (int i = 0; i < all.size(); i++) {
            BrowserModel there = model.at(i);
            assertEquals(all.get(i), there.row());
            assertEquals(i, model.revealed(there.places(i)).at());
            int most = random.nextInt(9);
            List<Row> expected = all.subList(i, Math.min(all.size(), i + most));
            assertEquals(expected, model.window(i, most));
        }
    }

    private HomeTable deep(Random random, int depth) {
        HomeTable table = new HomeTable();
        for (int i = 1; i <= 4; i++) {
            boolean inner = depth > 0 && random.nextInt(3) > 0;
            table.rawset(i, inner ? deep(random, depth - 1) : LuaValue.valueOf(random.nextInt(100)));
        }
        return table;
    }

    @Test
    void entriesAreSortedAndOneStaysWhereOneIs() {
        root(
                "k10",
                5,
                "k9",
                "zz",
                "t",
                table("x", 1, "y", 2),
                "s",
                "a longer text",
                "u",
                table("z", table()),
                3,
                LuaValue.TRUE);
        BrowserModel byKey = model().at(6).opened().at(3);
        assertEquals("_home.k10", byKey.path());
        assertEquals("[3] k9 k10 s t u z", names(byKey));
        BrowserModel byType = byKey.sorted(EntryOrder.TYPE);
        assertEquals("t u z k9 s k10 [3]", names(byType));
        assertEquals("_home.k10", byType.path());
        assertEquals("k10 s k9 [3] t u z", names(byKey.sorted(EntryOrder.VALUE)));
        assertEquals("t u z s k9 [3] k10", names(byKey.sorted(EntryOrder.SIZE)));
        assertEquals(shown(byKey), shown(byKey.sorted(EntryOrder.SIZE).sorted(EntryOrder.KEY)));
    }

    private static String names(BrowserModel model) {
        return model.window(1, 100).stream().map(Row::name).collect(Collectors.joining(" "));
    }

    @Test
    void afterAChangeTheSameIsOpenAsFarAsItIsThere() {
        HomeTable inner = table("x", 1, "y", 2);
        root("a", inner, "b", table("z", 3), "c", 4);
        BrowserModel before = model().at(2).opened().at(1).opened().at(2);
        assertEquals("_home.a.x", before.path());
        home.root().rawset("Z", LuaValue.TRUE);
        home.root().rawset("b", LuaValue.valueOf(5));
        home.commit();
        assertEquals("""
                _home - #1 { 4 entries }
                .Z = true
                .a - #2 { 2 entries }
                *..x = 1
                ..y = 2
                .b = 5
                .c = 4
                """, shown(before.reread()));
        inner.rawset("x", LuaValue.NIL);
        home.commit();
        assertEquals("_home.a", before.reread().path());
    }

    @Test
    void aLargeTableIsShownAsItIsStoredFromAnyPlace() {
        HomeTable large = new HomeTable();
        for (int i = 1; i <= TableRows.MOST_SORTED + 1; i++) {
            large.rawset(i, i == 5000 ? table("x", 1) : LuaValue.valueOf(-i));
        }
        root("large", large, "z", 1);
        BrowserModel open = model().at(1).opened();
        assertEquals(TableRows.MOST_SORTED + 4L, open.rows());
        BrowserModel inside = open.at(5001).opened();
        assertEquals("""
                ..[4999] = -4999
                *..[5000] - #3 { 1 entry }
                ...x = 1
                ..[5001] = -5001
                """, shown(inside, inside.window(5000, 4), 5000));
        assertTrue(inside.isUnsorted());
        assertEquals("_home.large[5000]", inside.sorted(EntryOrder.VALUE).path());
        assertEquals("_home.z", inside.at(Long.MAX_VALUE).path());
        assertEquals("_home.large[10001]", inside.at(inside.rows() - 2).path());
        large.rawset(17, LuaValue.NIL);
        home.commit();
        assertEquals("_home.large[5000].x", inside.at(5002).reread().path());
    }
}
