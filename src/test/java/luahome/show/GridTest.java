package luahome.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.home.value.HomeTable;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** Lists of records as rows and columns. */
class GridTest {
    private static final Grid.Size ROOM = new Grid.Size(80, 40);

    private static HomeTable record(Object... fields) {
        HomeTable record = new HomeTable();
        for (int i = 0; i < fields.length; i += 2) {
            Object value = fields[i + 1];
            record.rawset(
                    LuaValue.valueOf((String) fields[i]),
                    value instanceof Integer n
                            ? LuaValue.valueOf(n)
                            : value instanceof Double d
                                    ? LuaValue.valueOf(d)
                                    : value instanceof String s ? LuaValue.valueOf(s) : (LuaValue) value);
        }
        return record;
    }

    private static HomeTable list(LuaValue... values) {
        HomeTable list = new HomeTable();
        for (int i = 0; i < values.length; i++) {
            list.rawset(i + 1, values[i]);
        }
        return list;
    }

    private static String similar(LuaValue value, int width) {
        Grid grid = Grid.ofSimilar(value, new Grid.Size(width, 40));
        return grid == null ? "none" : String.join("\n", grid.lines());
    }

    @Test
    void showsSimilarRecordsWithTypesAndNumbersToTheRight() {
        HomeTable people = list(
                record("name", "Ann", "level", 3, "score", 1.5),
                record("name", "Bob \"B\"", "level", 12),
                record("name", "Cäcilie", "level", 7, "score", 100));
        assertEquals("""
                    level  name      score
                   number  string   number
                ─  ──────  ───────  ──────
                1       3  Ann         1.5
                2      12  Bob "B"
                3       7  Cäcilie     100""".stripIndent(), similar(people, 80));
    }

    @Test
    void quotesStringsOnlyWhereTypesDiffer() {
        assertEquals("""
                   x
                   mixed
                ─  ─────
                1  1
                2  "1\"""".stripIndent(), similar(list(record("x", 1), record("x", "1")), 80));
    }

    @Test
    void isForListsOfSimilarRecordsOnly() {
        assertEquals("none", similar(list(record("x", 1)), 80));
        assertEquals("none", similar(list(LuaValue.valueOf(1), LuaValue.valueOf(2)), 80));
        assertEquals("none", similar(list(record("x", 1), LuaValue.valueOf(2)), 80));
        assertEquals("none", similar(list(list(LuaValue.ONE), list(LuaValue.ONE)), 80));
        assertEquals("none", similar(list(record("a", 1), record("b", 1), record("c", 1)), 80));
        assertEquals("none", similar(record("a", record("x", 1), "b", record("x", 1)), 80));
        assertEquals("none", similar(LuaValue.valueOf(1), 80));
        assertNull(Grid.of(LuaValue.valueOf(1), 0, ROOM));
    }

    @Test
    void canBeMadeOfAnyTable() {
        Grid grid = Grid.of(record("one", record("x", 1), "two", 5, "ten", list(LuaValue.TRUE)), 0, ROOM);
        assertNotNull(grid);
        assertEquals(
                List.of(
                        "      value  1             x",
                        "     number  boolean  number",
                        "───  ──────  ───────  ──────",
                        "one                        1",
                        "ten          true",
                        "two       5"),
                grid.lines());
    }

    @Test
    void leavesOutTheMiddleOfALongListAndSaysSo() {
        HomeTable[] rows = new HomeTable[100];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = record("n", i + 1);
        }
        List<String> lines = similar(list(rows), 80).lines().toList();
        assertEquals(3 + 40 + 1 + 1, lines.size());
        assertEquals(" 20      20", lines.get(22));
        assertEquals("·         ·".length(), lines.get(23).length());
        assertEquals(" 81      81", lines.get(24));
        assertEquals("40 of 100 rows; :more shows what follows on row 20", lines.get(44));
        Grid more = Grid.of(list(rows), 20, ROOM);
        assertNotNull(more);
        assertEquals("21      21", more.lines().get(3));
        assertEquals(
                "rows 21 to 60 of 100; :more shows what follows on row 60",
                more.lines().get(43));
        assertEquals(60, more.until());
        assertEquals(40, more.left());
    }

    @Test
    void fitsTheWidthByCuttingCellsAndThenColumns() {
        String text = "a rather long text that goes on and on and on";
        HomeTable two = list(
                record("a", text, "b", text, "c", text, "d", text, "e", text),
                record("a", text, "b", text, "c", text, "d", text, "e", text));
        for (int width : new int[] {30, 40, 80, 200}) {
            List<String> lines = similar(two, width).lines().toList();
            lines.forEach(line -> assertTrue(TextWidth.of(line) <= width, width + ": " + line));
            assertTrue(lines.get(3).contains("…"), lines::toString);
        }
        assertTrue(similar(two, 30).endsWith("3 columns not shown: c, d, e"), similar(two, 30));
    }

    @Test
    void namesStoredRecordsByTheirId() {
        try (Home home = new Home(new MemoryStore())) {
            home.root().rawset(LuaValue.valueOf("list"), list(record("x", 1), record("x", 2)));
            LuaValue stored = home.root().rawget("list");
            assertTrue(similar(stored, 80).contains("\n1  #3       1\n2  #4       2"), similar(stored, 80));
        }
    }
}
