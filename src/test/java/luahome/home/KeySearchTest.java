package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import luahome.home.space.KeySearch;
import luahome.home.space.KeySearch.Found;
import luahome.home.space.TableState;
import luahome.home.value.HomeTable;
import luahome.store.OpenMode;
import luahome.store.TableStore;
import luahome.store.workspace.PagedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Keys by how they begin, in tables that are in memory, in the store, or in both. Bytes are written as Latin-1. */
class KeySearchTest {
    /** Hardly any table fits in memory. */
    private static final int TINY = 2_000;

    private static final int ALL = 10_000;

    private static final List<String> ODD = List.of(
            "",
            "\0",
            "\0\0",
            "\0\1",
            "a",
            "a\0",
            "a\0b",
            "ab",
            "ab\u00ff",
            "ab\u00ff\u00ff",
            "ab\u00ff\u00ffc",
            "ac",
            "a ",
            "\u00ff",
            "\u00ff\u00ff",
            "\u00fe\u00ff",
            "\u007f",
            "\u0080",
            "é",
            "and",
            "_home",
            "x".repeat(1023));

    @TempDir
    Path directory;

    private MemoryStore store = new MemoryStore();
    private Home home = new Home(store, TINY);

    private static LuaString bytes(String latin1) {
        return LuaString.valueUsing(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String latin1(LuaValue key) {
        LuaString string = (LuaString) key;
        return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.ISO_8859_1);
    }

    private static List<String> found(HomeTable table, String prefix, int most) {
        return new KeySearch(table, any -> true)
                .strings(bytes(prefix), most).stream()
                        .map(entry -> latin1(entry.key()))
                        .toList();
    }

    private HomeTable add(String name) {
        HomeTable table = new HomeTable();
        home.root().rawset(name, table);
        return table;
    }

    private HomeTable reopened(String name) {
        home.close();
        store = store.reopened();
        home = new Home(store, TINY);
        return (HomeTable) home.root().rawget(name);
    }

    private static TableState state(HomeTable table) {
        TableState state = TableState.of(table);
        assertNotNull(state);
        return state;
    }

    /** Whether each beginning of each key, and some others, find the right ones, all or the first few. */
    private static void assertFinds(HomeTable table, TreeSet<String> keys) {
        TreeSet<String> prefixes = new TreeSet<>(List.of("", "zz", "\u00ff\u00ff\u00ff", "a\u00ff"));
        keys.forEach(key -> {
            for (int length = 0; length <= Math.min(4, key.length()); length++) {
                prefixes.add(key.substring(0, length));
            }
            prefixes.add(key);
        });
        for (String prefix : prefixes) {
            List<String> all =
                    keys.stream().filter(key -> key.startsWith(prefix)).toList();
            assertEquals(all, found(table, prefix, ALL), prefix);
            for (int most : new int[] {1, 2, 3, 7}) {
                List<String> some = found(table, prefix, most);
                assertEquals(
                        all.stream().limit(most).toList(),
                        some.stream().limit(most).toList(),
                        prefix);
                assertTrue(all.containsAll(some), prefix);
                assertEquals(common(all), common(some), prefix);
            }
        }
    }

    private static String common(List<String> keys) {
        if (keys.isEmpty()) {
            return "";
        }
        String common = keys.get(0);
        for (String key : keys) {
            while (!key.startsWith(common)) {
                common = common.substring(0, common.length() - 1);
            }
        }
        return common;
    }

    @Test
    void findsOddKeysInMemoryAndInTheStore() {
        HomeTable table = add("t");
        ODD.forEach(key -> table.rawset(bytes(key), LuaBoolean.TRUE));
        for (int i = 1; i < 40; i++) {
            table.rawset(i, LuaInteger.valueOf(i));
        }
        table.rawset(LuaBoolean.TRUE, LuaBoolean.TRUE);
        table.rawset(new HomeTable(), LuaBoolean.TRUE);
        TreeSet<String> keys = new TreeSet<>(ODD);
        assertFinds(table, keys);
        home.commit();
        assertFinds(table, keys);
        HomeTable ghost = reopened("t");
        assertFinds(ghost, keys);
        assertTrue(state(ghost).isGhost());
    }

    @Test
    void seesWhatIsNotCommittedInATableThatIsPaged() {
        HomeTable before = add("t");
        TreeSet<String> keys = new TreeSet<>(ODD);
        for (int i = 0; i < 500; i++) {
            keys.add("key" + i);
        }
        keys.forEach(key -> before.rawset(bytes(key), LuaBoolean.TRUE));
        home.commit();
        HomeTable table = reopened("t");
        for (String key : List.of("", "a\0", "ab\u00ff\u00ff", "key100", "key499")) {
            table.rawset(bytes(key), LuaValue.NIL);
            keys.remove(key);
        }
        for (String key : List.of("new", "key100\0", "\u00ff\u00ff\u00ff", "ab\u00ff\u00fe")) {
            table.rawset(bytes(key), LuaInteger.valueOf(7));
            keys.add(key);
        }
        table.rawset(bytes("key0"), LuaInteger.valueOf(8));
        assertNotNull(state(table).paged());
        assertFinds(table, keys);
        assertEquals(7, KeySearch.value(table, bytes("new")).toint());
        assertEquals(8, KeySearch.value(table, bytes("key0")).toint());
        assertTrue(KeySearch.value(table, bytes("key499")).isnil());
        home.rollback();
        assertTrue(found(table, "new", ALL).isEmpty());
        assertEquals(List.of("key499"), found(table, "key499", ALL));
    }

    @Test
    void findsNumbersOfARangeInTheirOrder() {
        HomeTable table = add("t");
        for (double number : new double[] {-1.5, 0, 1, 2, 2.5, 3, 1e300, Double.NEGATIVE_INFINITY, 40, 41}) {
            table.rawset(LuaValue.valueOf(number), LuaBoolean.TRUE);
        }
        table.rawset("4", LuaBoolean.TRUE);
        home.commit();
        for (HomeTable each : List.of(table, reopened("t"))) {
            KeySearch search = new KeySearch(each, any -> true);
            assertEquals("1 2 2.5 3", numbers(search.numbers(1, 3, 9)));
            assertEquals("1 2", numbers(search.numbers(1, 3, 2)));
            assertEquals(10, search.numbers(99).size());
        }
    }

    private static String numbers(List<Found> found) {
        return found.stream().map(entry -> entry.key().tojstring()).collect(Collectors.joining(" "));
    }

    @Test
    void readsAFewEntriesOfALargeTableAndLeavesItInTheStore() {
        HomeTable before = add("t");
        for (int i = 0; i < 5_000; i++) {
            before.rawset("key" + i, LuaInteger.valueOf(i));
        }
        before.rawset("other", LuaBoolean.TRUE);
        home.commit();
        home.close();
        int[] read = {0};
        home = new Home(counting(store.reopened(), read), TINY);
        HomeTable table = (HomeTable) home.root().rawget("t");
        read[0] = 0;
        assertEquals(List.of("key4999"), found(table, "key4999", 20));
        assertEquals(List.of("other"), found(table, "o", 20));
        assertEquals(21, found(table, "", 20).size());
        assertEquals(4_321, KeySearch.value(table, bytes("key4321")).toint());
        assertTrue(read[0] < 50, () -> read[0] + " entries were read");
        assertTrue(state(table).isGhost());
    }

    /** Counts the entries that are handed out; whole values are not to be asked for. */
    private static TableStore counting(TableStore store, int[] read) {
        return (TableStore) Proxy.newProxyInstance(
                TableStore.class.getClassLoader(), new Class<?>[] {TableStore.class}, (proxy, method, args) -> {
                    if (method.getName().startsWith("scan")) {
                        TableStore.EntryVisitor visitor = (TableStore.EntryVisitor) args[2];
                        args[2] = (TableStore.EntryVisitor) (key, value) -> {
                            read[0]++;
                            return visitor.entry(key, value);
                        };
                    }
                    return method.invoke(store, args);
                });
    }

    @Test
    void readsNoLongValue() {
        try (Home files = new Home(PagedStore.open(directory.resolve("w"), OpenMode.WRITE), TINY)) {
            HomeTable table = new HomeTable();
            files.root().rawset("t", table);
            table.rawset("long", LuaString.valueOf("x".repeat(100_000)));
            table.rawset(bytes("k".repeat(1024)), LuaBoolean.TRUE);
            table.rawset("short", LuaString.valueOf("text"));
            files.commit();
            Eviction.evictAll(files);
            List<Found> found = new KeySearch(table, any -> true).strings(bytes(""), ALL);
            assertEquals(2, found.size());
            assertNull(found.get(0).value());
            assertEquals("text", String.valueOf(found.get(1).value()));
            assertNull(KeySearch.value(table, bytes("long")));
            assertTrue(state(table).isGhost());
        }
    }

    @Test
    void knowsTheMetatableWithoutLoadingTheTable() {
        HomeTable table = add("t");
        HomeTable metatable = new HomeTable();
        metatable.rawset("__metatable", LuaBoolean.FALSE);
        table.setmetatable(metatable);
        add("plain");
        home.commit();
        HomeTable ghost = reopened("t");
        assertEquals(state(metatable).id(), ((HomeTable) KeySearch.metatable(ghost)).id());
        assertTrue(KeySearch.metatable((HomeTable) home.root().rawget("plain")).isnil());
        assertTrue(state(ghost).isGhost());
        assertFalse(new ArrayList<>(found(ghost, "", 1)).contains("__metatable"));
    }
}
