package luahome.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.home.value.HomeTable;
import luahome.text.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.ZeroArgFunction;

/** How values look. */
class ValuePrinterTest {
    private static Limits limits(int width) {
        return new Limits(width, 4, 50, 500, 1000);
    }

    private static String show(LuaValue value) {
        return new ValuePrinter(limits(40)).print(value);
    }

    private static HomeTable list(int... numbers) {
        HomeTable table = new HomeTable();
        for (int i = 0; i < numbers.length; i++) {
            table.rawset(i + 1, LuaValue.valueOf(numbers[i]));
        }
        return table;
    }

    private static LuaString bytes(int... bytes) {
        byte[] array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return LuaString.valueOf(array);
    }

    @Test
    void showsScalarsAsTheyCanBeTyped() {
        assertEquals("nil", show(LuaValue.NIL));
        assertEquals("false", show(LuaValue.FALSE));
        assertEquals("-3", show(LuaValue.valueOf(-3)));
        assertEquals("0.1", show(LuaValue.valueOf(0.1)));
        assertEquals("1e+100", show(LuaValue.valueOf(1e100)));
        assertEquals("0.30000000000000004", show(LuaValue.valueOf(0.1 + 0.2)));
        assertEquals("1.2345678901234567e300", show(LuaValue.valueOf(1.2345678901234567e300)));
        assertEquals("-math.huge", show(LuaValue.valueOf(Double.NEGATIVE_INFINITY)));
        assertEquals("0/0", show(LuaValue.valueOf(Double.NaN)));
    }

    @Test
    void escapesWhatIsNotPrintableOrNotUtf8() {
        assertEquals("\"a\\\"b\\\\c\\n\\t\\r\"", show(LuaString.valueOf("a\"b\\c\n\t\r")));
        assertEquals("\"é😀\"", show(Utf8.bytes("é😀")));
        assertEquals("\"\\000\\255\\027[2J\"", show(bytes(0, 255, 27, '[', '2', 'J')));
        assertEquals("\"\\192\\128\\237\\160\\128\"", show(bytes(0xC0, 0x80, 0xED, 0xA0, 0x80)));
        assertEquals("\"x\\226\\128\\174y\"", show(Utf8.bytes("x\u202Ey")));
    }

    @Test
    void cutsALongStringBetweenCharactersAndSaysItsLength() {
        LuaString text = Utf8.bytes("é".repeat(3000));
        assertEquals("\"" + "é".repeat(500) + "\"… (6000 bytes)", show(text));
        assertEquals("\"é\"… (6000 bytes)", Literals.quote(text, 3));
    }

    @Test
    void showsATableInOneLineIfItFitsAndElseOneEntryALine() {
        HomeTable table = list(1, 2, 3);
        table.rawset(LuaValue.valueOf("name"), LuaValue.valueOf("x"));
        table.rawset(LuaValue.valueOf("end"), LuaValue.TRUE);
        table.rawset(LuaValue.valueOf("odd key"), new HomeTable());
        table.rawset(LuaValue.TRUE, LuaValue.valueOf("b"));
        table.rawset(LuaValue.valueOf(1.5), LuaValue.valueOf("f"));
        assertEquals("""
                {
                  1,
                  [1.5] = "f",
                  2, 3,
                  ["end"] = true,
                  name = "x",
                  ["odd key"] = {},
                  [true] = "b",
                }""", show(table));
        assertEquals("{ 1, 2, 3 }", show(list(1, 2, 3)));
    }

    @Test
    void putsShortListItemsSideBySide() {
        int[] numbers = new int[60];
        Arrays.setAll(numbers, i -> 1000 + i);
        String text = show(list(numbers));
        assertTrue(text.startsWith("{\n  1000, 1001, 1002, 1003, 1004, 1005,\n  1006,"), text);
        assertTrue(text.endsWith("  … 10 more\n}"), text);
        text.lines().forEach(line -> assertTrue(line.length() <= 40, line));
    }

    @Test
    void marksCyclesAndSharedTables() {
        HomeTable table = new HomeTable();
        HomeTable shared = list(1);
        table.rawset(LuaValue.valueOf("a"), shared);
        table.rawset(LuaValue.valueOf("b"), shared);
        table.rawset(LuaValue.valueOf("me"), table);
        assertEquals("&2 { a = &1 { 1 }, b = &1, me = &2 }", show(table));
    }

