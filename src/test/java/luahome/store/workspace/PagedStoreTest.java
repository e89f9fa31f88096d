package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import luahome.store.OpenMode;
import luahome.store.Revision;
import luahome.store.StoreException;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import luahome.store.table.HeapVolume;
import luahome.store.table.RecordStore;
import luahome.store.table.Superblock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link TableStore} promises, sentence by sentence, over a volume in the heap. */
class PagedStoreTest {
    private static final Instant NOW = Instant.parse("2026-03-04T05:06:07Z");

    private final HeapVolume volume = new HeapVolume();
    private PagedStore store = new PagedStore(volume, true);

    @AfterEach
    void isSound() {
        store.rollback();
        store.check();
        store.close();
    }

    @Test
    void createsItsStructuresInOneCommitAndNothingElse() {
        assertEquals(1, volume.commits());
        assertFalse(store.existedBefore());
        assertEquals(1, store.nextTableId());
        assertEquals(0, store.tableCount());
        assertEquals(List.of(), store.revisions());
        reopen();
        assertTrue(store.existedBefore());
        assertEquals(1, volume.commits());
    }

    @Test
    void commitsNothingWhenOpenedForReading() {
        HeapVolume untouched = new HeapVolume();
        try (PagedStore reader = new PagedStore(untouched, false)) {
            assertEquals(0, reader.tableCount());
            reader.rollback();
            assertNull(reader.info(1));
        }
        assertEquals(0, untouched.commits());
    }

    @Test
    void doesNotCommitWhenNothingChanged() {
        put(1, "a", "1");
        store.commit();
        int before = volume.commits();
        put(1, "a", "1");
        store.commit();
        store.rollback();
        store.commit();
        assertEquals(before, volume.commits());
    }

    @Test
    void keepsAnEmptyTable() {
        store.update(5, Collections.emptyIterator());
        store.commit();
        reopen();
        assertEquals(new TableInfo(5, 0, 0), store.info(5));
        assertEquals(6, store.nextTableId());
        assertEquals(1, store.tableCount());
    }

    @Test
    void leavesTheSystemTableOutOfCountsAndLists() {
        put(TableStore.SYSTEM_TABLE, "roots", "1");
        put(3, "a", "b");
        assertEquals(1, store.tableCount());
        List<Long> ids = new ArrayList<>();
        store.tables(info -> ids.add(info.id()));
        assertEquals(List.of(3L), ids);
        assertEquals("1", text(TableStore.SYSTEM_TABLE, "roots"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2048, 2049, 65_519, 65_520, 65_521, 5_000_000})
    void keepsValuesOfAnyLength(int length) {
        byte[] value = new byte[length];
        for (int i = 0; i < length; i++) {
            value[i] = (byte) (i * 31 >> 3);
        }
        store.update(1, List.of(new Change(bytes("k"), value)).iterator());
        store.commit();
        reopen();
        assertArrayEquals(value, store.get(1, bytes("k")));
        assertEquals(length + 1, store.info(1).bytes());
        put(1, "k", "short");
        store.commit();
        store.check();
    }

    @Test
    void refusesAKeyThatIsTooLongAndKeysOutOfOrder() {
        assertThrows(
                IllegalArgumentException.class,
                () -> store.update(
                        1,
                        List.of(new Change(new byte[TableStore.MAX_KEY + 1], bytes("x")))
                                .iterator()));
        store.rollback();
        assertThrows(IllegalArgumentException.class, () -> store.update(1, changes("b", "1", "a", "2")));
        store.rollback();
        assertThrows(IllegalArgumentException.class, () -> store.update(1, changes("a", "1", "a", "2")));
        assertThrows(IllegalStateException.class, store::commit);
        store.rollback();
        assertNull(store.info(1));
    }

    @Test
    void neverMovesTheNextTableIdBack() {
        store.nextTableId(10);
        assertThrows(IllegalArgumentException.class, () -> store.nextTableId(9));
        store.commit();
        Revision saved = store.save(null, NOW);
        store.nextTableId(20);
        store.load(saved.number(), NOW);
        assertEquals(20, store.nextTableId());
    }

    @Test
    void passesOnWhatACallersIteratorThrowsAndRollsBack() {
        put(1, "a", "1");
        store.commit();
        RuntimeException mine = new ArrayIndexOutOfBoundsException("mine");
        Iterator<Change> failing = new Iterator<>() {
            private int left = 2000;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Change next() {
                if (left-- == 0) {
                    throw mine;
                }
                return new Change(number(2000 - left), new byte[100]);
            }
        };
        assertSame(mine, assertThrows(RuntimeException.class, () -> store.update(1, failing)));
        store.rollback();
        assertEquals(new TableInfo(1, 1, 2), store.info(1));
    }

    @Test
    void passesOnWhatAVisitorThrows() {
        put(1, "a", "1");
        RuntimeException mine = new IndexOutOfBoundsException("mine");
        assertSame(
                mine,
                assertThrows(
                        RuntimeException.class,
                        () -> store.scan(1, null, (key, value) -> {
                            throw mine;
                        })));
    }

    @Test
    void scansOnWhileTheVisitorChangesTheTable() {
        fill(1, 5000);
        List<Integer> seen = new ArrayList<>();
        store.scan(1, null, (key, value) -> {
            seen.add(ByteBuffer.wrap(key).getInt());
            store.update(1, List.of(new Change(key, null)).iterator());
            return true;
        });
        assertEquals(IntStream.range(0, 5000).boxed().toList(), seen);
        assertEquals(0, store.info(1).entries());
    }

    @Test
    void aFailedCommitChangesNothing() {
        put(1, "a", "before");
        store.commit();
        put(1, "a", "after");
        StoreException full = new StoreException(StoreException.Kind.FULL, "full", null);
        volume.failCommits(full);
        assertSame(full, assertThrows(StoreException.class, store::commit));
        assertSame(full, assertThrows(StoreException.class, () -> {
            store.rollback();
            store.save(null, NOW);
        }));
        store.rollback();
        volume.failCommits(null);
        assertEquals("before", text(1, "a"));
        assertEquals(List.of(), store.revisions());
    }

    @Test
    void saysThatItIsClosed() {
        PagedStore other = new PagedStore(new HeapVolume(), true);
        other.close();
        other.close();
        StoreException closed = assertThrows(StoreException.class, () -> other.get(1, bytes("a")));
        assertEquals(StoreException.Kind.IO, closed.kind());
    }

    @Test
    void saysThatTheFileIsDamaged() {
        HeapVolume spoilt = new HeapVolume();
        PagedStore other = new PagedStore(spoilt, true);
        other.update(1, changes("a", "1"));
        other.commit();
        other.close();
        int noticed = 0;
        for (int offset = 0; offset < spoilt.info().fileBytes(); offset += 8) {
            if (!Arrays.equals(new byte[8], read(spoilt, offset))) {
                byte[] before = read(spoilt, offset);
                spoilt.damage(offset, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1});
                try (PagedStore damaged = new PagedStore(spoilt, true)) {
                    damaged.get(1, bytes("a"));
                    damaged.tables(info -> true);
                } catch (StoreException e) {
                    assertTrue(e.getMessage().contains("home.db"), e.getMessage());
                    noticed++;
                }
                spoilt.damage(offset, before);
            }
        }
        assertTrue(noticed > 10, "noticed only " + noticed);
    }

