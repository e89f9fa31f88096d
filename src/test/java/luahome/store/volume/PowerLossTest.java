package luahome.store.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Random transactions on a simulated disk that loses power at random moments: also during creation, recovery, spill,
 * rollback, checkpoint, compaction and close, and with readers of other processes beside. After each loss the volume
 * must be in the last committed state; the commit that was under way, if any, may be in it or not, but only as a whole.
 *
 * <p>{@code -Dluahome.seed=N} runs one seed, {@code -Dluahome.runs=N} more or fewer of them.
 */
class PowerLossTest {
    private static final int LIVES = 6;

    @Test
    void findsTheLastCommittedStateWheneverThePowerFails() {
        String given = System.getProperty("luahome.seed");
        if (given != null) {
            new Run(Long.parseLong(given)).go();
            return;
        }
        long first = System.nanoTime();
        int runs = Integer.getInteger("luahome.runs", 1_000);
        int losses = 0;
        for (long seed = first; seed < first + runs; seed++) {
            losses += new Run(seed).go();
        }
        System.out.printf("%d losses of power in %d runs; luahome.seed from %d on%n", losses, runs, first);
        if (losses < runs) {
            fail("only " + losses + " losses in " + runs + " runs: this proves little");
        }
    }

    private static final class Run {
        private final long seed;
        private final Random random;
        private final SimulatedDisk disk;
        private final JournalSettings settings;
        private Map<Integer, byte[]> committed = new HashMap<>();
        /** What a commit was about to make durable when the power failed. */
        private @Nullable Map<Integer, byte[]> underWay;
        /** What a failed commit had written that could not be revoked so far: the disk failed then too. */
        private @Nullable Map<Integer, byte[]> unrevoked;
        /** Whether there are changes far out, so that a whole group of pages is skipped. */
        private final boolean wide;

        private final Map<JournaledVolume, Map<Integer, byte[]>> readers = new HashMap<>();
        private int losses;

        private Run(long seed) {
            this.seed = seed;
            random = new Random(seed);
            disk = new SimulatedDisk(random);
            wide = random.nextInt(10) == 0;
            settings = new JournalSettings(
                    (20 + random.nextInt(60)) * 4128L,
                    3 + random.nextInt(20),
                    16,
                    4096 * (1 + random.nextInt(20)),
                    Duration.ZERO);
        }

        private int go() {
            try {
                for (int life = 0; life < LIVES; life++) {
                    live(life == LIVES - 1);
                }
                return losses;
            } catch (PowerLoss | RuntimeException | AssertionError e) {
                throw new AssertionError("fails with -Dluahome.seed=" + seed + ": " + e, e);
            }
        }

        private void live(boolean last) {
            if (!last) {
                disk.losePowerAfter(1 + random.nextInt(random.nextBoolean() ? 20 : 200));
            }
            try {
                for (int opening = 1 + random.nextInt(3); opening > 0; opening--) {
                    JournaledVolume volume = VolumeOpener.open(disk, OpenMode.WRITE, settings);
                    settle(volume);
                    for (int transactions = random.nextInt(25); transactions > 0; transactions--) {
                        disturb();
                        switch (random.nextInt(12)) {
                            case 0 -> compact(volume);
                            case 1 -> readers();
                            default -> transaction(volume);
                        }
                    }
                    disk.capacity(Long.MAX_VALUE);
                    disk.failForces(0);
                    disk.failWrites(0);
                    volume.close();
                    unrevoked = null;
                }
            } catch (PowerLoss e) {
                losses++;
                readers.clear();
                if (random.nextInt(4) == 0) {
                    disk.restartProcess();
                } else {
                    disk.powerUp();
                    withoutJournal();
                }
            }
            disk.capacity(Long.MAX_VALUE);
            disk.failForces(0);
            disk.failWrites(0);
            readOnly();
        }

