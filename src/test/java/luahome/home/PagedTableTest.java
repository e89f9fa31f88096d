package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import luahome.home.space.TableState;
import luahome.home.value.HomeTable;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.workspace.PagedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Tables that are too large for the memory they may have. */
class PagedTableTest {
    private static final int BUDGET = 40_000;
    private static final int MANY = 3_000;

    private MemoryStore store = new MemoryStore();
    private Home home = new Home(store, BUDGET);

    private HomeTable filled(int entries) {
        HomeTable table = new HomeTable();
        home.root().rawset("t", table);
        for (int i = 1; i <= entries; i++) {
            table.rawset(i, LuaInteger.valueOf(10 * i));
        }
        return table;
    }

    private void reopen() {
        home.close();
        store = store.reopened();
        home = new Home(store, BUDGET);
    }

    private static void assertPaged(HomeTable table) {
        table.rawlen();
        TableState state = TableState.of(table);
        assertNotNull(state);
        assertNotNull(state.paged());
    }

    private HomeTable stored(String name) {
        return (HomeTable) home.root().rawget(name);
    }

    private static void assertList(HomeTable table, int entries) {
        assertEquals(entries, table.rawlen());
        assertEquals(entries, table.entryCount());
        int met = 0;
        for (LuaValue key = table.next(LuaValue.NIL).arg1();
                !key.isnil();
                key = table.next(key).arg1()) {
            met++;
            assertEquals(met, key.toint());
            assertEquals(10 * met, table.rawget(key).toint());
        }
        assertEquals(entries, met);
        for (int i = entries; i > 0; i--) {
            assertEquals(10 * i, table.rawget(i).toint());
        }
        assertTrue(table.rawget(entries + 1).isnil());
    }

    @Test
    void aListThatOutgrowsMemoryWithinATransactionIsPagedAndDurable() {
        HomeTable list = filled(MANY);
        assertPaged(list);
        assertList(list, MANY);
        home.commit();
        assertList(list, MANY);
        reopen();
        assertPaged(stored("t"));
        assertList(stored("t"), MANY);
    }

    @Test
    void aTableThatIsLookedIntoWhileItGrowsIsPagedToo() {
        HomeTable table = filled(0);
        for (int i = 1; i <= MANY; i++) {
            table.rawset("key" + i, LuaInteger.valueOf(i));
            assertFalse(table.next(LuaValue.NIL).isnil(1));
        }
        assertPaged(table);
        assertEquals(MANY, table.entryCount());
    }

    @Test
    void aRollbackAfterChangesWereHandedOverRestoresTheCommittedStateInMemoryAndOnDisk() {
        HomeTable list = filled(MANY);
        home.commit();
        for (int i = 1; i <= MANY; i++) {
            list.rawset(i, LuaValue.NIL);
            list.rawset("s" + i, new HomeTable());
        }
        assertEquals(0, list.rawlen());
        assertEquals(2 * MANY, home.rollback());
        assertList(list, MANY);
        assertEquals(0, home.pendingEntries());
        reopen();
        assertList(stored("t"), MANY);
        assertEquals(2, store.tableCount());
    }

    @Test
    void aTableAdoptedAndPagedInATransactionIsTransientAgainAfterARollbackAndKeepsItsContents() {
        HomeTable list = filled(MANY);
        HomeTable child = new HomeTable();
        list.rawset("child", child);
        child.rawset("x", LuaBoolean.TRUE);
        assertPaged(list);
        home.rollback();
        assertEquals(0, list.id());
        assertEquals(0, child.id());
        assertTrue(home.root().rawget("t").isnil());
        assertSame(child, list.rawget("child"));
        assertEquals(MANY, list.rawlen());
        assertEquals(10 * MANY, list.rawget(MANY).toint());
        list.rawset("child", LuaValue.NIL);
        assertList(list, MANY);
        assertNull(home.table(2));
    }

    @Test
    void whatDidNotFitWhenItLeftTheStoreIsAnErrorAndNotEmpty() {
        HomeTable table = new HomeTable();
        table.lose("lost");
        assertEquals("lost", error(() -> table.rawget(1)));
        assertEquals("lost", error(() -> table.rawset(1, LuaValue.TRUE)));
        assertEquals("lost", error(table::rawlen));
        assertEquals("lost", error(() -> table.next(LuaValue.NIL)));
    }

