package luahome.store.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IndexTreeTest {
    private final RecordStore records = new RecordStore(new HeapVolume(), Path.of("home.db"), false);
    private final TreeMap<byte[], byte[]> model = new TreeMap<>(Arrays::compareUnsigned);
    private IndexTree tree = IndexTree.create(records);

    @ParameterizedTest
    @ValueSource(ints = {0, 20, 1000})
    void behavesLikeATreeMap(int longestTail) {
        long seed = Long.getLong("luahome.seed", System.nanoTime());
        try {
            Random random = new Random(seed);
            for (int phase = 0; phase < 8; phase++) {
                int removals = phase % 2 == 0 ? 20 : 80;
                for (int i = 0; i < 4000; i++) {
                    change(random, longestTail, removals);
                    lookUp(key(random, longestTail));
                }
                tree.flush();
                tree = IndexTree.open(records, tree.rootRecid());
                compare();
            }
        } catch (Throwable e) {
            throw new AssertionError("repeat with -Dluahome.seed=" + seed, e);
        }
    }

    @Test
    void freesAllNodesWhenItsEntriesGo() {
        for (long i = 0; i < 20_000; i++) {
            tree.put(PageKeys.of(i, PageKeys.EMPTY), new byte[] {1});
        }
        for (long i = 0; i < 20_000; i++) {
            tree.remove(PageKeys.of(i, PageKeys.EMPTY));
        }
        compare();
        assertEquals(1, nodes().size());
    }

    @Test
    void freesAllNodesWhenCleared() {
        for (long i = 0; i < 20_000; i++) {
            tree.put(PageKeys.of(i, PageKeys.EMPTY), new byte[] {1});
        }
        tree.clear();
        compare();
        assertEquals(1, nodes().size());
    }

    @Test
    void staysFullWhenKeysAscend() {
        for (long i = 0; i < 64_000; i++) {
            tree.put(PageKeys.of(i, PageKeys.EMPTY), new byte[] {1});
        }
        assertTrue(nodes().size() < 64_000 / IndexNode.MAX_ENTRIES * 11 / 10, nodes().size() + " nodes");
    }

    @Test
    void walkingOverAllKeepsFewNodesInTheHeap() {
        for (long i = 0; i < 20_000; i++) {
            tree.put(PageKeys.of(i, PageKeys.EMPTY), new byte[] {1});
        }
        tree.flush();
        int all = nodes().size();
        tree = IndexTree.open(records, tree.rootRecid(), 16);
        int[] most = {0};
        tree.forEachFrom(PageKeys.EMPTY, entry -> {
            most[0] = Math.max(most[0], tree.loadedNodes());
            return true;
        });
        assertTrue(all > 60 && most[0] < 20, most[0] + " of " + all);
    }

    private void change(Random random, int longestTail, int removals) {
        byte[] key = key(random, longestTail);
        if (random.nextInt(100) < removals) {
            byte[] known = model.ceilingKey(key);
            tree.remove(known == null ? key : known);
            model.remove(known == null ? key : known);
        } else {
            byte[] value = new byte[random.nextInt(40)];
            random.nextBytes(value);
            tree.put(key, value);
            model.put(key, value);
        }
    }

    private void lookUp(byte[] key) {
        assertArrayEquals(model.get(key), tree.get(key));
        same(model.floorEntry(key), tree.floor(key));
        same(model.ceilingEntry(key), tree.ceiling(key));
        same(model.lowerEntry(key), tree.lower(key));
        same(model.higherEntry(key), tree.higher(key));
    }

    private void compare() {
        List<byte[]> keys = new ArrayList<>();
        tree.forEachFrom(PageKeys.EMPTY, entry -> keys.add(entry.key()));
        assertEquals(model.size(), keys.size());
        int i = 0;
        for (byte[] key : model.keySet()) {
            assertArrayEquals(key, keys.get(i++));
        }
        Set<Long> nodes = nodes();
        records.forEach(recid -> assertTrue(nodes.remove(recid), "record " + recid + " leaks"), (recid, e) -> fail(e));
        assertEquals(Set.of(), nodes);
    }

    private Set<Long> nodes() {
        Set<Long> nodes = new HashSet<>();
        tree.salvage(nodes::add, entry -> {}, (why, from, to) -> fail(why));
        return nodes;
    }

    private static void same(Map.@Nullable Entry<byte[], byte[]> expected, IndexTree.@Nullable Entry found) {
        if (expected == null) {
            assertNull(found);
        } else {
            assertArrayEquals(expected.getKey(), found.key());
            assertArrayEquals(expected.getValue(), found.value());
        }
    }

    private static byte[] key(Random random, int longestTail) {
        byte[] tail = new byte[random.nextInt(longestTail + 1)];
        if (tail.length > 0) {
            tail[tail.length - 1] = (byte) random.nextInt();
        }
        return PageKeys.of(random.nextInt(4000), tail);
    }
}
