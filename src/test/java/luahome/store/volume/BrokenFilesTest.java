package luahome.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.disk.DiskErrors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are missing, foreign, damaged or newer: a clear sentence, and every byte stays as it is. */
class BrokenFilesTest {
    private static final JournalSettings SMALL = new JournalSettings(1 << 20, 8, 16, 8192, Duration.ZERO);
    private static final String HOME = "/simulated/home.db";
    private static final String JOURNAL = "/simulated/home.db.wal";

    private final SimulatedDisk disk = new SimulatedDisk(new Random(1));
    private @Nullable JournaledVolume killed;

    @Test
    void anEmptyHomeFile() {
        disk.content(HomeFile.NAME, new byte[0]);
        refuses(
                Kind.FOREIGN,
                HOME + " is not a luahome workspace file (it is empty); move it away or use another" + " workspace");
    }

    @ParameterizedTest
    @CsvSource({"10", "4096", "100000"})
    void garbageForAHomeFile(int length) {
        byte[] garbage = new byte[length];
        new Random(length).nextBytes(garbage);
        disk.content(HomeFile.NAME, garbage);
        refuses(Kind.FOREIGN, HOME + " is not a luahome workspace file; move it away or use another workspace");
    }

    @Test
    void garbageForAJournal() {
        disk.content(Journal.NAME, "something else".getBytes(StandardCharsets.UTF_8));
        refuses(Kind.FOREIGN, JOURNAL + " is not a luahome journal; move it away or use another workspace");
        disk.content(Journal.NAME, null);
        closedWorkspace();
        disk.content(Journal.NAME, "something else".getBytes(StandardCharsets.UTF_8));
        refuses(Kind.FOREIGN, JOURNAL + " is not a luahome journal; move it away or use another workspace");
    }

    @ParameterizedTest
    @CsvSource({"2000", "4096", "8192", "40000"})
    void aTruncatedHomeFile(int length) {
        closedWorkspace();
        disk.content(HomeFile.NAME, Arrays.copyOf(disk.content(HomeFile.NAME), length));
        refuses(Kind.DAMAGED, HOME + " is damaged (truncated); restore the workspace from a backup");
    }

    @ParameterizedTest
    @CsvSource({"home.db", "home.db.wal"})
    void aNewerFormat(String name) {
        closedWorkspace();
        byte[] bytes = disk.content(name);
        bytes[11] = 2;
        bytes[28]++;
        disk.content(name, bytes);
        refuses(Kind.NEWER, "/simulated/" + name + " has format 2, this luahome knows up to 1; use a newer luahome");
    }

    @Test
    void aHomeFileThatIsGoneWhileItsJournalHoldsCommits() {
        commit();
        disk.content(HomeFile.NAME, null);
        refuses(
                Kind.DAMAGED,
                HOME + " is missing, but " + JOURNAL
                        + " holds changes to it; put the file back, or restore the workspace from a backup");
    }

    @Test
    void aJournalOfAnotherWorkspace() {
        commit();
        byte[] journal = disk.content(Journal.NAME);
        disk.content(Journal.NAME, null);
        disk.content(HomeFile.NAME, null);
        disk.restartProcess();
        closedWorkspace();
        disk.content(Journal.NAME, journal);
        refuses(
                Kind.FOREIGN,
                JOURNAL + " is the journal of another workspace than " + HOME
                        + "; put the two files that belong together side by side");
    }

    @Test
    void aJournalOfAnotherTime() {
        commit();
        byte[] early = disk.content(Journal.NAME);
        disk.restartProcess();
        closedWorkspace();
        closedWorkspace();
        disk.content(Journal.NAME, early);
        refuses(
                Kind.DAMAGED,
                HOME + " and " + JOURNAL
                        + " are not of the same time; put the two files that belong together side by side");
    }

    @Test
    void aJournalOfACopyThatWentAnotherWay() {
        closedWorkspace();
        byte[] home = disk.content(HomeFile.NAME);
        closedWorkspace();
        commit();
        byte[] journal = disk.content(Journal.NAME);
        disk.restartProcess();
        killed = null;
        disk.content(Journal.NAME, null);
        disk.content(HomeFile.NAME, home);
        closedWorkspace();
        commit();
        disk.restartProcess();
        disk.content(Journal.NAME, journal);
        refuses(
                Kind.DAMAGED,
                HOME + " and " + JOURNAL
                        + " are not of the same time; put the two files that belong together side by side");
    }

    @Test
    void aDamagedCommitThatAnotherOneFollowed() {
        commit();
        commit();
        disk.restartProcess();
        byte[] journal = disk.content(Journal.NAME);
        journal[(int) Journal.position(0) + 100]++;
        disk.content(Journal.NAME, journal);
        refuses(
                Kind.DAMAGED,
                JOURNAL
                        + " is damaged (commit 1 of 2 or more cannot be read); restore the workspace from a backup, or save the"
                        + " commits before with `luahome repair`");
    }

