package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.time.Instant;
import java.util.stream.IntStream;
import luahome.home.value.HomeTable;
import luahome.store.Progress;
import luahome.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.luaj.vm2.LuaValue;

/**
 * Collecting garbage one entry per commit, so that whatever the program does can come at any moment of a cycle: each
 * test runs once for every such moment.
 */
class CollectorTest {
    /** More commits than a cycle takes here. */
    private static final int CYCLE = 40;

    private final MemoryStore store = new MemoryStore();
    private Home home = new Home(store);

    static IntStream moments() {
        return IntStream.rangeClosed(0, CYCLE);
    }

    /** Makes `_home.keep` and `_home.x`, each the head of a chain of tables, and begins anew with nothing in memory. */
    private void prepare() {
        home.root().set("keep", chain(4));
        home.root().set("x", chain(4));
        home.root().set("tick", 0);
        home.commit();
        home.close();
        home = new Home(store.reopened());
    }

    private static HomeTable chain(int length) {
        HomeTable head = new HomeTable();
        HomeTable at = head;
        for (int i = 1; i < length; i++) {
            HomeTable next = new HomeTable();
            at.set("next", next);
            at = next;
        }
        at.set("end", LuaValue.valueOf("here"));
        return head;
    }

    private static void assertWhole(LuaValue head) {
        LuaValue at = head;
        for (int i = 1; i < 4; i++) {
            at = at.get("next");
        }
        assertEquals("here", at.get("end").tojstring());
    }

    private void begin() {
        home.collectInSteps(1);
    }

    private void ticks(int count) {
        for (int i = 1; i <= count; i++) {
            home.root().set("tick", i);
            home.commit();
        }
    }

    private long drop() {
        long id = ((HomeTable) home.root().get("x")).id();
        home.root().set("x", LuaValue.NIL);
        home.commit();
        return id;
    }

    private void assertOnlyTables(int count) {
        home.collectGarbage(false, Progress.NONE);
        assertEquals(count, store.tableCount());
        home.close();
        home = new Home(store.reopened());
        assertWhole(home.root().get("keep"));
    }

    @Test
    void aCycleDropsWhatNothingLeadsToAndThenRests() {
        prepare();
        drop();
        System.gc();
        begin();
        ticks(3 * CYCLE);
        assertEquals(5, store.tableCount());
        assertWhole(home.root().get("keep"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void whatTheSessionHoldsCanBeStoredAgain(int moment) {
        prepare();
        LuaValue held = home.root().get("x");
        drop();
        begin();
        ticks(moment);
        home.root().set("again", held);
        home.commit();
        ticks(CYCLE);
        assertWhole(home.root().get("again"));
        assertOnlyTables(9);
        assertWhole(home.root().get("again"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void whatIsKeptByHandStaysThoughTheProgramLetsGoOfIt(int moment) {
        prepare();
        HomeTable held = (HomeTable) home.root().get("x");
        long id = drop();
        begin();
        ticks(moment);
        home.keep(held);
        home.commit();
        Reference<HomeTable> gone = new WeakReference<>(held);
        held = null;
        HomeMemoryTest.awaitCollected(gone);
        ticks(CYCLE);
        assertWhole(home.table(id));
        assertOnlyTables(9);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void whatIsMovedBehindTheBackOfTheCollectorStays(int moment) {
        prepare();
        begin();
        ticks(moment);
        HomeTable last = (HomeTable) home.root().get("x").get("next").get("next");
        home.root().get("keep").set("moved", last);
        home.root().set("x", LuaValue.NIL);
        home.commit();
        ticks(CYCLE);
        assertOnlyTables(7);
        assertEquals(
                "here",
                home.root().get("keep").get("moved").get("next").get("end").tojstring());
    }

    @ParameterizedTest
    @MethodSource("moments")
    void whatIsAskedForByItsNumberIsWholeOrGone(int moment) {
        prepare();
        long id = drop();
        System.gc();
        begin();
        ticks(moment);
        HomeTable found = home.table(id);
        if (found == null) {
            assertOnlyTables(5);
            return;
        }
        home.root().set("again", found);
        home.commit();
        ticks(CYCLE);
        assertOnlyTables(9);
        assertWhole(home.root().get("again"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aRevisionThatIsLoadedInTheMiddleIsWhole(int moment) {
        prepare();
        home.save(null, Instant.EPOCH);
        drop();
        System.gc();
        begin();
        ticks(moment);
        home.load(null, Instant.EPOCH);
        ticks(CYCLE);
        assertWhole(home.root().get("x"));
        assertOnlyTables(9);
        assertWhole(home.root().get("x"));
    }

    @ParameterizedTest
    @MethodSource("moments")
    void aCommitThatFailsTakesWhatTheCollectorSawWithIt(int moment) {
        prepare();
        begin();
        ticks(moment);
        home.root().get("keep").set("next", LuaValue.NIL);
        store.full(true);
        assertThrows(StoreException.class, home::commit);
        home.rollback();
        store.full(false);
        // What was taken away and came back is in nobody's hands, so only the store tells of it.
        System.gc();
        ticks(CYCLE);
        assertWhole(home.root().get("keep"));
        assertOnlyTables(9);
    }

    @ParameterizedTest
    @MethodSource("moments")
    void whatIsNewStays(int moment) {
        prepare();
        drop();
        begin();
        ticks(moment);
        home.root().set("fresh", chain(4));
        HomeTable kept = chain(4);
        home.keep(kept);
        home.commit();
        long id = kept.id();
        kept = null;
        System.gc();
        ticks(CYCLE);
        assertWhole(home.root().get("fresh"));
        HomeTable found = home.table(id);
        assertNotNull(found);
        assertWhole(found);
        assertOnlyTables(13);
        assertTrue(home.root().get("fresh").istable());
    }
}
