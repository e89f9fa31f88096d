package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.TableStore.Change;
import luahome.store.volume.FileHeader;
import luahome.store.volume.HomeFile;
import luahome.store.volume.Journal;
import org.junit.jupiter.api.Test;
import org.mapdb.DataIO;

/** What leads to the data of a workspace may be lost: the data are saved nevertheless. */
class SalvageTest extends MaintainedStore {
    /** So many records that MapDB needs a second block for their places. */
    private static final int MANY = 140_000;

    @Test
    void aFileWithoutItsHeaderIsSavedWhole() {
        try (PagedStore store = open()) {
            prepare(store);
        }
        disk.restartProcess();
        byte[] whole = disk.content(HomeFile.NAME);
        byte[] journal = disk.content(Journal.NAME);
        byte[] wiped = whole.clone();
        Arrays.fill(wiped, 0, FileHeader.SIZE, (byte) 'X');
        disk.content(HomeFile.NAME, wiped);
        assertEquals(model(2).tables.size(), repaired(model(2).tables));
        byte[] withoutName = whole.clone();
        Arrays.fill(withoutName, 0, 12, (byte) 'X');
        disk.content(Journal.NAME, null);
        disk.content(HomeFile.NAME, withoutName);
        assertEquals(model(2).tables.size(), repaired(model(2).tables));
        byte[] withoutSlots = whole.clone();
        Arrays.fill(withoutSlots, 28, FileHeader.SIZE, (byte) 'X');
        disk.content(HomeFile.NAME, withoutSlots);
        assertEquals(model(2).tables.size(), repaired(model(2).tables));
        disk.content(HomeFile.NAME, wiped);
        assertEquals(
                Kind.FOREIGN,
                assertThrows(StoreException.class, () -> repaired(model(2).tables))
                        .kind(),
                "nothing tells whose pages these are");
        disk.content(Journal.NAME, journal);
    }

    @Test
    void ofAFileThatIsCutOffIsSavedWhatIsThere() {
        Map<Long, TreeMap<byte[], byte[]>> original;
        try (PagedStore store = open()) {
            for (int id = 1; id <= 3000; id++) {
                store.update(id, List.of(new Change(key(1), new byte[200])).iterator());
                store.nextTableId(id + 1);
                if (id % 100 == 0) {
                    store.commit();
                }
            }
            original = contents(store).tables;
        }
        disk.restartProcess();
        byte[] whole = disk.content(HomeFile.NAME);
        int saved = 0;
        for (int size = FileHeader.SIZE; size < whole.length; size += whole.length / 97) {
            byte[] cut = Arrays.copyOf(whole, size);
            disk.content(HomeFile.NAME, cut);
            try {
                saved += repaired(original) > 100 ? 1 : 0;
            } catch (StoreException e) {
                assertEquals(Kind.DAMAGED, e.kind(), e.getMessage());
            }
            assertArrayEquals(cut, disk.content(HomeFile.NAME), "looking changes nothing");
        }
        assertTrue(saved > 20, "only from " + saved);
    }

    @Test
    void ofALargeFileWithoutWhatLeadsToItsRecordsAllOthersAreSaved() {
        Map<Long, TreeMap<byte[], byte[]>> original = many();
        byte[] whole = disk.content(HomeFile.NAME);
        int headerPages = 32864 / 4096;
        for (int page : List.of(0, headerPages - 1)) {
            assertEquals(MANY, repairedWithout(whole, page, original), "page " + page);
        }
        int secondBlock = secondBlock(whole);
        for (int page : List.of(headerPages, secondBlock)) {
            int saved = repairedWithout(whole, page, original);
            // Such a page leads to 512 records: of tables, and a few of the index, which lead to some 64 tables each.
            assertTrue(saved > MANY - 2000 && saved < MANY, "page " + page + ": " + saved);
        }
        byte[] withoutBoth = whole.clone();
        wipe(withoutBoth, 0);
        wipe(withoutBoth, secondBlock);
        wipe(withoutBoth, headerPages);
        disk.content(HomeFile.NAME, withoutBoth);
        int saved = repaired(original);
        assertTrue(saved > MANY - 4000 && saved < MANY, "of more than one: " + saved);
    }

    @Test
    void ofALargeFileWithoutSomeChecksumsAllIsSavedAndThatIsTold() {
        Map<Long, TreeMap<byte[], byte[]>> original = many();
        byte[] whole = disk.content(HomeFile.NAME);
        for (int group = 0; group < 2; group++) {
            int at = FileHeader.SIZE + group * 1024 * 4096;
            byte[] broken = whole.clone();
            Arrays.fill(broken, at, at + 4096, (byte) 0);
            disk.content(HomeFile.NAME, broken);
            assertEquals(MANY, repaired(original));
            assertTrue(losses.get(0).startsWith("the checksums of "), losses.toString());
            broken = whole.clone();
            broken[at] ^= 1;
            disk.content(HomeFile.NAME, broken);
            assertEquals(MANY, repaired(original));
            assertEquals(List.of(), losses, "all other checksums are right");
        }
    }

    /** Written in one transaction, whose index would lie behind all else if it were written at its end. */
    @Test
    void ofALargeFileThatIsCutOffIsSavedWhatIsThere() {
        Map<Long, TreeMap<byte[], byte[]>> original = many();
        byte[] whole = disk.content(HomeFile.NAME);
        for (int quarters = 1; quarters < 4; quarters++) {
            disk.content(HomeFile.NAME, Arrays.copyOf(whole, whole.length / 4 * quarters));
            int saved = repaired(original);
            assertTrue(saved > (quarters - 1) * MANY / 4, quarters + " quarters: " + saved);
        }
    }

    private Map<Long, TreeMap<byte[], byte[]>> many() {
        try (PagedStore store = open()) {
            for (int id = 1; id <= MANY; id++) {
                store.update(id, List.of(new Change(key(1), new byte[20])).iterator());
            }
            store.nextTableId(MANY + 1);
            store.commit();
        }
        disk.restartProcess();
        try (PagedStore store = open()) {
            return contents(store).tables;
        } finally {
            disk.restartProcess();
        }
    }

    private int repairedWithout(byte[] whole, int page, Map<Long, TreeMap<byte[], byte[]>> original) {
        byte[] damaged = whole.clone();
        wipe(damaged, page);
        disk.content(HomeFile.NAME, damaged);
        return repaired(original);
    }

    private static void wipe(byte[] file, int page) {
        int at = positionOf(page);
        Arrays.fill(file, at, at + 4096, (byte) 'X');
    }

    private static int positionOf(int page) {
        return FileHeader.SIZE + (page / 1023 * 1024 + page % 1023 + 1) * 4096;
    }

    /** The first page of MapDB's second block of places: it is what page 8 names at its 96th byte. */
    private static int secondBlock(byte[] file) {
        long named = ByteBuffer.wrap(file).getLong(positionOf(8) + 96);
        return (int) (DataIO.parity16Get(named) / 4096);
    }
}
