package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.TreeMap;
import luahome.home.space.TableState;
import luahome.home.value.HomeTable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Large tables that would fit in memory, and of which little is used. */
class LookedIntoTableTest {
    private static final int MANY = 20_000;

    private MemoryStore store = new MemoryStore();
    private Home home = new Home(store);

    @AfterEach
    void close() {
        home.close();
    }

    /** A table of many entries that was stored before; strings as keys, in a list the numbers. */
    private HomeTable stored(boolean list) {
        HomeTable table = new HomeTable();
        home.root().rawset("t", table);
        for (int i = 1; i <= MANY; i++) {
            table.rawset(key(i, list), LuaInteger.valueOf(i));
        }
        home.commit();
        return reopened();
    }

    private HomeTable reopened() {
        home.close();
        store = store.reopened();
        home = new Home(store);
        return (HomeTable) home.root().rawget("t");
    }

    private static LuaValue key(int number, boolean list) {
        return list ? LuaInteger.valueOf(number) : LuaString.valueOf("key " + number);
    }

    private static boolean isLoaded(HomeTable table) {
        TableState state = TableState.of(table);
        assertNotNull(state);
        return state.isResident();
    }

    private long bytesRead(Runnable task) {
        long before = store.bytesRead();
        task.run();
        return store.bytesRead() - before;
    }

    @Test
    void someReadsAndWritesReadNoMoreThanTheyMust() {
        HomeTable table = stored(false);
        long bytes = bytesRead(() -> {
            assertEquals(77, table.rawget(key(77, false)).toint());
            assertTrue(table.rawget(key(MANY + 1, false)).isnil());
            table.rawset(key(78, false), LuaInteger.valueOf(-78));
            table.rawset(key(79, false), LuaValue.NIL);
            table.rawset(key(0, false), LuaInteger.valueOf(5));
            home.commit();
        });
        assertTrue(!isLoaded(table));
        assertTrue(bytes < 2_000, () -> "bytes read: " + bytes);
        HomeTable again = reopened();
        assertEquals(-78, again.rawget(key(78, false)).toint());
        assertTrue(again.rawget(key(79, false)).isnil());
        assertEquals(5, again.rawget(key(0, false)).toint());
        assertEquals(MANY, again.entryCount());
    }

    @Test
    void theLengthOfAListAndOneMoreReadNoMoreThanTheyMust() {
        HomeTable list = stored(true);
        long bytes = bytesRead(() -> {
            assertEquals(MANY, list.rawlen());
            list.rawset(MANY + 1, LuaInteger.valueOf(1));
            assertEquals(MANY + 1, list.rawlen());
            home.commit();
        });
        assertTrue(!isLoaded(list));
        assertTrue(bytes < 5_000, () -> "bytes read: " + bytes);
    }

    @Test
    void manyReadsLoadTheTable() {
        HomeTable table = stored(false);
        Random random = new Random(1);
        for (int i = 0; i < MANY; i++) {
            int at = 1 + random.nextInt(MANY);
            assertEquals(at, table.rawget(key(at, false)).toint());
        }
        assertTrue(isLoaded(table));
    }

    @Test
    void anIterationLoadsTheTableWithWhatWasChangedInIt() {
        HomeTable table = stored(false);
        table.rawset(key(5, false), LuaInteger.valueOf(-5));
        table.rawset(key(6, false), LuaValue.NIL);
        TreeMap<String, Integer> met = new TreeMap<>();
        for (LuaValue key = LuaValue.NIL; ; ) {
            var next = table.next(key);
            key = next.arg1();
            if (key.isnil()) {
                break;
            }
            assertEquals(null, met.put(key.tojstring(), next.arg(2).toint()));
        }
        assertTrue(isLoaded(table));
        assertEquals(MANY - 1, met.size());
        assertEquals(-5, met.get("key 5"));
        home.rollback();
        assertEquals(5, table.rawget(key(5, false)).toint());
        assertEquals(6, table.rawget(key(6, false)).toint());
    }

    @Test
    void manyWritesInOneTransactionAgreeWithAPlainMap() {
        HomeTable table = stored(true);
        int[] plain = new int[MANY + 1];
        for (int i = 1; i <= MANY; i++) {
            plain[i] = i;
        }
        Random random = new Random(2);
        for (int i = 0; i < MANY; i++) {
            int at = 1 + random.nextInt(MANY);
            if (random.nextBoolean()) {
                plain[at] = i + 1;
                table.rawset(at, LuaInteger.valueOf(i + 1));
            } else {
                assertEquals(plain[at], table.rawget(at).toint());
            }
        }
        home.commit();
        HomeTable again = reopened();
        for (int i = 1; i <= MANY; i++) {
            assertEquals(plain[i], again.rawget(i).toint());
        }
    }
}