        /** A home file whose journal was deleted is refused, or damaged where it is read, or stands alone. */
        private void withoutJournal() {
            byte[] journal = disk.content(Journal.NAME);
            if (journal == null || !disk.exists(HomeFile.NAME)) {
                return;
            }
            disk.content(Journal.NAME, null);
            try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, settings)) {
                if (!matches(volume, underWay) && !matches(volume, unrevoked)) {
                    compare(volume, committed);
                }
            } catch (StoreException e) {
                assertEquals(StoreException.Kind.DAMAGED, e.kind(), e.getMessage());
            }
            disk.content(Journal.NAME, journal);
        }

        /** Lets the contents move into a new file, in which they lie as before. */
        private void compact(JournaledVolume volume) {
            Map<Integer, byte[]> contents = committed;
            try {
                volume.rewrite(target -> {
                    contents.forEach((page, content) ->
                            target.volume().putData((long) page << PageFormat.SHIFT, content, 0, content.length));
                    target.commit();
                });
            } catch (StoreException e) {
                volume.rollback();
            }
            compare(volume, committed);
        }

        /** Readers come and go; what they see must stay what they found. */
        private void readers() {
            if (readers.size() < 2) {
                try {
                    JournaledVolume reader = VolumeOpener.open(disk.neighbour(), OpenMode.READ, settings);
                    readers.put(reader, committed);
                } catch (StoreException e) {
                    // Where the disk failed, it may be unknown which journal or home file it has.
                    assertEquals(StoreException.Kind.LOCKED, e.kind(), e.getMessage());
                }
            } else {
                readers.forEach(Run::compare);
                readers.keySet().forEach(JournaledVolume::close);
                readers.clear();
            }
        }

        private void disturb() {
            int kind = random.nextInt(30);
            disk.capacity(kind < 3 ? disk.used() + random.nextInt(40_000) : Long.MAX_VALUE);
            disk.failForces(kind == 3 ? 1 + random.nextInt(2) : 0);
            disk.failWrites(kind == 4 ? 1 : 0);
        }

        private void transaction(JournaledVolume volume) {
            Map<Integer, byte[]> changed = new HashMap<>(committed);
            try {
                for (int changes = random.nextInt(random.nextInt(10) == 0 ? 60 : 8); changes > 0; changes--) {
                    change(volume, changed);
                }
                if (random.nextInt(5) == 0) {
                    volume.rollback();
                } else {
                    underWay = changed;
                    volume.commit();
                    if (!changed.equals(committed)) {
                        unrevoked = null;
                    }
                    committed = changed;
                    underWay = null;
                }
            } catch (StoreException e) {
                if (e.getSuppressed().length > 0) {
                    unrevoked = underWay;
                }
                underWay = null;
                volume.rollback();
            }
            if (random.nextInt(10) == 0) {
                compare(volume, committed);
            }
        }

        private void change(JournaledVolume volume, Map<Integer, byte[]> model) {
            int page = (random.nextInt(20) == 0 ? (wide ? 2000 : 1010) + random.nextInt(60) : random.nextInt(40));
            byte[] content = model.getOrDefault(page, new byte[PageFormat.SIZE]).clone();
            if (random.nextBoolean()) {
                random.nextBytes(content);
                volume.volume().putData((long) page << PageFormat.SHIFT, content, 0, content.length);
            } else {
                int at = random.nextInt(PageFormat.SIZE / 8) * 8;
                long value = random.nextLong();
                PageFormat.putLong(content, at, value);
                volume.volume().putLong(((long) page << PageFormat.SHIFT) + at, value);
            }
            model.put(page, content);
        }

        /** Compares after an opening, where either state may be found, and settles on the one that was. */
        private void settle(JournaledVolume volume) {
            if (underWay != null && matches(volume, underWay)) {
                committed = underWay;
            } else if (unrevoked != null && matches(volume, unrevoked)) {
                committed = unrevoked;
            }
            underWay = null;
            unrevoked = null;
            compare(volume, committed);
        }

        private void readOnly() {
            if (!disk.exists(HomeFile.NAME)) {
                return;
            }
            disk.freeze(true);
            try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, settings)) {
                if (!matches(volume, underWay) && !matches(volume, unrevoked)) {
                    compare(volume, committed);
                }
            }
            disk.freeze(false);
        }

        private static boolean matches(JournaledVolume volume, @Nullable Map<Integer, byte[]> model) {
            return model != null && firstDifference(volume, model) < 0;
        }

        private static void compare(JournaledVolume volume, Map<Integer, byte[]> model) {
            assertEquals(-1, firstDifference(volume, model), "the first page with a wrong content");
            assertEquals(model.isEmpty(), volume.isEmpty());
        }

        private static int firstDifference(JournaledVolume volume, Map<Integer, byte[]> model) {
            byte[] several = new byte[7 * PageFormat.SIZE + 20];
            volume.volume().getData(PageFormat.SIZE - 10, several, 0, several.length);
            byte[] zeros = new byte[PageFormat.SIZE];
            byte[] found = new byte[PageFormat.SIZE];
            for (int page = 0; page < 2080; page = page == 50 ? 1000 : page == 1080 ? 2000 : page + 1) {
                volume.volume().getData((long) page << PageFormat.SHIFT, found, 0, PageFormat.SIZE);
                if (page > 0
                        && page <= 7
                        && !Arrays.equals(
                                found,
                                0,
                                PageFormat.SIZE,
                                several,
                                (page - 1) * PageFormat.SIZE + 10,
                                page * PageFormat.SIZE + 10)) {
                    return page;
                }
                if (!Arrays.equals(found, model.getOrDefault(page, zeros))) {
                    return page;
                }
            }
            return -1;
        }
    }
}
