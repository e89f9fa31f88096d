package luahome.faults;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.BiFunction;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.TableStore.Change;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.VolumeOpener;
import luahome.store.workspace.PagedStore;
import org.jspecify.annotations.Nullable;

/**
 * A store in which one transaction after the other is made, in each of which an allocation further on fails. Made by
 * reflection in a {@link FaultingClassLoader}. Used once.
 */
public final class FaultedStore implements BiFunction<Path, List<String>, String> {
    /** Limits such that most commits spill, and many are followed by a checkpoint. */
    private static final JournalSettings SMALL = new JournalSettings(20 * 4128, 4, 16, 8192, Duration.ofSeconds(1));

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final int TABLES = 6;

    /** Few transactions have more allocations. */
    private static final int LAST = 300;

    private static final long SEED = Long.getLong("luahome.seed", System.nanoTime());

    private final Random random = new Random(SEED);
    private Map<Long, Map<String, String>> model = new TreeMap<>();

    /** For reflection. */
    public FaultedStore() {}

    /**
     * Makes transactions until the rounds are over.
     *
     * @param parameters how many rounds; in each, every allocation of a transaction fails once, about
     * @return how many allocations failed, behind what was wrong first
     */
    @Override
    public String apply(Path workspace, List<String> parameters) {
        int faults = 0;
        @Nullable String wrong = null;
        PagedStore store = open(workspace);
        try {
            for (int round = Integer.parseInt(parameters.get(0)); round > 0 && wrong == null; round--) {
                for (int n = 1; wrong == null && n <= LAST; n++) {
                    faults += transaction(store, n) >= n ? 1 : 0;
                    wrong = difference(store, n);
                    if (n % 64 == 0) {
                        store.close();
                        store = open(workspace);
                        wrong = wrong == null ? difference(store, n) : wrong;
                    }
                }
            }
        } finally {
            store.close();
        }
        return (wrong == null ? "" : wrong + "\n-Dluahome.seed=" + SEED + "\n") + faults;
    }

    /** Opens a workspace with small limits; the caller closes it. */
    static PagedStore open(Path workspace) {
        return new PagedStore(
                VolumeOpener.open(VolumeOpener.directory(workspace, OpenMode.WRITE), OpenMode.WRITE, SMALL), true);
    }

    /** Changes a few tables and commits, or goes back if that fails; answers how many allocations there were. */
    private int transaction(PagedStore store, int n) {
        Map<Long, Map<String, String>> next = new TreeMap<>();
        model.forEach((table, entries) -> next.put(table, new TreeMap<>(entries)));
        List<Runnable> changes = new ArrayList<>();
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            changes.add(change(store, next));
        }
        boolean save = random.nextInt(8) == 0;
        boolean refused = false;
        try {
            AllocationFaults.arm(n, 1 + random.nextInt(2));
            changes.forEach(Runnable::run);
            if (save) {
                store.save(null, NOW);
            } else {
                store.commit();
            }
            model = next;
        } catch (OutOfMemoryError e) {
            refused = true;
        }
        int passed = AllocationFaults.disarm();
        if (refused) {
            store.rollback();
        }
        return passed;
    }

    private Runnable change(PagedStore store, Map<Long, Map<String, String>> next) {
        long table = 1 + random.nextInt(TABLES);
        if (random.nextInt(6) == 0) {
            next.remove(table);
            return () -> store.drop(table);
        }
        Map<String, String> entries = next.computeIfAbsent(table, absent -> new TreeMap<>());
        Map<String, Change> changes = new TreeMap<>();
        for (int left = random.nextInt(12); left > 0; left--) {
            String key = "key " + random.nextInt(40);
            String value = random.nextInt(4) == 0 ? null : "v".repeat(1 << random.nextInt(14)) + random.nextInt();
            changes.put(key, new Change(bytes(key), value == null ? null : bytes(value)));
            if (value == null) {
                entries.remove(key);
            } else {
                entries.put(key, value);
            }
        }
        return () -> store.update(table, changes.values().iterator());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** What the store holds otherwise than it should; null if nothing. */
    private @Nullable String difference(PagedStore store, int n) {
        StringBuilder wrong = new StringBuilder();
        for (long table = 1; table <= TABLES; table++) {
            Map<String, String> found = new TreeMap<>();
            boolean exists = store.info(table) != null;
            store.scan(table, (byte[]) null, (key, value) -> {
                found.put(new String(key, StandardCharsets.UTF_8), new String(value, StandardCharsets.UTF_8));
                return true;
            });
            if (exists != model.containsKey(table)
                    || exists && !found.equals(Objects.requireNonNull(model.get(table)))) {
                wrong.append("table ").append(table).append(" has other entries\n");
            }
        }
        store.check(finding -> wrong.append(finding.kind().isProblem() ? finding + "\n" : ""), Progress.NONE);
        return wrong.isEmpty() ? null : "allocation " + n + ": " + wrong;
    }
}
