package luahome.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import luahome.store.IoCounters;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.StoreInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/** The volume on the real file system and on a simulated disk that fails without losing power. */
class JournaledVolumeTest {
    private static final JournalSettings SMALL = new JournalSettings(40 * 4128, 8, 16, 8192, Duration.ZERO);

    @TempDir
    Path directory;

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));

    @Test
    void carriesMapDbAcrossRollbackAndReopening() {
        Path workspace = directory.resolve("deep/work");
        try (JournaledVolume volume = VolumeOpener.open(workspace, OpenMode.WRITE, SMALL)) {
            assertTrue(volume.isEmpty());
            DB db = make(volume);
            var map = db.treeMap("m", Serializer.LONG, Serializer.STRING).createOrOpen();
            for (long i = 0; i < 5000; i++) {
                map.put(i, "value " + i);
            }
            db.commit();
            volume.commit();
            for (long i = 0; i < 5000; i++) {
                map.put(i, "never");
            }
            db.commit();
            volume.rollback();
            db = make(volume);
            map = db.treeMap("m", Serializer.LONG, Serializer.STRING).open();
            assertEquals("value 77", map.get(77L));
            map.put(77L, "x".repeat(200_000));
            db.commit();
            volume.commit();
            map.put(78L, "uncommitted");
            db.close();
        }
        for (OpenMode mode : OpenMode.values()) {
            try (JournaledVolume volume = JournaledVolume.open(workspace, mode)) {
                assertFalse(volume.isEmpty());
                var map = make(volume)
                        .treeMap("m", Serializer.LONG, Serializer.STRING)
                        .open();
                map.verify();
                assertEquals(5000, map.size());
                assertEquals(200_000, map.get(77L).length());
                assertEquals("value 78", map.get(78L));
            }
        }
    }

    @Test
    void committingNothingTouchesNothing() {
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
            DB db = make(volume);
            db.commit();
            volume.commit();
            disk.freeze(true);
            db.commit();
            volume.commit();
            disk.freeze(false);
        }
    }

    @Test
    void aSmallCommitForcesOnce() {
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, JournalSettings.standard())) {
            put(volume, 0, 1);
            volume.commit();
            put(volume, 0, 2);
            int before = disk.operations();
            volume.commit();
            assertEquals(3, disk.operations() - before, "one write, one force, and the word of it to readers");
        }
    }

    @Test
    void aCleanCloseLeavesAHomeFileThatStandsAlone() {
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
            put(volume, 3, 42);
            volume.commit();
        }
        assertEquals(FileHeader.SIZE, disk.content(Journal.NAME).length);
        disk.content(Journal.NAME, null);
        assertEquals(42, get(OpenMode.READ, 3));
        assertEquals(42, get(OpenMode.WRITE, 3));
    }

    @Test
    void anOlderHomeFileMayBePutBackAfterACleanClose() {
        write(3, 1);
        byte[] backup = disk.content(HomeFile.NAME);
        write(3, 2);
        disk.content(HomeFile.NAME, backup);
        assertEquals(1, get(OpenMode.READ, 3));
        assertEquals(1, get(OpenMode.WRITE, 3));
    }

    @Test
    void readingTakesInWhatOnlyTheJournalHas() {
        JournaledVolume killed = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        put(killed, 3, 42);
        killed.commit();
        put(killed, 3, 43);
        disk.restartProcess();
        disk.freeze(true);
        assertEquals(42, get(OpenMode.READ, 3));
        disk.freeze(false);
    }

    @Test
    void readingNeedsAWorkspaceAndMakesNone() throws Exception {
        Path workspace = directory.resolve("none");
        StoreException e = assertThrows(StoreException.class, () -> JournaledVolume.open(workspace, OpenMode.READ));
        assertEquals(Kind.MISSING, e.kind());
        assertTrue(e.getMessage().startsWith("there is no workspace at " + workspace), e.getMessage());
        assertFalse(Files.exists(workspace));
        e = assertThrows(StoreException.class, () -> JournaledVolume.open(directory, OpenMode.READ));
        assertEquals(Kind.MISSING, e.kind());
        try (var files = Files.list(directory)) {
            assertEquals(0, files.count());
        }
    }

    @Test
    void changesOfAReaderCannotBeCommitted() {
        write(0, 1);
        disk.freeze(true);
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, SMALL)) {
            for (int page = 0; page < 50; page++) {
                put(volume, page, 7);
            }
            assertThrows(IllegalStateException.class, volume::commit);
            assertEquals(7, volume.volume().getLong(0));
            volume.rollback();
            assertEquals(1, volume.volume().getLong(0));
        }
    }

    @Test
    void aFullDiskCostsTheTransactionAndNothingElse() {
        JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        put(volume, 0, 1);
        volume.commit();
        disk.capacity(disk.used());
        StoreException e = assertThrows(StoreException.class, () -> {
            for (int page = 0; page < 50; page++) {
                put(volume, page, 2);
            }
            volume.commit();
        });
        assertEquals(Kind.FULL, e.kind());
        assertEquals(
                "no space is left on the disk for /simulated/home.db.wal; free some, then try again", e.getMessage());
        assertThrows(StoreException.class, volume::commit, "what is half done must not be committed");
        volume.rollback();
        assertEquals(1, volume.volume().getLong(0));
        disk.capacity(Long.MAX_VALUE);
        put(volume, 0, 3);
        volume.commit();
        disk.powerUp();
        assertEquals(3, get(OpenMode.WRITE, 0));
    }

    @Test
    void aJournalThatFilledTheDiskMakesRoomForTheHomeFile() {
        JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        put(volume, 0, 1);
        volume.commit();
        disk.capacity(disk.used() + 30 * 4128);
        assertThrows(StoreException.class, () -> {
            for (int page = 0; page < 50; page++) {
                put(volume, page, 2);
            }
            volume.commit();
        });
        volume.rollback();
        for (int page = 0; page < 6; page++) {
            put(volume, page, 3);
        }
        volume.commit();
        volume.close();
        assertEquals(FileHeader.SIZE, disk.content(Journal.NAME).length, "all of it is in the home file");
        assertEquals(3, get(OpenMode.READ, 5));
    }

    @Test
    void aCommitWhoseForceFailedStaysOut() {
        JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        put(volume, 0, 1);
        volume.commit();
        put(volume, 0, 2);
        disk.failForces(1);
        StoreException e = assertThrows(StoreException.class, volume::commit);
        assertEquals(Kind.IO, e.kind());
        disk.restartProcess();
        assertEquals(1, get(OpenMode.WRITE, 0));
    }

    @Test
    void commitsGoOnWhileTheHomeFileCannotGrow() {
        JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        put(volume, 0, 1);
        volume.commit();
        byte[] home = disk.content(HomeFile.NAME);
        for (int round = 0; round < 30; round++) {
            // Room for what goes into the journal, but not for a copy of it.
            disk.capacity(disk.used() + 8 * 4128);
            for (int page = 0; page < 6; page++) {
                put(volume, 100 * page + round, round);
            }
            volume.commit();
        }
        disk.capacity(disk.used());
        volume.close();
        assertTrue(disk.content(Journal.NAME).length > 30 * 6 * 4128, "the journal keeps what home could not take");
        disk.capacity(Long.MAX_VALUE);
        assertEquals(29, get(OpenMode.WRITE, 529));
        assertEquals(FileHeader.SIZE, disk.content(Journal.NAME).length);
        assertTrue(disk.content(HomeFile.NAME).length > home.length);
    }

    @Test
    void aTransactionLargerThanTheHeapsShareIsOneTransactionStill() {
        JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        for (int page = 0; page < 100; page++) {
            put(volume, page, 1);
        }
        volume.commit();
        for (int round = 2; round < 4; round++) {
            for (int page = 0; page < 100; page++) {
                put(volume, page, round);
            }
        }
        volume.rollback();
        for (int page = 0; page < 100; page++) {
            assertEquals(1, volume.volume().getLong((long) page << PageFormat.SHIFT));
        }
        volume.close();
        assertEquals(1, get(OpenMode.WRITE, 99));
    }

    @Test
    void closingTwiceIsHarmlessAndUseAfterwardsIsNot() {
        JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        put(volume, 0, 1);
        volume.close();
        volume.close();
        assertThrows(IllegalStateException.class, () -> volume.volume().getLong(0));
        assertThrows(IllegalStateException.class, volume::commit);
    }

    @Test
    void tellsAboutItsFiles() {
        try (JournaledVolume volume = JournaledVolume.open(directory, OpenMode.WRITE)) {
            assertEquals(new StoreInfo(directory.resolve("home.db").toAbsolutePath(), 4096, 4096, 1), volume.info());
        }
    }

    @Test
    void countsThePagesThatItFetchesAndWrites() {
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
            for (int page = 0; page < 3; page++) {
                volume.volume().putLong((long) page * PageFormat.SIZE, 7);
            }
            volume.commit();
            assertEquals(3, volume.ioCounters().pagesWritten());
            assertEquals(3L * FrameHeader.FRAME, volume.ioCounters().journalBytes());
            volume.commit();
            assertEquals(3, volume.ioCounters().pagesWritten());
        }
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, SMALL)) {
            volume.volume().getLong(0);
            volume.volume().getLong(PageFormat.SIZE + 8);
            volume.volume().getLong(16);
            assertEquals(new IoCounters(2, 0, 0), volume.ioCounters());
        }
    }

    private static DB make(JournaledVolume volume) {
        return DBMaker.volumeDB(volume.volume(), !volume.isEmpty())
                .concurrencyDisable()
                .make();
    }

    private void write(int page, long value) {
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
            put(volume, page, value);
            volume.commit();
        }
    }

    private long get(OpenMode mode, int page) {
        try (JournaledVolume volume = VolumeOpener.open(disk, mode, SMALL)) {
            return volume.volume().getLong((long) page << PageFormat.SHIFT);
        }
    }

    private static void put(JournaledVolume volume, int page, long value) {
        volume.volume().putLong((long) page << PageFormat.SHIFT, value);
    }
}
