package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import luahome.store.TableStore.Change;
import org.junit.jupiter.api.Test;

/** What a store takes of the disk. */
class PagedStoreSpaceTest extends StoreInHeap {
    @Test
    void doesNotGrowWhenEntriesAreOverwrittenAgainAndAgain() {
        long half = 0;
        for (int commit = 0; commit < 2000; commit++) {
            int round = commit;
            store.update(
                    1,
                    IntStream.range(0, 1000)
                            .mapToObj(i -> new Change(number(i), new byte[(i * 7 + round * 13) % 60]))
                            .iterator());
            store.commit();
            if (commit == 1000) {
                half = volume.info().fileBytes();
            }
        }
        assertTrue(half <= 2 << 20, "grew to " + half);
        assertEquals(half, volume.info().fileBytes());
    }

    @Test
    void reusesTheRecordsOfDroppedTables() {
        long half = 0;
        for (int round = 0; round < 40; round++) {
            for (int table = 0; table < 50; table++) {
                fill(1 + round * 50L + table, 500);
            }
            store.update(
                    1 + round * 50L,
                    List.of(new Change(bytes("big"), new byte[200_000])).iterator());
            store.commit();
            for (int table = 0; table < 50; table++) {
                store.drop(1 + round * 50L + table);
            }
            store.commit();
            if (round == 20) {
                half = volume.info().fileBytes();
            }
        }
        assertEquals(half, volume.info().fileBytes());
        assertEquals(0, store.tableCount());
    }

    @Test
    void savingAndLoadingLeaksNothing() {
        long half = 0;
        for (int round = 0; round < 60; round++) {
            int shift = round % 10;
            store.update(
                    1,
                    IntStream.range(0, 2000)
                            .mapToObj(i ->
                                    new Change(number(i * 10 + shift), i % 100 == 0 ? new byte[5000] : new byte[20]))
                            .iterator());
            store.save(null, NOW);
            store.drop(2);
            fill(2, 300);
            store.load(store.revisions().get(0).number(), NOW);
            store.load(store.revisions().get(1).number(), NOW);
            store.save(null, NOW);
            store.update(
                    1,
                    IntStream.range(0, 20_000)
                            .mapToObj(i -> new Change(number(i), null))
                            .iterator());
            store.commit();
            if (round % 10 == 0) {
                store.check();
            }
            if (round == 30) {
                half = volume.info().fileBytes();
            }
        }
        assertEquals(half, volume.info().fileBytes());
    }

    @Test
    void keepsPagesWellFilled() {
        fill(1, 100_000);
        store.commit();
        assertTrue(volume.info().fileBytes() < 3 << 20, "bytes " + volume.info().fileBytes());
        store.update(
                1,
                IntStream.range(0, 100_000)
                        .filter(i -> i % 50 != 0)
                        .mapToObj(i -> new Change(number(i), null))
                        .iterator());
        store.commit();
        assertEquals(2000, store.info(1).entries());
        store.update(
                2,
                IntStream.range(0, 100_000)
                        .mapToObj(i -> new Change(number(i), bytes("v" + i)))
                        .iterator());
        store.commit();
        assertTrue(volume.info().fileBytes() < 4 << 20, "bytes " + volume.info().fileBytes());
    }
}