    @Test
    void aRollbackGoesThroughThoughAMetatableHasLeftMemory() {
        HomeTable metatable = new HomeTable();
        for (int i = 1; i <= 10; i++) {
            metatable.rawset(i, LuaBoolean.TRUE);
        }
        HomeTable first = new HomeTable();
        home.root().rawset("first", first);
        first.setmetatable(metatable);
        HomeTable second = new HomeTable();
        home.root().rawset("second", second);
        second.setmetatable(metatable);
        home.root().rawset("list", filled(MANY));
        home.evictAll();
        first.rawget("x");
        second.rawget("x");
        store.full(true);
        assertThrows(StoreException.class, home::commit);
        home.rollback();
        store.full(false);
        assertTrue(home.root().next(LuaValue.NIL).isnil(1));
        assertEquals(0, first.id());
        assertEquals(0, second.id());
        assertSame(metatable, second.getmetatable());
        assertTrue(error(() -> metatable.rawget(1)).contains("are gone"), () -> error(() -> metatable.rawget(1)));
        home.root().rawset("after", LuaBoolean.TRUE);
        home.commit();
        reopen();
        assertTrue(home.root().rawget("after").toboolean());
    }

    @Test
    void aRollbackGoesThroughThoughTheStoreTakesNoMoreChanges() {
        HomeTable list = filled(MANY);
        assertPaged(list);
        list.rawset("late", LuaBoolean.TRUE);
        store.refusing(true);
        home.rollback();
        store.refusing(false);
        assertTrue(home.root().rawget("t").isnil());
        assertEquals(0, list.id());
        assertTrue(error(() -> list.rawget(1)).contains("are gone"), () -> error(() -> list.rawget(1)));
        home.root().rawset("t", LuaBoolean.TRUE);
        home.commit();
        reopen();
        assertTrue(home.root().rawget("t").toboolean());
    }

    private static String error(Runnable action) {
        try {
            action.run();
            return "no error";
        } catch (LuaError e) {
            return e.getMessage();
        }
    }

    @Test
    void largeEntriesAreReadInAnyDirection() {
        HomeTable list = filled(MANY);
        for (int i = 1; i <= 100; i++) {
            list.rawset(i, LuaString.valueOf("x".repeat(20 * i)));
        }
        home.commit();
        home.evictAll();
        for (int i = 100; i > 0; i--) {
            assertEquals(20 * i, list.rawget(i).length());
        }
        for (int i = 1; i <= 100; i++) {
            assertEquals(20 * i, list.rawget(i).length());
        }
    }

    @Test
    void findingTheEndOfAListReadsNoneOfItsLargeValues() {
        HomeTable list = filled(0);
        LuaString large = LuaString.valueOf("x".repeat(200_000));
        for (int i = 1; i <= 50; i++) {
            list.rawset(i, i == 2 ? LuaInteger.valueOf(i) : large);
        }
        home.commit();
        reopen();
        HomeTable again = stored("t");
        long before = store.bytesRead();
        assertEquals(2, again.rawget(2).toint());
        assertPaged(again);
        assertEquals(50, again.rawlen());
        assertTrue(store.bytesRead() - before < 1000, () -> "bytes read: " + (store.bytesRead() - before));
    }

    @Test
    void aHugeStringIsStoredAndReadWhole(@TempDir Path directory) {
        byte[] bytes = new byte[10_000_001];
        new Random(1).nextBytes(bytes);
        LuaString text = LuaString.valueUsing(bytes, 1, bytes.length - 1);
        for (int session = 0; session < 3; session++) {
            try (Home files = Eviction.tiny(PagedStore.open(directory, OpenMode.WRITE))) {
                if (session < 2) {
                    files.root().rawset("text", LuaValue.TRUE);
                    files.root().rawset("text", text);
                    files.commit();
                    files.evictAll();
                }
                assertTrue(files.root().rawget("text").raweq(text));
            }
        }
    }

    @Test
    void tablesThatNothingButAPagedTableRefersToSurviveTheCollector() {
        HomeTable list = filled(0);
        for (int i = 1; i <= MANY; i++) {
            HomeTable child = new HomeTable();
            child.rawset("n", LuaInteger.valueOf(i));
            list.rawset(i, child);
        }
        System.gc();
        for (int i = 1; i <= MANY; i++) {
            assertEquals(i, list.rawget(i).rawget("n").toint());
        }
        home.commit();
        assertEquals(MANY + 2, store.tableCount());
        reopen();
        for (int i = 1; i <= MANY; i++) {
            assertEquals(i, stored("t").rawget(i).rawget("n").toint());
        }
    }

    @Test
    void aSlotOverwrittenOftenLeavesFewTables() {
        for (int i = 1; i <= MANY; i++) {
            home.root().rawset("slot", new HomeTable(i, 0));
        }
        home.commit();
        // One for each time that changes were handed over, and a collection takes those.
        assertTrue(store.tableCount() < MANY / 10, () -> store.tableCount() + " tables");
        home.collectGarbage(false, Progress.NONE);
        assertEquals(2, store.tableCount());
    }

