package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import luahome.store.Finding;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.TableStore.Change;
import luahome.store.Tags;
import luahome.store.volume.HomeFile;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.PageFormat;
import luahome.store.volume.VolumeOpener;
import org.junit.jupiter.api.Test;

/** A check finds what is wrong, and repair saves the rest. {@code -Dluahome.flips=N} flips more bits. */
class StoreCheckTest extends MaintainedStore {
    /**
     * Every byte that carries data is guarded: with one changed, everything reads as it was, or the damage is told, by
     * the store and by a check; and a repair saves nothing wrong. {@code -Dluahome.seed=N}, {@code -Dluahome.flips=N}.
     */
    @Test
    void aChangedByteIsReportedOrChangesNothing() {
        try (PagedStore store = open()) {
            prepare(store);
        }
        disk.restartProcess();
        byte[] whole = disk.content(HomeFile.NAME);
        int flips = Integer.getInteger("luahome.flips", 400);
        long seed = Long.getLong("luahome.seed", System.nanoTime());
        Random random = new Random(seed);
        // Most of the file is free room; of the pages that hold something, each is hit as often as another.
        List<Integer> pages = new ArrayList<>();
        for (int page = 0; page * 4096 < whole.length; page++) {
            if (!PageFormat.isZero(Arrays.copyOfRange(whole, page * 4096, page * 4096 + 4096))) {
                pages.add(page);
            }
        }
        int told = 0;
        for (int flip = 0; flip < flips; flip++) {
            byte[] bytes = whole.clone();
            int at = random.nextInt(10) == 0
                    ? random.nextInt(bytes.length)
                    : pages.get(random.nextInt(pages.size())) * 4096 + random.nextInt(4096);
            bytes[at] ^= (byte) (1 << random.nextInt(8));
            disk.content(HomeFile.NAME, bytes);
            try {
                told += flipped(at) ? 1 : 0;
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("byte " + at + ", -Dluahome.seed=" + seed + ": " + e, e);
            }
            assertArrayEquals(bytes, disk.content(HomeFile.NAME), "looking changes nothing");
        }
        assertTrue(told > flips / 2, "only " + told);
        System.out.printf("%d flipped bits, %d told of; luahome.seed=%d%n", flips, told, seed);
    }

    private boolean flipped(int at) {
        List<Finding> findings = new ArrayList<>();
        boolean damaged = false;
        disk.freeze(true);
        try (PagedStore store = new PagedStore(VolumeOpener.open(disk, OpenMode.READ, SMALL), false)) {
            assertSame(model(2), contents(store));
        } catch (StoreException e) {
            assertTrue(Set.of(Kind.DAMAGED, Kind.FOREIGN).contains(e.kind()), e.toString());
            damaged = true;
        }
        try (JournaledVolume volume = VolumeOpener.open(disk, OpenMode.READ, SMALL)) {
            PagedStore.verify(volume, findings::add, Progress.NONE);
            new PagedStore(volume, false).check(findings::add, Progress.NONE);
        } catch (StoreException e) {
            assertTrue(damaged, "a check tells what reading does not: " + e.getMessage());
            findings.add(new Finding(Finding.Kind.BAD_INDEX, null, e.getMessage()));
        }
        disk.freeze(false);
        boolean found = findings.stream().anyMatch(finding -> finding.kind().isProblem());
        assertTrue(!damaged || found, "byte " + at + " is damaged and the check finds nothing");
        if (damaged) {
            try {
                repaired(model(2).tables);
            } catch (StoreException e) {
                assertEquals(Kind.DAMAGED, e.kind(), e.getMessage());
            }
        }
        return damaged;
    }

    @Test
    void aCheckNamesDanglingReferencesUnreachableTablesAndWrongCounts() {
        try (PagedStore store = open()) {
            store.update(
                    1,
                    List.of(new Change(key(1), reference(2)), new Change(key(2), reference(9)))
                            .iterator());
            store.update(2, List.<Change>of().iterator());
            store.update(3, List.of(new Change(key(1), reference(4))).iterator());
            store.update(4, List.of(new Change(key(1), reference(3))).iterator());
            store.commit();
            List<Finding> findings = new ArrayList<>();
            store.check(findings::add, Progress.NONE);
            assertEquals(
                    List.of(
                            "dangling reference: table #1 refers to table #9, which is not there",
                            "unreachable table: nothing leads to table #3; it is cleared away when garbage is collected",
                            "unreachable table: nothing leads to table #4; it is cleared away when garbage is"
                                    + " collected"),
                    findings.stream()
                            .map(finding -> finding.kind().text() + ": " + finding.message())
                            .toList());
        }
    }

    @Test
    void aCheckFollowsReferencesThatHadToWait() {
        try (PagedStore store = open()) {
            int tables = 12_000;
            store.update(
                    1,
                    IntStream.rangeClosed(2, tables)
                            .mapToObj(id ->
                                    new Change(ByteBuffer.allocate(4).putInt(id).array(), reference(id)))
                            .iterator());
            for (int id = 2; id <= tables; id++) {
                long onlyFromHere = tables + id;
                store.update(
                        id, List.of(new Change(key(1), reference(onlyFromHere))).iterator());
                store.update(onlyFromHere, List.<Change>of().iterator());
            }
            store.commit();
            List<Finding> findings = new ArrayList<>();
            store.check(findings::add, Progress.NONE);
            assertEquals(0, findings.size());
        }
    }

    private static byte[] reference(long id) {
        return ByteBuffer.allocate(9).put((byte) Tags.TABLE).putLong(id).array();
    }
}
