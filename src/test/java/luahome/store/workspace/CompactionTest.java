package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.Revision;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.TableStore.Change;
import luahome.store.volume.HomeFile;
import luahome.store.volume.PowerLoss;
import luahome.store.volume.SimulatedDisk;
import luahome.store.volume.VolumeOpener;
import org.junit.jupiter.api.Test;

/** Compaction keeps everything, whatever happens meanwhile. */
class CompactionTest extends MaintainedStore {
    @Test
    void compactionKeepsContentsAndRevisionsAndGivesRoomBack() {
        try (PagedStore store = open()) {
            fill(store, 1);
            store.save("first", NOW);
            for (int round = 2; round < 12; round++) {
                fill(store, round);
                store.commit();
            }
            for (long table = 40; table < 80; table++) {
                store.drop(table);
            }
            store.commit();
            StoreModel before = contents(store);
            List<Revision> revisions = store.revisions();
            long bytes = store.info().fileBytes() + store.info().journalBytes();
            store.compact(Progress.NONE);
            assertSame(before, contents(store));
            assertEquals(revisions, store.revisions());
            assertTrue(store.info().fileBytes() + store.info().journalBytes() < bytes);
            assertEquals(List.of(), problems(store));
            store.load(1, NOW);
            assertSame(model(1), contents(store));
            store.compact(Progress.NONE);
            store.load(2, NOW);
            assertSame(before, contents(store));
        }
        try (PagedStore store = open()) {
            assertEquals(List.of(), problems(store));
        }
    }

    @Test
    void compactionIsSafeFromLossOfPowerAtEachOfItsSteps() {
        SimulatedDisk whole = new SimulatedDisk(new Random(7));
        int steps = stepsOf(whole, () -> {
            try (PagedStore store = new PagedStore(VolumeOpener.open(whole, OpenMode.WRITE, SMALL), true)) {
                prepare(store);
                int before = whole.operations();
                store.compact(Progress.NONE);
                return whole.operations() - before;
            }
        });
        assertTrue(steps > 20, "only " + steps + " steps");
        for (int step = 1; step <= steps; step++) {
            for (boolean power : new boolean[] {true, false}) {
                SimulatedDisk one = new SimulatedDisk(new Random(step * 31L));
                PagedStore store = new PagedStore(VolumeOpener.open(one, OpenMode.WRITE, SMALL), true);
                prepare(store);
                one.losePowerAfter(step);
                assertThrows(PowerLoss.class, () -> store.compact(Progress.NONE));
                if (power) {
                    one.powerUp();
                } else {
                    one.restartProcess();
                }
                for (int opening = 0; opening < 2; opening++) {
                    try (PagedStore after = new PagedStore(VolumeOpener.open(one, OpenMode.WRITE, SMALL), true)) {
                        assertSame(model(2), contents(after));
                        assertEquals(1, after.revisions().size());
                        assertEquals(List.of(), problems(after));
                        assertFalse(one.exists(HomeFile.NEW_NAME), "what a crash left is removed");
                    }
                    one.powerUp();
                }
            }
        }
    }

    private static int stepsOf(SimulatedDisk disk, IntSupplier work) {
        int steps = work.getAsInt();
        disk.powerUp();
        return steps;
    }

    @Test
    void compactionGoesOnAfterAFullDiskAndFailedForces() {
        try (PagedStore store = open()) {
            prepare(store);
            for (int room = 0; room < 60; room++) {
                disk.capacity(disk.used() + room * 3000L);
                try {
                    store.compact(Progress.NONE);
                } catch (StoreException e) {
                    assertEquals(Kind.FULL, e.kind(), e.getMessage());
                }
                disk.capacity(Long.MAX_VALUE);
                assertFalse(disk.exists(HomeFile.NEW_NAME));
                assertSame(model(2), contents(store));
                store.update(5, List.of(new Change(key(5000), value(room))).iterator());
                store.commit();
                store.update(5, List.of(new Change(key(5000), null)).iterator());
                store.commit();
            }
            for (int fails = 1; fails < 5; fails++) {
                disk.failForces(fails);
                assertThrows(StoreException.class, () -> store.compact(Progress.NONE));
                disk.failForces(0);
                assertSame(model(2), contents(store));
                fill(store, 3);
                store.commit();
                disk.failForces(fails);
                assertThrows(StoreException.class, () -> {
                    fill(store, 4);
                    store.commit();
                });
                disk.failForces(0);
                store.rollback();
                assertSame(model(3), contents(store));
                fill(store, 2);
                store.commit();
            }
        }
        disk.powerUp();
        try (PagedStore store = open()) {
            assertSame(model(2), contents(store));
            assertEquals(List.of(), problems(store));
        }
    }

    @Test
    void compactionWaitsForReadersAndLeavesAllAsItWas() {
        try (PagedStore store = open()) {
            prepare(store);
            try (PagedStore reader = new PagedStore(VolumeOpener.open(disk.neighbour(), OpenMode.READ, SMALL), false)) {
                StoreException e = assertThrows(StoreException.class, () -> store.compact(Progress.NONE));
                assertEquals(Kind.LOCKED, e.kind());
                assertSame(model(2), contents(store));
                assertSame(model(2), contents(reader));
                assertFalse(disk.exists(HomeFile.NEW_NAME));
            }
            store.compact(Progress.NONE);
            assertSame(model(2), contents(store));
        }
    }
}
