package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import luahome.store.volume.FileHeader;
import luahome.store.volume.HomeFile;
import luahome.store.volume.Journal;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.PageFormat;
import luahome.store.volume.SimulatedDisk;
import luahome.store.volume.VolumeOpener;
import org.junit.jupiter.api.Test;

/**
 * Readers beside a writer: whenever they open, they find the last state whose commit has returned, and keep it for as
 * long as they stay, whatever the writer does meanwhile; and the writer is never kept from anything but its checkpoint.
 *
 * <p>{@code -Dluahome.seed=N} runs one seed, {@code -Dluahome.runs=N} more or fewer of them.
 */
class ReadersTest {
    private static final JournalSettings SMALL = new JournalSettings(40 * 4128, 8, 16, 8192, Duration.ZERO);
    private static final int PAGES = 30;

    @Test
    void findTheLastCommittedStateAndKeepIt() {
        String given = System.getProperty("luahome.seed");
        long first = given == null ? System.nanoTime() : Long.parseLong(given);
        int runs = given == null ? Integer.getInteger("luahome.runs", 300) : 1;
        int openedDuringCommits = 0;
        int checkpoints = 0;
        for (long seed = first; seed < first + runs; seed++) {
            Run run = new Run(seed);
            run.go();
            openedDuringCommits += run.openedDuringCommits;
            checkpoints += run.checkpoints;
        }
        System.out.printf("%d runs of readers; luahome.seed from %d on%n", runs, first);
        assertTrue(given != null || openedDuringCommits > runs, "only " + openedDuringCommits + " met a commit");
        assertTrue(given != null || checkpoints > runs / 2, "only " + checkpoints + " checkpoints were made");
    }

