package luahome.store.volume;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A map from page numbers that keeps their order: a directory of leaves of 1024 slots. Looking up is two array reads;
 * running over it in page order, as a commit and a checkpoint do, needs no sorting.
 */
final class PageMap<V> {
    private static final int LEAF_SHIFT = 10;
    private static final int LEAF = 1 << LEAF_SHIFT;

    private @Nullable Object[] @Nullable [] leaves = new Object[16][];
    private int size;

    /** Takes one entry out of {@link #forEach}. */
    @FunctionalInterface
    interface Visitor<V> {
        /** Takes the value of a page. */
        void visit(int page, V value);
    }

    /** Number of entries. */
    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** The value of a page; null if it has none. */
    @SuppressWarnings("unchecked")
    @Nullable
    V get(int page) {
        int at = page >>> LEAF_SHIFT;
        @Nullable Object @Nullable [] leaf = at < leaves.length ? leaves[at] : null;
        return leaf == null ? null : (V) leaf[page & (LEAF - 1)];
    }

    /** Gives a page a value, replacing the one that it had. */
    void put(int page, V value) {
        int at = page >>> LEAF_SHIFT;
        if (at >= leaves.length) {
            leaves = Arrays.copyOf(leaves, Math.max(at + 1, 2 * leaves.length));
        }
        @Nullable Object @Nullable [] leaf = leaves[at];
        if (leaf == null) {
            leaf = new Object[LEAF];
            leaves[at] = leaf;
        }
        if (leaf[page & (LEAF - 1)] == null) {
            size++;
        }
        leaf[page & (LEAF - 1)] = value;
    }

    /** Hands out all entries in the order of their pages. */
    @SuppressWarnings("unchecked")
    void forEach(Visitor<V> visitor) {
        for (int at = 0; at < leaves.length; at++) {
            @Nullable Object @Nullable [] leaf = leaves[at];
            if (leaf == null) {
                continue;
            }
            for (int i = 0; i < LEAF; i++) {
                Object value = leaf[i];
                if (value != null) {
                    visitor.visit((at << LEAF_SHIFT) + i, (V) value);
                }
            }
        }
    }

    /** Makes room for the entries of another map, so that {@link #putAll} of it needs no memory. */
    void reserve(PageMap<V> other) {
        if (other.leaves.length > leaves.length) {
            leaves = Arrays.copyOf(leaves, other.leaves.length);
        }
        for (int at = 0; at < other.leaves.length; at++) {
            if (other.leaves[at] != null && leaves[at] == null) {
                leaves[at] = new Object[LEAF];
            }
        }
    }

    /** Takes over the entries of another map. */
    @SuppressWarnings("unchecked")
    void putAll(PageMap<V> other) {
        for (int at = 0; at < other.leaves.length; at++) {
            @Nullable Object @Nullable [] leaf = other.leaves[at];
            for (int i = 0; leaf != null && i < LEAF; i++) {
                Object value = leaf[i];
                if (value != null) {
                    put((at << LEAF_SHIFT) + i, (V) value);
                }
            }
        }
    }

    /** Removes all entries and gives back their memory; needs none itself. */
    void clear() {
        Arrays.fill(leaves, null);
        size = 0;
    }
}
