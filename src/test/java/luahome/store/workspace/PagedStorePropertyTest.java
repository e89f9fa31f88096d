package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.Revision;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import luahome.store.TableStore.EntryVisitor;
import luahome.store.table.HeapVolume;
import luahome.store.table.PageKeys;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.SimulatedDisk;
import luahome.store.volume.VolumeOpener;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Drives the store and a model side by side at random and compares them. {@code -Dluahome.seed=N} repeats a run,
 * {@code -Dluahome.runs=N} makes more of them, {@code -Dluahome.check=true} checks the store after each step.
 */
class PagedStorePropertyTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final int STEPS = 200;
    private static final boolean CHECK_EACH_STEP = Boolean.getBoolean("luahome.check");

    @Test
    void behavesLikeMapsOverAHeapVolume() {
        runs(40, () -> {
            HeapVolume volume = new HeapVolume();
            return () -> new PagedStore(volume, true);
        });
    }

    @Test
    void behavesLikeMapsOverFiles(@TempDir Path directory) {
        int[] workspaces = {0};
        runs(8, () -> {
            Path workspace = directory.resolve("w" + workspaces[0]++);
            return () -> PagedStore.open(workspace, OpenMode.WRITE);
        });
    }

    @Test
    void behavesLikeMapsOverASimulatedDiskWithCompactions() {
        JournalSettings small = new JournalSettings(60 * 4128, 20, 16, 8192, Duration.ZERO);
        runs(20, () -> {
            SimulatedDisk disk = new SimulatedDisk(new Random(1));
            return () -> new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, small), true);
        });
    }

    private static void runs(int standard, Supplier<Supplier<PagedStore>> workspaces) {
        Long fixed = Long.getLong("luahome.seed");
        int runs = fixed != null ? 1 : Integer.getInteger("luahome.runs", standard);
        for (int i = 0; i < runs; i++) {
            long seed = fixed != null ? fixed : System.nanoTime() * 31 + i;
            try {
                new Run(seed, workspaces.get()).run();
            } catch (Throwable e) {
                throw new AssertionError("repeat with -Dluahome.seed=" + seed, e);
            }
        }
    }

    /** One random history. */
    private static final class Run {
        private final Random random;
        private final Supplier<PagedStore> opener;
        private final StoreModel now = new StoreModel();
        private final StoreModel committed = new StoreModel();
        private final TreeMap<Long, StoreModel> revisions = new TreeMap<>();
        private final Map<Long, Boolean> automatic = new HashMap<>();
        private final int keyKind;
        private final int valueKind;
        private PagedStore store;
        private long nextId = 1;
        private long committedNextId = 1;
        private @Nullable StoreModel saved;
        private long step;

        Run(long seed, Supplier<PagedStore> opener) {
            this.random = new Random(seed);
            this.opener = opener;
            this.keyKind = random.nextInt(4);
            this.valueKind = random.nextInt(4);
            this.store = opener.get();
        }

        void run() {
            try {
                for (step = 0; step < STEPS; step++) {
                    step();
                    if (CHECK_EACH_STEP) {
                        compareAll();
                    }
                }
                reopen();
            } catch (Throwable e) {
                throw new AssertionError("in step " + step, e);
            } finally {
                store.close();
            }
        }

        private void step() {
            int action = random.nextInt(100);
            if (action < 45) {
                update();
            } else if (action < 50) {
                replace();
            } else if (action < 55) {
                drop();
            } else if (action < 65) {
                get();
            } else if (action < 72) {
                scan();
            } else if (action < 82) {
                commit();
            } else if (action < 86) {
                rollback();
            } else if (action < 89) {
                save();
            } else if (action < 94) {
                load();
            } else if (action < 97) {
                changed();
            } else if (action < 98) {
                compact();
            } else {
                reopen();
            }
        }

        private void update() {
            long id = tableOrNew();
            TreeMap<byte[], byte[]> table = now.table(id);
            TreeMap<byte[], byte[]> changes = new TreeMap<>(Arrays::compareUnsigned);
            Set<byte[]> removed = new HashSet<>();
            int size = random.nextInt(20) == 0 ? 1200 : random.nextInt(random.nextBoolean() ? 4 : 60);
            boolean mostlyRemove = random.nextInt(4) == 0;
            for (int i = 0; i < size; i++) {
                byte[] key = random.nextBoolean() && !table.isEmpty() ? someKey(table) : key();
                changes.put(key, random.nextInt(mostlyRemove ? 8 : 3) == 0 || !mostlyRemove ? value() : PageKeys.EMPTY);
            }
            boolean removeRange = random.nextInt(8) == 0;
            if (removeRange) {
                table.tailMap(random.nextBoolean() ? key() : PageKeys.EMPTY).keySet().stream()
                        .limit(random.nextInt(1500))
                        .forEach(key -> changes.put(key, PageKeys.EMPTY));
            }
            List<Change> list = new ArrayList<>();
            changes.forEach((key, value) -> {
                boolean remove = value == PageKeys.EMPTY && (removeRange || mostlyRemove || random.nextInt(3) > 0);
                list.add(new Change(key, remove ? null : value));
                if (remove) {
                    table.remove(key);
                } else {
                    table.put(key, value);
                }
            });
            store.update(id, list.iterator());
        }

        private void replace() {
            long id = tableOrNew();
            TreeMap<byte[], byte[]> table = now.table(id);
            table.clear();
            int size = random.nextInt(random.nextInt(5) == 0 ? 1500 : 30);
            for (int i = 0; i < size; i++) {
                table.put(key(), value());
            }
            store.replace(
                    id,
                    table.entrySet().stream()
                            .map(e -> new Change(e.getKey(), e.getValue()))
                            .iterator());
        }

        private void drop() {
            long id = table();
            now.tables.remove(id);
            store.drop(id);
        }

        private void get() {
            long id = table();
            TreeMap<byte[], byte[]> table = now.tables.get(id);
            byte[] key = table != null && !table.isEmpty() && random.nextBoolean() ? someKey(table) : key();
            byte[] expected = table == null ? null : table.get(key);
            assertArrayEquals(expected, store.get(id, key));
            TableInfo info = store.info(id);
            if (table == null) {
                assertNull(info);
            } else {
                assertNotNull(info);
                assertEquals(table.size(), info.entries());
                long bytes = table.entrySet().stream()
                        .mapToLong(e -> e.getKey().length + e.getValue().length)
                        .sum();
                assertEquals(bytes, info.bytes());
            }
        }

        private void scan() {
            long id = table();
            TreeMap<byte[], byte[]> table = now.tables.getOrDefault(id, new TreeMap<>(Arrays::compareUnsigned));
            int limit = random.nextBoolean() ? Integer.MAX_VALUE : 1 + random.nextInt(50);
            int[] seen = {0};
            boolean byPlace = random.nextInt(3) == 0;
            byte[] from = byPlace || random.nextBoolean() ? null : key();
            int skip = byPlace ? random.nextInt(table.size() + 2) : 0;
            var expected = (from == null ? table : table.tailMap(from, true))
                    .entrySet().stream().skip(skip).iterator();
            EntryVisitor visitor = (key, value) -> {
                assertTrue(expected.hasNext());
                var entry = expected.next();
                assertArrayEquals(entry.getKey(), key);
                assertArrayEquals(entry.getValue(), value);
                return ++seen[0] < limit;
            };
            if (byPlace) {
                store.scan(id, skip, visitor);
            } else {
                store.scan(id, from, visitor);
            }
            assertTrue(seen[0] == limit || !expected.hasNext(), "the scan ended early");
        }

        private void commit() {
            store.commit();
            remember();
        }

        private void rollback() {
            store.rollback();
            now.set(committed);
            nextId = committedNextId;
            compareAll();
        }

        private void compact() {
            rollback();
            if (!store.info().file().startsWith("heap")) {
                long changed = store.changedTables();
                store.compact(Progress.NONE);
                assertEquals(changed, store.changedTables());
                changed();
                compareAll();
            }
        }

        private void save() {
            Revision revision = store.save(random.nextBoolean() ? "label" : null, NOW);
            remember();
            revisions.clear();
            automatic.clear();
            revisions.put(revision.number(), now.copy());
            automatic.put(revision.number(), false);
            saved = now.copy();
            assertEquals(0, store.changedTables());
            assertEquals(List.of(revision), store.revisions());
        }

        private void load() {
            if (revisions.isEmpty()) {
                assertEquals(List.of(), store.revisions());
                return;
            }
            List<Long> numbers = new ArrayList<>(revisions.keySet());
            long number = numbers.get(random.nextInt(numbers.size()));
            StoreModel before = now.copy();
            TableStore.Loaded loaded = store.load(number, NOW);
            assertEquals(number, loaded.revision().number());
            assertTrue(loaded.undo().automatic());
            now.set(revisions.get(number));
            revisions.put(loaded.undo().number(), before);
            automatic.put(loaded.undo().number(), true);
            remember();
            Set<Long> said = new HashSet<>();
            Arrays.stream(loaded.changedTableIds()).forEach(said::add);
            for (long id = 1; id < nextId; id++) {
                boolean same = StoreModel.same(before.tables.get(id), now.tables.get(id));
                assertTrue(same || said.contains(id), "table " + id + " changed and was not named");
            }
            List<Long> listed = store.revisions().stream().map(Revision::number).toList();
            assertEquals(new ArrayList<>(revisions.keySet()), listed);
            if (!automatic.get(number)) {
                assertEquals(0, store.changedTables());
            }
            compareAll();
        }

        private void changed() {
            revisions.forEach((number, model) -> {
                for (long id = 1; id < nextId; id++) {
                    assertEquals(model.tables.containsKey(id), store.existsIn(number, id), "table " + id);
                }
            });
            if (saved != null) {
                long different = StoreModel.differences(saved, now);
                assertTrue(store.changedTables() >= different, "too few changed tables");
                if (store.changedTables() == 0) {
                    assertEquals(0, different);
                }
            } else {
                boolean emptyHome = now.tables.containsKey(1L) && now.table(1).isEmpty();
                assertEquals(ordinary() - (emptyHome ? 1 : 0), store.changedTables());
            }
        }

        private void reopen() {
            long changed = random.nextBoolean() ? -1 : changedAfterRollback();
            List<Revision> list = store.revisions();
            store.close();
            now.set(committed);
            nextId = committedNextId;
            store = opener.get();
            store.check();
            assertEquals(list, store.revisions());
            if (changed >= 0) {
                assertEquals(changed, store.changedTables());
            }
            compareAll();
        }

        private long changedAfterRollback() {
            store.rollback();
            return store.changedTables();
        }

        private void compareAll() {
            assertEquals(ordinary(), store.tableCount());
            assertEquals(nextId, store.nextTableId());
            List<Long> ids = new ArrayList<>();
            store.tables(info -> {
                ids.add(info.id());
                return true;
            });
            assertEquals(now.tables.keySet().stream().filter(id -> id != 0).toList(), ids);
            now.tables.forEach((id, table) -> {
                TreeMap<byte[], byte[]> found = new TreeMap<>(Arrays::compareUnsigned);
                store.scan(id, null, (key, value) -> {
                    found.put(key, value);
                    return true;
                });
                assertTrue(StoreModel.same(table, found), "table " + id + " differs");
            });
            store.check();
        }

        private long ordinary() {
            return now.tables.keySet().stream()
                    .filter(id -> id != TableStore.SYSTEM_TABLE)
                    .count();
        }

        private void remember() {
            committed.set(now);
            committedNextId = nextId;
        }

        private long table() {
            return random.nextInt(10) == 0 ? 0 : Math.max(nextId - random.nextInt(8), 0);
        }

        private long tableOrNew() {
            List<Long> known = new ArrayList<>(now.tables.keySet());
            if (known.isEmpty() || random.nextInt(6) == 0) {
                if (random.nextInt(8) == 0) {
                    return 0;
                }
                long id = nextId++;
                if (random.nextBoolean()) {
                    nextId += random.nextInt(2);
                    store.nextTableId(nextId);
                }
                return id;
            }
            return known.get(Math.max(0, known.size() - 1 - random.nextInt(6)));
        }

        private byte[] someKey(TreeMap<byte[], byte[]> table) {
            byte[] key = table.ceilingKey(key());
            return key == null ? table.firstKey() : key;
        }

        private byte[] key() {
            byte[] key;
            switch (keyKind) {
                case 0 -> key = ("k" + random.nextInt(3000)).getBytes();
                case 1 -> {
                    key = new byte[random.nextInt(random.nextInt(10) == 0 ? 1025 : 40)];
                    random.nextBytes(key);
                }
                case 2 -> {
                    key = new byte[random.nextInt(1025)];
                    Arrays.fill(key, (byte) 7);
                    if (key.length > 0) {
                        key[key.length - 1] = (byte) random.nextInt(256);
                    }
                }
                default -> key = PageKeys.of(random.nextInt(5000), PageKeys.EMPTY);
            }
            return key;
        }

        private byte[] value() {
            int length = switch (random.nextInt(valueKind == 0 ? 12 : 80)) {
                case 0 -> random.nextInt(valueKind == 1 && random.nextInt(4) == 0 ? 100_000 : 6000);
                case 1 -> 2040 + random.nextInt(20);
                default -> random.nextInt(valueKind == 2 ? 400 : 30);
            };
            byte[] value = new byte[length];
            Arrays.fill(value, (byte) random.nextInt());
            for (int at = 0; at < length; at += 1000) {
                value[at] = (byte) random.nextInt();
            }
            return value;
        }
    }
}
