package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.TableStore.Change;
import luahome.store.disk.Disk;
import luahome.store.volume.HomeFile;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.PowerLoss;
import luahome.store.volume.SimulatedDisk;
import luahome.store.volume.VolumeOpener;
import org.junit.jupiter.api.Test;

/** Backups and restoring lose nothing, whatever happens meanwhile. */
class BackupsTest extends MaintainedStore {
    @Test
    void aBackupHoldsTheCommittedStateAndCanBeCheckedAndRestored() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
            fill(store, 3);
            store.commit();
            byte[] first = other.content("b.db");
            backUp(disk.neighbour(), other);
            assertFalse(Arrays.equals(first, other.content("b.db")));
            other.content("b.db", first);
        }
        try (JournaledVolume volume = Backups.openVolume(other, "b.db", SMALL);
                PagedStore backup = new PagedStore(volume, false)) {
            assertSame(model(2), contents(backup));
            assertEquals(List.of(), problems(backup));
            StoreException e = assertThrows(
                    StoreException.class, () -> Backups.restore(volume, disk, SMALL, false, Progress.NONE));
            assertEquals(Kind.UNUSABLE, e.kind());
            Backups.restore(volume, disk, SMALL, true, Progress.NONE);
        }
        try (PagedStore store = open()) {
            assertSame(model(2), contents(store));
            store.load(1, NOW);
            assertSame(model(1), contents(store));
        }
    }

    @Test
    void restoringIsSafeFromLossOfPowerAtEachOfItsSteps() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
        }
        int restored = 0;
        int kept = 0;
        for (int step = 1; ; step++) {
            SimulatedDisk target = new SimulatedDisk(new Random(step));
            PagedStore killed = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true);
            fill(killed, 7);
            killed.update(3, List.of(new Change(key(5000), value(1))).iterator());
            killed.commit();
            killed.update(3, List.of(new Change(key(5000), null)).iterator());
            killed.commit();
            // The last commit is in the journal only, which must go with the old file and not with the new one.
            target.restartProcess();
            boolean done = false;
            other.restartProcess();
            try (JournaledVolume volume = Backups.openVolume(other, "b.db", SMALL)) {
                target.losePowerAfter(step);
                Backups.restore(volume, target, SMALL, true, Progress.NONE);
                done = true;
            } catch (PowerLoss e) {
                assertEquals("power loss", e.getMessage());
            }
            if (step % 2 == 0) {
                target.restartProcess();
            } else {
                target.powerUp();
            }
            try (PagedStore store = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true)) {
                StoreModel found = contents(store);
                boolean isNew = StoreModel.differences(found, model(2)) == 0;
                assertTrue(isNew || StoreModel.differences(found, model(7)) == 0, "step " + step);
                restored += isNew ? 1 : 0;
                kept += isNew ? 0 : 1;
                assertEquals(List.of(), problems(store));
            }
            if (done) {
                break;
            }
        }
        assertTrue(restored > 0 && kept > 5, restored + " restored, " + kept + " kept");
    }

    @Test
    void aBackupIsTheFormerOneOrTheNewOneWhereverPowerOrTheProgramFails() {
        SimulatedDisk whole = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), whole);
            fill(store, 3);
            store.commit();
        }
        byte[] former = whole.content("b.db");
        int formers = 0;
        boolean done = false;
        for (int step = 1; !done; step++) {
            SimulatedDisk target = new SimulatedDisk(new Random(step));
            target.content("b.db", former);
            target.losePowerAfter(step);
            try {
                backUp(disk.neighbour(), target);
                done = true;
            } catch (PowerLoss e) {
                assertEquals("power loss", e.getMessage());
            }
            if (step % 3 == 0) {
                target.restartProcess();
            } else {
                target.powerUp();
            }
            try (PagedStore backup = new PagedStore(Backups.openVolume(target, "b.db", SMALL), false)) {
                StoreModel found = contents(backup);
                boolean isFormer = StoreModel.differences(found, model(2)) == 0;
                assertTrue(isFormer || StoreModel.differences(found, model(3)) == 0, "step " + step);
                assertFalse(isFormer && done, "a backup that is done is durable");
                formers += isFormer ? 1 : 0;
                assertEquals(List.of(), problems(backup));
            }
            backUp(disk.neighbour(), target);
            assertEquals(Set.of("b.db"), target.image().keySet(), "the next backup leaves no part of the last one");
        }
        assertTrue(formers > 5, formers + " times the former one");
    }

    @Test
    void aBackupThatFindsNoRoomOrAFailingDiskLeavesTheFormerOne() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
            Map<String, String> former = other.image();
            fill(store, 3);
            store.commit();
            long room = disk.content(HomeFile.NAME).length;
            for (long bytes = 0; bytes < room; bytes += room / 25) {
                other.capacity(other.used() + bytes);
                StoreException e = assertThrows(StoreException.class, () -> backUp(disk.neighbour(), other));
                assertEquals(Kind.FULL, e.kind());
                assertEquals(
                        "no space is left on the disk for /simulated/.b.db.new; free some, then try again",
                        e.getMessage());
                assertEquals(former, other.image());
            }
            other.capacity(Long.MAX_VALUE);
            other.failWrites(1);
            assertEquals(
                    Kind.IO,
                    assertThrows(StoreException.class, () -> backUp(disk.neighbour(), other))
                            .kind());
            assertEquals(former, other.image());
            other.failForces(1);
            assertEquals(
                    Kind.IO,
                    assertThrows(StoreException.class, () -> backUp(disk.neighbour(), other))
                            .kind());
            assertEquals(former, other.image());
            backUp(disk.neighbour(), other);
            try (PagedStore backup = new PagedStore(Backups.openVolume(other, "b.db", SMALL), false)) {
                assertSame(model(3), contents(backup));
            }
            assertSame(model(3), contents(store));
        }
    }

    @Test
    void restoringThatFindsNoRoomOrAFailingDiskLeavesTheOldDataOrHasDoneItsWork() {
        SimulatedDisk other = new SimulatedDisk(new Random(2));
        try (PagedStore store = open()) {
            prepare(store);
            backUp(disk.neighbour(), other);
        }
        long room = disk.content(HomeFile.NAME).length;
        SimulatedDisk target = new SimulatedDisk(new Random(3));
        PagedStore killed = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true);
        fill(killed, 7);
        killed.commit();
        target.restartProcess();
        for (long bytes = 0; bytes < room; bytes += room / 25) {
            target.capacity(target.used() + bytes);
            Map<String, String> before = target.image();
            assertEquals(Kind.FULL, failedRestoration(other, target).kind());
            assertEquals(before, target.image());
        }
        target.capacity(Long.MAX_VALUE);
        for (int fails = 1; fails < 6; fails++) {
            target.failForces(fails % 2);
            target.failWrites(fails);
            assertEquals(Kind.IO, failedRestoration(other, target).kind());
            target.failForces(0);
            target.failWrites(0);
            assertFalse(target.exists(HomeFile.NEW_NAME));
            try (PagedStore store = new PagedStore(VolumeOpener.open(target, OpenMode.READ, SMALL), false)) {
                assertSame(model(7), contents(store));
            }
        }
        try (JournaledVolume volume = Backups.openVolume(other, "b.db", SMALL)) {
            Backups.restore(volume, target, SMALL, true, Progress.NONE);
        }
        try (PagedStore store = new PagedStore(VolumeOpener.open(target, OpenMode.WRITE, SMALL), true)) {
            assertSame(model(2), contents(store));
            assertEquals(List.of(), problems(store));
        }
    }

    private static StoreException failedRestoration(SimulatedDisk from, SimulatedDisk to) {
        try (JournaledVolume volume = Backups.openVolume(from, "b.db", SMALL)) {
            return assertThrows(StoreException.class, () -> Backups.restore(volume, to, SMALL, true, Progress.NONE));
        }
    }

    private static void backUp(Disk from, Disk to) {
        try (JournaledVolume volume = VolumeOpener.open(from, OpenMode.READ, SMALL)) {
            volume.backUp(to, "b.db", Progress.NONE);
        }
    }
}
