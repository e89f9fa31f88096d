package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import luahome.store.Revision;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import org.junit.jupiter.api.Test;

/** Revisions of a store. */
class PagedStoreRevisionTest extends StoreInHeap {
    @Test
    void savesFollowEachOtherByNumberThoughTheClockIsPutBack() {
        put(1, "a", "first");
        store.save("first", NOW);
        reopen();
        put(1, "a", "second");
        Instant before = NOW.minus(Duration.ofDays(20_000));
        Revision second = store.save("second", before);
        assertEquals(new Revision(2, before, "second", false), second);
        put(1, "a", "third");
        TableStore.Loaded loaded = store.load(2, Instant.MIN.plusNanos(1));
        assertEquals(second, loaded.revision());
        assertEquals("second", text(1, "a"));
        reopen();
        assertEquals(
                List.of(2L, 3L),
                store.revisions().stream().map(Revision::number).toList());
        assertEquals(
                List.of(before, Instant.MIN.plusNanos(1)),
                store.revisions().stream().map(Revision::savedAt).toList());
        store.load(3, Instant.MAX);
        assertEquals("third", text(1, "a"));
        reopen();
        assertEquals(Instant.MAX, store.revisions().get(2).savedAt());
    }

    @Test
    void goesBackToTheLastSaveAndUndoesThat() {
        put(1, "a", "old");
        put(2, "gone", "x");
        Revision saved = store.save("first", NOW);
        assertEquals(new Revision(1, NOW, "first", false), saved);
        put(1, "a", "new");
        store.drop(2);
        put(3, "born", "y");
        assertEquals(3, store.changedTables());
        TableStore.Loaded loaded = store.load(1, NOW.plusSeconds(1));
        assertEquals(saved, loaded.revision());
        assertEquals(new Revision(2, NOW.plusSeconds(1), null, true), loaded.undo());
        assertArrayEquals(new long[] {1, 2, 3}, loaded.changedTableIds());
        assertEquals("old", text(1, "a"));
        assertEquals("x", text(2, "gone"));
        assertNull(store.info(3));
        assertEquals(4, store.nextTableId());
        assertEquals(0, store.changedTables());
        reopen();
        assertEquals(0, store.changedTables());
        List<Long> told = new ArrayList<>();
        store.load(2, NOW, (done, total) -> {
            assertTrue(done <= total, done + " of " + total);
            told.add(done);
        });
        assertEquals(LongStream.rangeClosed(1, told.size()).boxed().toList(), told);
        assertTrue(told.size() > 1, "not told how far it is");
        assertEquals("new", text(1, "a"));
        assertNull(store.info(2));
        assertEquals("y", text(3, "born"));
        assertEquals(3, store.changedTables());
        reopen();
        assertEquals(3, store.changedTables());
        assertEquals(
                List.of(1L, 2L, 3L),
                store.revisions().stream().map(Revision::number).toList());
        store.save(null, NOW);
        assertEquals(
                List.of(4L), store.revisions().stream().map(Revision::number).toList());
        assertEquals(0, store.changedTables());
    }

    @Test
    void refusesARevisionThatIsNotKeptAndChangesNothing() {
        put(1, "a", "1");
        assertThrows(IllegalArgumentException.class, () -> store.load(1, NOW));
        assertEquals("1", text(1, "a"));
        store.commit();
    }

    @Test
    void loadRestoresAHugeAppendInBatches() {
        fill(1, 1000);
        store.save(null, NOW);
        store.update(
                1,
                IntStream.range(500, 40_000)
                        .mapToObj(i -> new Change(number(i), bytes("new")))
                        .iterator());
        store.load(1, NOW);
        assertEquals(1000, store.info(1).entries());
        assertEquals(
                40_000,
                store.load(2, NOW).revision().number() == 2 ? store.info(1).entries() : -1);
    }

    @Test
    void restoresPagesThatVanishedBesideOnesThatChangedLater() {
        int tables = 8;
        for (int table = 1; table <= tables; table++) {
            fill(table, 4000);
        }
        store.save(null, NOW);
        for (int table = 1; table <= tables; table++) {
            // Downwards, so that a page becomes empty while the one before it is still as it was saved; from several
            // places, so that some page behind it is too full to be joined with.
            for (int i = 3000 - 100 * table; i > 1000; i--) {
                store.update(table, List.of(new Change(number(i), null)).iterator());
            }
        }
        store.check();
        store.load(1, NOW);
        for (int table = 1; table <= tables; table++) {
            int[] next = {0};
            store.scan(table, null, (key, value) -> {
                assertArrayEquals(number(next[0]), key);
                assertArrayEquals(bytes("v" + next[0]++), value);
                return true;
            });
            assertEquals(4000, next[0]);
        }
    }
}
