package luahome.store.workspace;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import luahome.store.Finding;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.TableStore.Change;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.SimulatedDisk;
import luahome.store.volume.VolumeOpener;

/** Stores on a simulated disk, with contents that are known. */
abstract class MaintainedStore {
    static final JournalSettings SMALL = new JournalSettings(60 * 4128, 20, 64, 8192, Duration.ZERO);

    static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    final SimulatedDisk disk = new SimulatedDisk(new Random(1));

    /** What the last {@link #repaired} told. */
    final List<String> losses = new ArrayList<>();

    static void prepare(PagedStore store) {
        fill(store, 1);
        store.save("first", NOW);
        fill(store, 2);
        store.commit();
    }

    PagedStore open() {
        return new PagedStore(VolumeOpener.open(disk, OpenMode.WRITE, SMALL), true);
    }

    static List<Finding> problems(PagedStore store) {
        List<Finding> findings = new ArrayList<>();
        store.check(
                finding -> {
                    if (finding.kind().isProblem()) {
                        findings.add(finding);
                    }
                },
                Progress.NONE);
        return findings;
    }

    /** Gives all tables the contents of a round. */
    static void fill(PagedStore store, int round) {
        StoreModel model = model(round);
        for (long table = 1; table < 100; table++) {
            TreeMap<byte[], byte[]> entries = model.tables.get(table);
            if (entries == null) {
                store.drop(table);
            } else {
                store.replace(
                        table,
                        entries.entrySet().stream()
                                .map(entry -> new Change(entry.getKey(), entry.getValue()))
                                .iterator());
            }
        }
    }

    /** Small tables, a table of several pages, long values, and one of several pieces. */
    static StoreModel model(int round) {
        StoreModel model = new StoreModel();
        for (long table = 1; table < 100; table++) {
            if (table == 1 || (table + round) % 3 != 0) {
                TreeMap<byte[], byte[]> entries = model.table(table);
                for (int i = 0; i < (table == 1 ? 1500 : table % 7 * 3); i++) {
                    entries.put(key(i), value(i * round));
                }
                if (table % 20 == 5) {
                    entries.put(key(9000), Arrays.copyOf(value(round), 3000));
                }
            }
        }
        model.table(1).put(key(9001), Arrays.copyOf(value(round), 150_000));
        return model;
    }

    static byte[] key(int number) {
        return ("0key " + number).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] value(int number) {
        return ("0value " + number).getBytes(StandardCharsets.UTF_8);
    }

    static StoreModel contents(PagedStore store) {
        StoreModel found = new StoreModel();
        store.tables(info -> {
            TreeMap<byte[], byte[]> table = found.table(info.id());
            store.scan(info.id(), null, (key, value) -> {
                table.put(key, value);
                return true;
            });
            return true;
        });
        return found;
    }

    static void assertSame(StoreModel expected, StoreModel found) {
        assertEquals(0, StoreModel.differences(expected, found), "tables that differ");
    }

    /** What is saved from damage is as it was; answers the number of tables that are whole. */
    final int repaired(Map<Long, TreeMap<byte[], byte[]>> original) {
        losses.clear();
        Salvage.Result result = Salvage.run(
                told -> VolumeOpener.openDamaged(disk, SMALL, told), disk, SMALL, losses::add, Progress.NONE);
        String name = result.file().getFileName().toString();
        int[] complete = {0};
        Set<Long> named = new HashSet<>();
        try (PagedStore saved = new PagedStore(Backups.openVolume(disk, name, SMALL), false)) {
            assertEquals(List.of(), problems(saved));
            contents(saved).tables.forEach((id, table) -> {
                table.forEach((key, value) -> assertArrayEquals(original.get(id).get(key), value));
                if (table.size() < original.get(id).size()) {
                    named.add(id);
                } else {
                    complete[0]++;
                }
            });
        }
        boolean index = losses.stream().anyMatch(loss -> loss.contains("may"));
        named.forEach(id -> assertTrue(
                index || losses.stream().anyMatch(loss -> loss.contains("#" + id + " ")), "#" + id + ": " + losses));
        assertTrue(!losses.isEmpty() || complete[0] == original.size(), "a loss is not told");
        disk.content(name, null);
        return complete[0];
    }
}