    @Test
    void namesPersistentTablesByTheirId() {
        try (Home home = new Home(new MemoryStore())) {
            HomeTable jobs = list(7);
            home.root().rawset(LuaValue.valueOf("jobs"), jobs);
            home.root().rawset(LuaValue.valueOf("same"), jobs);
            assertEquals("#1 { jobs = #2 { 7 }, same = #2 }", show(home.root()));
            assertEquals("#2 { 1 entry }", Literals.brief(jobs, 10));
        }
    }

    @Test
    void showsDeepTablesOnlySoFar() {
        HomeTable outer = list(1);
        for (int i = 0; i < 10; i++) {
            HomeTable next = new HomeTable();
            next.rawset(1, outer);
            outer = next;
        }
        assertEquals("{ { { { { … 1 entry } } } } }", show(outer));
    }

    @Test
    void showsTheFirstEntriesOfALargeTableWithoutSortingAll() {
        HomeTable table = new HomeTable();
        for (int i = 1; i <= 100_000; i++) {
            table.rawset(i, LuaValue.valueOf(i));
        }
        assertTrue(show(table).endsWith("  … 99950 more\n}"), show(table));
    }

    @Test
    void showsManyTablesOnlyUpToTheWholeBudget() {
        HomeTable outer = new HomeTable();
        for (int i = 1; i <= 50; i++) {
            HomeTable inner = new HomeTable();
            for (int j = 1; j <= 50; j++) {
                inner.rawset(j, LuaValue.valueOf("some text of a cell"));
            }
            outer.rawset(i, inner);
        }
        assertTrue(show(outer).length() < 20_000, "length " + show(outer).length());
    }

    @Test
    void runsNoMetamethods() {
        HomeTable table = list(1);
        LuaTable metatable = new LuaTable();
        LuaValue fails = new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                throw new AssertionError("a metamethod ran");
            }
        };
        for (String event : new String[] {"__tostring", "__index", "__pairs", "__len", "__eq"}) {
            metatable.rawset(LuaValue.valueOf(event), fails);
        }
        metatable.rawset(LuaValue.valueOf("__name"), LuaValue.valueOf("Point"));
        table.setmetatable(metatable);
        assertEquals("Point { 1 }", show(table));
    }

    @ParameterizedTest
    @CsvSource({"1, 1 entry", "0, 0 entries", "2, 2 entries"})
    void countsInWords(long number, String expected) {
        assertEquals(expected, Quantity.of(number, "entry", "entries"));
    }

    @Test
    void wordsErrorsWhateverTheirValue() {
        assertEquals("stdin:1: boom", ErrorText.of(new LuaError("stdin:1: boom", 0)));
        assertEquals("error value: { 1, 2 }", ErrorText.of(new LuaError(list(1, 2))));
        assertEquals("error value: true", ErrorText.of(new LuaError(LuaValue.TRUE)));
        LuaString badByte = LuaString.valueOf("bad \u00ff byte".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals("bad \\255 byte", ErrorText.of(new LuaError(badByte)));
    }

    @Test
    void alignsColumns() {
        assertEquals(
                List.of(" ID  PATH   N", "  1  _home  3", "123  é      4"),
                new Columns("rlr")
                        .row("ID", "PATH", "N")
                        .row("1", "_home", "3")
                        .row("123", "é", "4")
                        .lines());
    }

    @Test
    void sortsKeysByTheNumbersInThem() {
        HomeTable table = new HomeTable();
        for (String key : new String[] {"item10", "item2", "item02b", "Item1", "item", "x9y2", "x9y10", "x09y3"}) {
            table.rawset(LuaValue.valueOf(key), LuaValue.TRUE);
        }
        String keys = new ValuePrinter(limits(500))
                .print(table)
                .replaceAll(" = true|[{},]", "")
                .strip();
        assertEquals("Item1 item item2 item02b item10 x9y2 x09y3 x9y10", keys);
    }

    @Test
    void goesOnWhereItStopped() {
        HomeTable table = new HomeTable();
        for (int i = 1; i <= 120; i++) {
            table.rawset(i, LuaValue.valueOf(i));
        }
        ValuePrinter printer = new ValuePrinter(limits(40));
        ValuePrinter.Shown first = printer.print(table, 0);
        assertEquals(50, first.until());
        assertEquals(70, first.left());
        ValuePrinter.Shown second = printer.print(table, first.until());
        assertTrue(second.text().startsWith("{\n  [51] = 51,\n"), second.text());
        assertEquals(20, second.left());
        ValuePrinter.Shown third = printer.print(table, second.until());
        assertTrue(third.text().endsWith("  [120] = 120,\n}"), third.text());
        assertEquals(0, third.left());
    }
}
