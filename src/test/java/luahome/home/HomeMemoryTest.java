package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaValue;

/** What happens to tables that the program has let go of: in memory, and in the store. */
class HomeMemoryTest {
    private final MemoryStore store = new MemoryStore();
    private Home home = new Home(store);

    private static void awaitCollected(Reference<?> reference) {
        for (int i = 0; i < 100 && !reference.refersTo(null); i++) {
            System.gc();
        }
        assertTrue(reference.refersTo(null), "collected");
    }

    private void restart() {
        home.close();
        home = new Home(store.reopened());
    }

    @Test
    void evictionPassesOverCollectedTables() {
        home.root().set("t", new HomeTable());
        home.commit();
        Reference<?> gone = new WeakReference<>(home.root().get("t"));
        home.root().set("t", LuaValue.NIL);
        home.commit();
        awaitCollected(gone);
        home.evictAll();
        assertTrue(home.root().get("t").isnil());
    }

    @Test
    void aQueueDoesNotHoldWhatWentThroughIt() {
        home.root().set("last", new HomeTable());
        Reference<?> first = new WeakReference<>(stateOfLast());
        for (int i = 0; i < 5; i++) {
            HomeTable next = new HomeTable();
            home.root().get("last").set("next", next);
            home.root().set("last", next);
            home.commit();
        }
        for (int i = 0; i < 100 && !first.refersTo(null); i++) {
            System.gc();
            home.root().set("other", new HomeTable());
        }
        assertTrue(first.refersTo(null), "collected");
    }

    private PersistentState stateOfLast() {
        PersistentState state = ((HomeTable) home.root().get("last")).state();
        assertNotNull(state);
        return state;
    }

    @Test
    void garbageThatACollectionLeftToTheProgramIsGoneAfterTheClose() {
        HomeTable held = new HomeTable();
        home.root().set("t", held);
        home.commit();
        home.root().set("t", LuaValue.NIL);
        assertEquals(0, home.collectGarbage(true));
        assertEquals(2, store.tableCount());
        assertFalse(held.id() == 0);
        restart();
        assertEquals(1, store.tableCount());
    }

    @Test
    void garbageThatALoadBringsBackIsGoneAfterTheClose() {
        home.root().set("t", new HomeTable());
        home.commit();
        home.root().set("t", LuaValue.NIL);
        home.save(null, Instant.EPOCH);
        assertEquals(1, home.collectGarbage(false));
        home.load(null, Instant.EPOCH);
        assertEquals(2, store.tableCount());
        restart();
        assertEquals(1, store.tableCount());
    }

    @Test
    void idsMayBeFarApart() {
        store.nextTableId(1L << 45);
        store.commit();
        home = new Home(store.reopened());
        home.root().set("t", new HomeTable());
        home.root().set("gone", new HomeTable());
        home.commit();
        home.root().set("gone", LuaValue.NIL);
        assertEquals(1, home.collectGarbage(false));
        assertNull(store.info((1L << 45) + 1));
        assertNotNull(store.info(1L << 45));
    }
}