    @Test
    void entriesMayBeChangedAndRemovedDuringAnIterationThatHandsChangesOver() {
        HomeTable list = filled(MANY);
        int met = 0;
        for (LuaValue key = list.next(LuaValue.NIL).arg1();
                !key.isnil();
                key = list.next(key).arg1()) {
            met++;
            list.rawset(key, met % 3 == 0 ? LuaValue.NIL : LuaString.valueOf("v".repeat(100) + met));
        }
        assertEquals(MANY, met);
        home.commit();
        for (int i = 1; i <= MANY; i++) {
            assertEquals(
                    i % 3 == 0 ? "nil" : "v".repeat(100) + i, list.rawget(i).tojstring());
        }
        assertEquals(MANY - MANY / 3, list.entryCount());
    }

    @Test
    void aPagedTableReturnsToARevisionAndForward() {
        HomeTable list = filled(MANY);
        home.save("full", Instant.EPOCH);
        for (int i = MANY; i > 5; i--) {
            assertEquals(i, list.rawlen());
            list.rawset(i, LuaValue.NIL);
        }
        assertList(list, 5);
        var loaded = home.load(null, Instant.EPOCH);
        assertList(list, MANY);
        home.load(loaded.undo().number(), Instant.EPOCH);
        assertList(list, 5);
    }

    @Test
    void keysOfAllKindsComeInTheOrderOfTheStoreOnceEach() {
        HomeTable table = filled(MANY);
        HomeTable key = new HomeTable();
        table.rawset(LuaValue.valueOf(1.5), LuaValue.TRUE);
        table.rawset(LuaValue.valueOf(-7), LuaValue.TRUE);
        table.rawset(LuaValue.FALSE, LuaValue.TRUE);
        table.rawset("text", LuaValue.TRUE);
        table.rawset(LuaValue.valueOf(5e18), LuaValue.TRUE);
        table.rawset(key, LuaValue.TRUE);
        Set<LuaValue> met = new HashSet<>();
        LuaValue last = LuaValue.NIL;
        for (LuaValue at = table.next(last).arg1();
                !at.isnil();
                at = table.next(at).arg1()) {
            assertTrue(met.add(at));
            last = at;
        }
        assertSame(key, last);
        assertEquals(MANY + 6, met.size());
        assertEquals(MANY, table.rawlen());
        assertTrue(table.rawget(new LuaTable()).isnil());
        assertFalse(table.rawget(LuaValue.valueOf(5e18)).isnil());
    }

    @Test
    void randomOperationsAgreeWithAPlainMap() {
        for (int seed = 1; seed <= 30; seed++) {
            String name = "seed " + seed;
            Random random = new Random(seed);
            HomeTable table = filled(MANY / 10);
            Map<Integer, Integer> model = new HashMap<>();
            for (int i = 1; i <= MANY / 10; i++) {
                model.put(i, 10 * i);
            }
            home.commit();
            home.evictAll();
            Map<Integer, Integer> committed = new HashMap<>(model);
            for (int step = 0; step < 2_000; step++) {
                int key = 1 + random.nextInt(MANY / 8);
                switch (random.nextInt(12)) {
                    case 0, 1, 2 ->
                        assertEquals(
                                model.getOrDefault(key, 0), table.rawget(key).optint(0), name);
                    case 3, 4 -> {
                        table.rawset(key, LuaInteger.valueOf(step));
                        model.put(key, step);
                    }
                    case 5 -> {
                        table.rawset(key, LuaValue.NIL);
                        model.remove(key);
                    }
                    case 6, 7 -> {
                        int next = border(table, model, name) + 1;
                        table.rawset(next, LuaInteger.valueOf(step));
                        model.put(next, step);
                    }
                    case 8 -> {
                        int last = border(table, model, name);
                        table.rawset(last, LuaValue.NIL);
                        model.remove(last);
                    }
                    case 9 -> {
                        if (random.nextInt(20) == 0) {
                            home.rollback();
                            model = new HashMap<>(committed);
                        } else if (random.nextInt(10) == 0) {
                            home.commit();
                            committed = new HashMap<>(model);
                        }
                    }
                    case 10 -> home.evictAll();
                    default -> {
                        if (random.nextInt(40) == 0) {
                            Map<Integer, Integer> found = new HashMap<>();
                            table.forEach((k, v) -> found.put(k.toint(), v.toint()) == null);
                            assertEquals(model, found, name);
                        }
                    }
                }
            }
        }
    }

    private static int border(HomeTable table, Map<Integer, Integer> model, String name) {
        int border = table.rawlen();
        assertTrue(border == 0 || model.containsKey(border), name);
        assertFalse(model.containsKey(border + 1), name);
        return border;
    }
}