    @Test
    void aReaderKeepsTheJournalAndTheNextCloseTruncatesIt() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        JournaledVolume writer = VolumeOpener.open(disk, OpenMode.WRITE, SMALL);
        put(writer, 0, 1);
        writer.commit();
        try (JournaledVolume reader = VolumeOpener.open(disk.neighbour(), OpenMode.READ, SMALL)) {
            for (int i = 2; i < 100; i++) {
                put(writer, i % PAGES, i);
                put(writer, (i + 1) % PAGES, i);
                writer.commit();
            }
            assertTrue(writer.info().journalBytes() > 2 * SMALL.checkpointBytes(), "nothing is copied home");
            writer.close();
            assertTrue(
                    disk.content(Journal.NAME).length > FileHeader.SIZE, "the close leaves the journal to the reader");
            assertEquals(1, reader.volume().getLong(0));
        }
        VolumeOpener.open(disk, OpenMode.WRITE, SMALL).close();
        assertEquals(FileHeader.SIZE, disk.content(Journal.NAME).length);
    }

    @Test
    void aReaderWithoutAJournalIsSafeFromAWriterThatMakesOne() throws Exception {
        SimulatedDisk disk = new SimulatedDisk(new Random(1));
        try (JournaledVolume writer = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
            put(writer, 3, 1);
            writer.commit();
        }
        disk.content(Journal.NAME, null);
        try (JournaledVolume reader = VolumeOpener.open(disk.neighbour(), OpenMode.READ, SMALL)) {
            try (JournaledVolume writer = VolumeOpener.open(disk, OpenMode.WRITE, SMALL)) {
                put(writer, 3, 2);
                writer.commit();
            }
            assertEquals(1, reader.volume().getLong(3L << PageFormat.SHIFT));
        }
        assertFalse(disk.content(Journal.NAME).length == FileHeader.SIZE, "the commit is still in the journal");
    }

    private static void put(JournaledVolume volume, int page, long value) {
        volume.volume().putLong((long) page << PageFormat.SHIFT, value);
    }

    private static final class Run {
        private record Reader(JournaledVolume volume, Map<Integer, byte[]> snapshot) {}

        private final long seed;
        private final Random random;
        private final SimulatedDisk disk;
        private final JournalSettings settings;
        private final List<Reader> readers = new ArrayList<>();
        private Map<Integer, byte[]> committed = new HashMap<>();
        private int openedDuringCommits;
        private int checkpoints;

        private Run(long seed) {
            this.seed = seed;
            random = new Random(seed);
            disk = new SimulatedDisk(random);
            settings = new JournalSettings(
                    (20 + random.nextInt(40)) * 4128L,
                    3 + random.nextInt(20),
                    16,
                    4096 * (1 + random.nextInt(20)),
                    Duration.ZERO);
        }

        private void go() {
            try {
                for (int opening = 1 + random.nextInt(3); opening > 0; opening--) {
                    JournaledVolume writer = VolumeOpener.open(disk, OpenMode.WRITE, settings);
                    for (int steps = 20 + random.nextInt(60); steps > 0; steps--) {
                        step(writer);
                    }
                    if (random.nextInt(4) == 0) {
                        readers.forEach(reader -> reader.volume.close());
                        readers.clear();
                        disk.restartProcess();
                    } else {
                        writer.close();
                        readers.forEach(this::compare);
                    }
                    if (random.nextBoolean()) {
                        openReader();
                    }
                }
                readers.forEach(this::compare);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("fails with -Dluahome.seed=" + seed + ": " + e, e);
            }
        }

        private void step(JournaledVolume writer) {
            long before = sequence();
            switch (random.nextInt(8)) {
                case 0 -> openReader();
                case 1 -> {
                    if (!readers.isEmpty()) {
                        readers.remove(random.nextInt(readers.size())).volume.close();
                    }
                }
                default -> transaction(writer);
            }
            checkpoints += sequence() > before ? 1 : 0;
            if (!readers.isEmpty()) {
                compare(readers.get(random.nextInt(readers.size())));
            }
        }

        /** The greater sequence number in the two slots of the home file's header. */
        private long sequence() {
            byte[] home = disk.content(HomeFile.NAME);
            return Math.max(PageFormat.getLong(home, 512), PageFormat.getLong(home, 1536));
        }

        private void openReader() {
            if (readers.size() < 3) {
                Reader reader =
                        new Reader(VolumeOpener.open(disk.neighbour(), OpenMode.READ, settings), Map.copyOf(committed));
                readers.add(reader);
                compare(reader);
            }
        }

        private void transaction(JournaledVolume writer) {
            Map<Integer, byte[]> changed = new HashMap<>(committed);
            disk.failForces(random.nextInt(15) == 0 ? 1 + random.nextInt(2) : 0);
            if (random.nextInt(4) == 0) {
                disk.beforeForces(() -> {
                    disk.beforeForces(() -> {});
                    if (readers.size() < 3) {
                        openReader();
                        openedDuringCommits++;
                    }
                });
            }
            try {
                for (int changes = random.nextInt(12); changes > 0; changes--) {
                    int page = random.nextInt(PAGES);
                    byte[] content = new byte[PageFormat.SIZE];
                    random.nextBytes(content);
                    writer.volume().putData((long) page << PageFormat.SHIFT, content, 0, content.length);
                    changed.put(page, content);
                }
                if (random.nextInt(6) == 0) {
                    writer.rollback();
                } else {
                    writer.commit();
                    committed = changed;
                }
            } catch (StoreException e) {
                writer.rollback();
            }
            disk.beforeForces(() -> {});
            disk.failForces(0);
        }

        private void compare(Reader reader) {
            byte[] found = new byte[PageFormat.SIZE];
            for (int page = 0; page < PAGES; page++) {
                reader.volume.volume().getData((long) page << PageFormat.SHIFT, found, 0, PageFormat.SIZE);
                byte[] expected = reader.snapshot.getOrDefault(page, new byte[PageFormat.SIZE]);
                assertTrue(Arrays.equals(expected, found), "page " + page + " is not that of the snapshot");
            }
        }
    }
}
