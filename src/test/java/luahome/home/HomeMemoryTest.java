package luahome.home;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import luahome.home.space.TableState;
import luahome.home.value.HomeTable;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.TableStore;
import luahome.store.workspace.PagedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** What happens to tables that the program has let go of: in memory, and in the store. */
class HomeMemoryTest {
    private final MemoryStore store = new MemoryStore();
    private Home home = new Home(store);

    static void awaitCollected(Reference<?> reference) {
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
    void anIterationThatWasBrokenOffDoesNotHoldATableInMemoryAndCanGoOn() {
        HomeTable table = new HomeTable();
        home.root().set("t", table);
        for (int i = 1; i <= 50; i++) {
            table.set("key" + i, i);
            table.set(i, LuaValue.TRUE);
            table.set(new HomeTable(), LuaValue.TRUE);
        }
        table.set("key7", LuaValue.NIL);
        home.commit();
        LuaValue removed = LuaValue.NIL;
        for (int evicted = 0; evicted < 3; evicted++) {
            List<LuaValue> whole = keys(table, LuaValue.NIL);
            List<LuaValue> met = new ArrayList<>();
            while (met.size() < 100) {
                met.add(table.next(met.isEmpty() ? LuaValue.NIL : met.get(met.size() - 1))
                        .arg1());
            }
            removed = met.get(99);
            table.set(removed, LuaValue.NIL);
            home.commit();
            home.evictAll();
            assertTrue(TableState.of(table).isGhost());
            met.addAll(keys(table, removed));
            assertEquals(whole, met);
        }
    }

    private static List<LuaValue> keys(HomeTable table, LuaValue after) {
        List<LuaValue> keys = new ArrayList<>();
        for (LuaValue key = table.next(after).arg1();
                !key.isnil();
                key = table.next(key).arg1()) {
            keys.add(key);
        }
        return keys;
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

    private TableState stateOfLast() {
        TableState state = TableState.of((HomeTable) home.root().get("last"));
        assertNotNull(state);
        return state;
    }

    @Test
    void garbageThatACollectionLeftToTheProgramIsGoneAfterTheClose() {
        HomeTable held = new HomeTable();
        home.root().set("t", held);
        home.commit();
        home.root().set("t", LuaValue.NIL);
        assertEquals(new Home.Garbage(0, 0), home.collectGarbage(true, Progress.NONE));
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
        assertEquals(new Home.Garbage(1, 0), home.collectGarbage(false, Progress.NONE));
        home.load(null, Instant.EPOCH);
        assertEquals(2, store.tableCount());
        restart();
        assertEquals(1, store.tableCount());
    }

    @Test
    void readingAWorkspaceThatHasGarbageChangesNothing(@TempDir Path workspace) {
        TableStore writer = PagedStore.open(workspace, OpenMode.WRITE);
        Home killed = new Home(writer);
        killed.root().set("t", new HomeTable());
        killed.commit();
        killed.root().set("t", LuaValue.NIL);
        killed.commit();
        writer.close();
        try (Home reader = Home.reading(PagedStore.open(workspace, OpenMode.READ))) {
            assertEquals(2, reader.metadata().tableCount());
        }
    }

    @Test
    void aWorkspaceWithoutARootCanBeRead(@TempDir Path workspace) {
        PagedStore.open(workspace, OpenMode.WRITE).close();
        try (Home reader = Home.reading(PagedStore.open(workspace, OpenMode.READ))) {
            assertEquals(0, reader.root().entryCount());
        }
    }

    @Test
    void fewTablesWithMuchInThemDoNotLetTheFileGrow(@TempDir Path workspace) {
        LuaValue big = LuaString.valueOf("x".repeat(4 << 20));
        try (Home files = new Home(PagedStore.open(workspace, OpenMode.WRITE))) {
            for (int i = 0; i < 60; i++) {
                HomeTable table = new HomeTable();
                table.set("big", big);
                files.root().set("t", table);
                files.commit();
                System.gc();
            }
            // 240 MiB were written, and the journal takes 64 before the file sees any of it.
            assertTrue(
                    files.storeInfo().fileBytes() < 150L << 20,
                    () -> files.storeInfo().toString());
        }
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
        assertEquals(new Home.Garbage(1, 0), home.collectGarbage(false, Progress.NONE));
        assertNull(store.info((1L << 45) + 1));
        assertNotNull(store.info(1L << 45));
    }
}