    @Test
    void refusesANewerLayout() {
        HeapVolume newer = new HeapVolume();
        new PagedStore(newer, true).close();
        RecordStore records = new RecordStore(newer, Path.of("home.db"), true);
        byte[] superblock = records.get(Superblock.RECID).clone();
        superblock[1 + "luahome pages".length()]++;
        records.update(Superblock.RECID, superblock);
        records.commit();
        StoreException refusal = assertThrows(StoreException.class, () -> new PagedStore(newer, true));
        assertEquals(StoreException.Kind.NEWER, refusal.kind());
    }

    @Test
    void readsAWorkspaceWithoutTouchingIt(@TempDir Path workspace) throws IOException {
        try (TableStore writer = PagedStore.open(workspace, OpenMode.WRITE)) {
            writer.update(1, changes("a", "1"));
            writer.commit();
        }
        byte[] before = Files.readAllBytes(workspace.resolve("home.db"));
        try (TableStore reader = PagedStore.open(workspace, OpenMode.READ)) {
            assertArrayEquals(bytes("1"), reader.get(1, bytes("a")));
            reader.update(1, changes("a", "2"));
            assertThrows(IllegalStateException.class, reader::commit);
            reader.rollback();
            assertArrayEquals(bytes("1"), reader.get(1, bytes("a")));
        }
        assertArrayEquals(before, Files.readAllBytes(workspace.resolve("home.db")));
    }

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
        store.load(2, NOW);
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
    void countsTablesBeforeTheFirstSaveWithoutAnEmptyHome() {
        assertEquals(0, store.changedTables());
        store.update(1, Collections.emptyIterator());
        assertEquals(0, store.changedTables());
        put(1, "a", "1");
        assertEquals(1, store.changedTables());
        put(2, "a", "1");
        assertEquals(2, store.changedTables());
    }

    @Test
    void doesNotCountWhatARolledBackTransactionChanged() {
        put(1, "a", "1");
        store.save(null, NOW);
        put(1, "a", "2");
        assertEquals(1, store.changedTables());
        store.rollback();
        assertEquals(0, store.changedTables());
        put(1, "a", "1");
        assertEquals(0, store.changedTables());
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

    private void reopen() {
        store.close();
        store = new PagedStore(volume, true);
        store.check();
    }

    private void put(long table, String key, String value) {
        store.update(table, changes(key, value));
    }

    private void fill(long table, int count) {
        store.update(
                table,
                IntStream.range(0, count)
                        .mapToObj(i -> new Change(number(i), bytes("v" + i)))
                        .iterator());
    }

    private String text(long table, String key) {
        return new String(store.get(table, bytes(key)), StandardCharsets.UTF_8);
    }

    private static Iterator<Change> changes(String... keysAndValues) {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            changes.add(new Change(bytes(keysAndValues[i]), bytes(keysAndValues[i + 1])));
        }
        return changes.iterator();
    }

    private static byte[] number(int i) {
        return ByteBuffer.allocate(4).putInt(i).array();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] read(HeapVolume volume, int offset) {
        byte[] bytes = new byte[8];
        volume.volume().getData(offset, bytes, 0, 8);
        return bytes;
    }
}