    @Test
    void everyByteOfTheHomeFileIsGuarded() {
        closedWorkspace();
        byte[] whole = disk.content(HomeFile.NAME);
        Random random = new Random(7);
        int found = 0;
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(bytes.length);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            disk.content(HomeFile.NAME, bytes);
            try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, SMALL)) {
                for (int page = 0; page < 30; page++) {
                    assertEquals(page, volume.volume().getLong((long) page << PageFormat.SHIFT));
                }
                assertTrue(at < FileHeader.SIZE, "byte " + at + " was changed and nobody noticed");
            } catch (StoreException e) {
                assertTrue(Set.of(Kind.DAMAGED, Kind.FOREIGN).contains(e.kind()), e.toString());
                found++;
            }
        }
        assertTrue(found > 200, "only " + found);
    }

    @Test
    void aPageChangedWhileNobodyLooked() {
        closedWorkspace();
        byte[] bytes = disk.content(HomeFile.NAME);
        bytes[bytes.length - 1]++;
        disk.content(HomeFile.NAME, bytes);
        Map<String, String> before = disk.image();
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, SMALL)) {
            StoreException e =
                    assertThrows(StoreException.class, () -> volume.volume().getByte(29 << PageFormat.SHIFT));
            assertEquals(Kind.DAMAGED, e.kind());
            assertEquals(
                    HOME + " is damaged (page 29 does not have its checksum); restore the workspace from a backup",
                    e.getMessage());
        }
        assertEquals(before, disk.image());
    }

    @Test
    void aPathThatIsAFileOrBelowOne(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "text");
        for (OpenMode mode : OpenMode.values()) {
            StoreException e = assertThrows(StoreException.class, () -> JournaledVolume.open(file, mode));
            assertEquals(Kind.UNUSABLE, e.kind());
            assertEquals(file + " is a file; a workspace is a directory, so name another path", e.getMessage());
        }
        StoreException e =
                assertThrows(StoreException.class, () -> JournaledVolume.open(file.resolve("w"), OpenMode.WRITE));
        assertEquals(Kind.UNUSABLE, e.kind());
        assertEquals(file + " is a file; a workspace is a directory, so name another path", e.getMessage());
        assertEquals("text", Files.readString(file));
    }

    @Test
    void aDirectoryInPlaceOfAFile(@TempDir Path directory) throws IOException {
        Files.createDirectory(directory.resolve(HomeFile.NAME));
        for (OpenMode mode : OpenMode.values()) {
            StoreException e = assertThrows(StoreException.class, () -> JournaledVolume.open(directory, mode));
            assertEquals(Kind.UNUSABLE, e.kind(), e.getMessage());
            assertTrue(e.getMessage().contains("home.db: it is a directory"), e.getMessage());
        }
    }

    @Test
    void complaintsOfTheSystemBecomeSentences() {
        Path file = Path.of("/w/home.db");
        says(
                Kind.FULL,
                "no space is left on the disk for /w/home.db; free some, then try again",
                new IOException("No space left on device"));
        says(
                Kind.FULL,
                "no space is left on the disk for /w/home.db; free some, then try again",
                new FileSystemException(file.toString(), null, "Disk quota exceeded"));
        says(
                Kind.UNUSABLE,
                "cannot write /w/home.db: permission denied; change its permissions or use another" + " workspace",
                new AccessDeniedException(file.toString()));
        says(
                Kind.UNUSABLE,
                "cannot write /w/home.db: its file system is read-only; look at it with --read-only, or use another workspace",
                new FileSystemException(file.toString(), null, "Read-only file system"));
        says(
                Kind.IO,
                "cannot write /w/home.db: Input/output error; check the disk, then try again",
                new IOException("Input/output error"));
        says(
                Kind.IO,
                "cannot write /w/home.db: ClosedByInterruptException; check the disk, then try again",
                new ClosedByInterruptException());
    }

    private static void says(Kind kind, String sentence, IOException complaint) {
        StoreException e = DiskErrors.of("write", Path.of("/w/home.db"), complaint);
        assertEquals(kind, e.kind());
        assertEquals(sentence, e.getMessage());
    }

    private void refuses(Kind kind, String sentence) {
        disk.restartProcess();
        Map<String, String> before = disk.image();
        for (OpenMode mode : OpenMode.values()) {
            try {
                VolumeOpener.open(disk, mode, SMALL).close();
                fail("opened in mode " + mode);
            } catch (StoreException e) {
                assertEquals(sentence, e.getMessage(), mode.toString());
                assertEquals(kind, e.kind());
            }
            assertEquals(before, disk.image());
        }
    }

    private void closedWorkspace() {
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
            change(volume);
        }
    }

    /** A commit that stays in the journal, for the process is killed after the last of them. */
    private void commit() {
        if (killed == null) {
            killed = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        }
        change(killed);
    }

    private static void change(JournaledVolume volume) {
        for (int page = 0; page < 30; page++) {
            volume.volume().putLong(((long) page << PageFormat.SHIFT) + 8, System.nanoTime());
            volume.volume().putLong((long) page << PageFormat.SHIFT, page);
        }
        volume.commit();
    }
}
