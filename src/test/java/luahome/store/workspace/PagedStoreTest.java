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
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables and transactions of a store. */
class PagedStoreTest extends StoreInHeap {
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

    private static byte[] read(HeapVolume volume, int offset) {
        byte[] bytes = new byte[8];
        volume.volume().getData(offset, bytes, 0, 8);
        return bytes;
    }
}
