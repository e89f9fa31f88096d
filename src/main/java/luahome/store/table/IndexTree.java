package luahome.store.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * A sorted map from byte keys (unsigned order) to small byte values: a B+ tree whose nodes are records.
 *
 * <p>It stands where MapDB's own {@code BTreeMap} could: that one decodes a node for each step of each operation and
 * never frees a node that became empty. Here nodes stay decoded in the heap until {@link #flush} writes the changed
 * ones, so that a transaction that touches a node a thousand times writes it once, and what becomes empty is freed.
 *
 * <p>Entries handed out belong to the tree: their arrays are not to be changed. Not thread-safe; the visitor of
 * {@link #forEachFrom} must not change the tree.
 */
public final class IndexTree {
    /** So many decoded nodes, of some 6 KB each, may stay in the heap between two operations: a tenth of it at most. */
    private static final int MAX_NODES =
            (int) Math.max(256, Math.min(8192, Runtime.getRuntime().maxMemory() >> 16));

    /**
     * So many changed nodes are written together with what they lead to. Were they all written at the end of a large
     * transaction, they would lie at the end of the file, and nothing could be saved from one that is cut off.
     */
    private static final int MAX_DIRTY = 128;

    /** An entry of the tree. */
    public record Entry(byte[] key, byte[] value) {}

    private final RecordStore records;
    private final int maxNodes;
    private final Map<Long, IndexNode> nodes = new LinkedHashMap<>(256, 0.75f, true);
    private final List<IndexNode> dirty = new ArrayList<>();
    private IndexNode root;

    private IndexTree(RecordStore records, @Nullable Long rootRecid, int maxNodes) {
        this.records = records;
        this.maxNodes = maxNodes;
        this.root = rootRecid == null ? newNode(true) : load(rootRecid);
    }

    /** A new, empty tree. */
    public static IndexTree create(RecordStore records) {
        return new IndexTree(records, null, MAX_NODES);
    }

    /** The tree whose root is in a record. */
    public static IndexTree open(RecordStore records, long rootRecid) {
        return open(records, rootRecid, MAX_NODES);
    }

    /** The same with so many decoded nodes in the heap, and some more. */
    static IndexTree open(RecordStore records, long rootRecid, int maxNodes) {
        return new IndexTree(records, rootRecid, maxNodes);
    }

    /** How many decoded nodes are in the heap. */
    int loadedNodes() {
        return nodes.size();
    }

    /** The record of the root, which changes as the tree grows and shrinks. */
    public long rootRecid() {
        return root.recid;
    }

    /** The value of a key; null if there is none. */
    byte @Nullable [] get(byte[] key) {
        trim();
        IndexNode node = root;
        while (!node.leaf) {
            node = load(node.children[node.childOf(key)]);
        }
        int at = node.search(key);
        return at < 0 ? null : node.values[at];
    }

    /** The entry with the greatest key that is not above the given one; null if there is none. */
    public @Nullable Entry floor(byte[] key) {
        trim();
        return floor(root, key);
    }

    /** The entry with the least key that is not below the given one; null if there is none. */
    @Nullable
    Entry ceiling(byte[] key) {
        trim();
        return ceiling(root, key);
    }

    /** The entry with the least key above the given one; null if there is none. */
    @Nullable
    Entry higher(byte[] key) {
        return ceiling(PageKeys.successor(key));
    }

    /** The entry with the greatest key below the given one; null if there is none. */
    @Nullable
    Entry lower(byte[] key) {
        trim();
        return lower(root, key);
    }

    /** Hands the entries from a key on in order to the visitor until it answers false; answers whether it never did. */
    public boolean forEachFrom(byte[] key, Predicate<Entry> visitor) {
        trim();
        return forEachFrom(root, key, visitor);
    }

    /** Sets the value of a key. */
    public void put(byte[] key, byte[] value) {
        trim();
        IndexNode right = put(root, key, value);
        if (right != null) {
            IndexNode left = root;
            root = newNode(false);
            root.insert(0, left.keys[0], null, left.recid);
            root.insert(1, right.keys[0], null, right.recid);
        }
    }

    /** Removes a key if it is there. */
    void remove(byte[] key) {
        trim();
        remove(root, key);
        while (!root.leaf && root.count == 1) {
            IndexNode only = load(root.children[0]);
            free(root);
            root = only;
        }
    }

    /** Removes all entries. */
    void clear() {
        freeBelow(root);
        root = newNode(true);
    }

    /** Whether there is something to {@link #flush}. */
    public boolean isDirty() {
        return !dirty.isEmpty();
    }

    /** Writes the changed nodes to their records. */
    public void flush() {
        for (IndexNode node : dirty) {
            if (!node.dead) {
                records.update(node.recid, node.encode());
                node.dirty = false;
            }
        }
        dirty.clear();
    }

    /** Takes the range of keys of a node that cannot be read. */
    @FunctionalInterface
    public interface Loss {
        /** Takes it, with its least key and the first one beyond it, null for the end. */
        void lost(StoreException why, byte[] from, byte @Nullable [] to);
    }

    /** Hands over all nodes' records and all entries, in order, and goes on behind what is damaged. */
    public void salvage(LongConsumer nodeVisitor, Consumer<Entry> visitor, Loss loss) {
        salvage(root.recid, PageKeys.EMPTY, null, new Salvage(nodeVisitor, visitor, loss));
    }

    private record Salvage(LongConsumer nodes, Consumer<Entry> entries, Loss loss) {}

    private void salvage(long recid, byte[] from, byte @Nullable [] to, Salvage salvage) {
        salvage.nodes.accept(recid);
        IndexNode node;
        try {
            trim();
            node = recid == root.recid ? root : load(recid);
        } catch (StoreException e) {
            if (e.kind() != StoreException.Kind.DAMAGED) {
                throw e;
            }
            salvage.loss.lost(e, from, to);
            return;
        }
        for (int i = 0; i < node.count; i++) {
            if (node.leaf) {
                salvage.entries.accept(new Entry(node.keys[i], node.values[i]));
            } else {
                salvage(
                        node.children[i],
                        i == 0 ? from : node.keys[i],
                        i + 1 < node.count ? node.keys[i + 1] : to,
                        salvage);
            }
        }
    }

    private @Nullable Entry floor(IndexNode node, byte[] key) {
        if (node.leaf) {
            int at = node.search(key);
            return entry(node, at >= 0 ? at : -at - 2);
        }
        // A leaf's least key may lie above its lower bound, the answer is then in the leaf before.
        for (int i = node.childOf(key); i >= 0; i--) {
            Entry found = floor(load(node.children[i]), key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Entry lower(IndexNode node, byte[] key) {
        if (node.leaf) {
            int at = node.search(key);
            return entry(node, at >= 0 ? at - 1 : -at - 2);
        }
        for (int i = node.childOf(key); i >= 0; i--) {
            Entry found = lower(load(node.children[i]), key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private @Nullable Entry ceiling(IndexNode node, byte[] key) {
        if (node.leaf) {
            int at = node.search(key);
            return entry(node, at >= 0 ? at : -at - 1);
        }
        for (int i = node.childOf(key); i < node.count; i++) {
            Entry found = ceiling(load(node.children[i]), key);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Entry entry(IndexNode leaf, int at) {
        return at < 0 || at >= leaf.count ? null : new Entry(leaf.keys[at], leaf.values[at]);
    }

    private boolean forEachFrom(IndexNode node, byte[] key, Predicate<Entry> visitor) {
        if (node.leaf) {
            int at = node.search(key);
            for (int i = at >= 0 ? at : -at - 1; i < node.count; i++) {
                if (!visitor.test(new Entry(node.keys[i], node.values[i]))) {
                    return false;
                }
            }
            return true;
        }
        for (int i = node.childOf(key); i < node.count; i++) {
            trim();
            if (!forEachFrom(load(node.children[i]), key, visitor)) {
                return false;
            }
        }
        return true;
    }

    /** Puts below a node; answers the new node to its right if it was split. */
    private @Nullable IndexNode put(IndexNode node, byte[] key, byte[] value) {
        boolean last;
        if (node.leaf) {
            int at = node.search(key);
            if (at >= 0) {
                if (Arrays.equals(node.values[at], value)) {
                    return null;
                }
                node.bytes += value.length - node.values[at].length;
                node.values[at] = value;
                at = -1;
            } else {
                at = -at - 1;
                node.insert(at, key, value, 0);
            }
            last = at == node.count - 1;
        } else {
            int child = node.childOf(key);
            IndexNode right = put(load(node.children[child]), key, value);
            if (right == null) {
                return null;
            }
            node.insert(child + 1, right.keys[0], null, right.recid);
            last = child + 1 == node.count - 1;
        }
        touch(node);
        return node.isOverfull() ? split(node, last) : null;
    }

    /** Splits a node: in halves, or so that the left one stays full if entries come in order. */
    private IndexNode split(IndexNode node, boolean ascending) {
        IndexNode right = newNode(node.leaf);
        node.moveTail(ascending ? node.count - 1 : node.count / 2, right);
        return right;
    }

    private void remove(IndexNode node, byte[] key) {
        if (node.leaf) {
            int at = node.search(key);
            if (at >= 0) {
                node.remove(at);
                touch(node);
            }
            return;
        }
        int at = node.childOf(key);
        IndexNode child = load(node.children[at]);
        remove(child, key);
        if (child.count == 0) {
            free(child);
            node.remove(at);
            touch(node);
        } else if (child.isSmall() && !(at + 1 < node.count && join(node, at)) && at > 0) {
            join(node, at - 1);
        }
    }

    /** Joins a child with the one to its right if both fit into one; answers whether it did. */
    private boolean join(IndexNode parent, int at) {
        IndexNode left = load(parent.children[at]);
        IndexNode right = load(parent.children[at + 1]);
        if (!left.hasRoomFor(right)) {
            return false;
        }
        if (!right.leaf) {
            // The first lower bound of an inner node is not kept up to date; its parent's is.
            right.bytes += parent.keys[at + 1].length - right.keys[0].length;
            right.keys[0] = parent.keys[at + 1];
        }
        right.moveTail(0, left);
        free(right);
        parent.remove(at + 1);
        touch(left);
        touch(parent);
        return true;
    }

    private IndexNode load(long recid) {
        IndexNode node = nodes.get(recid);
        if (node == null) {
            try {
                node = IndexNode.decode(recid, records.get(recid));
            } catch (IndexOutOfBoundsException e) {
                throw records.damaged("index record " + recid, e);
            }
            nodes.put(recid, node);
        }
        return node;
    }

    private IndexNode newNode(boolean leaf) {
        IndexNode node = new IndexNode(records.put(new byte[1]), leaf);
        nodes.put(node.recid, node);
        touch(node);
        return node;
    }

    private void touch(IndexNode node) {
        if (!node.dirty) {
            node.dirty = true;
            dirty.add(node);
        }
    }

    private void free(IndexNode node) {
        node.dead = true;
        nodes.remove(node.recid);
        records.delete(node.recid);
    }

    private void freeBelow(IndexNode node) {
        for (int i = 0; !node.leaf && i < node.count; i++) {
            freeBelow(load(node.children[i]));
        }
        free(node);
    }

    /** Bounds the heap and what is yet to be written; only where no node is held that will be changed. */
    private void trim() {
        if (dirty.size() > MAX_DIRTY || nodes.size() > maxNodes) {
            flush();
        }
        if (nodes.size() > maxNodes) {
            Iterator<IndexNode> leastRecent = nodes.values().iterator();
            while (nodes.size() > maxNodes * 7 / 8 && leastRecent.hasNext()) {
                if (leastRecent.next() != root) {
                    leastRecent.remove();
                }
            }
        }
    }
}
