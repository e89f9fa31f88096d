package luahome.store.table;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One node of an {@link IndexTree} in the heap, whose keys have at least 8 bytes: a leaf with sorted keys and their
 * values, or an inner node with sorted lower bounds and the records of its children. The lower bound of an inner node's
 * first child is never looked at: it may be out of date, since the child also takes what is below.
 */
public final class IndexNode {
    /** Most entries of a node. */
    static final int MAX_ENTRIES = 64;

    /** Most bytes of keys and values of a node, which long keys reach first. */
    static final int MAX_BYTES = 16 * 1024;

    private static final int LEAF = 1;

    /** The record that the node is kept in. */
    final long recid;
    /** Whether it holds values and not children. */
    public final boolean leaf;
    /** Whether it differs from its record. */
    boolean dirty;
    /** Whether its record was freed. */
    boolean dead;
    /** Number of entries. */
    public int count;
    /** The keys; beyond {@link #count} nothing. */
    public byte[][] keys = new byte[MAX_ENTRIES + 1][];
    /** The values of a leaf. */
    public byte[][] values;
    /** The records of an inner node's children. */
    long[] children;
    /** Bytes of keys and values. */
    int bytes;

    /** An empty node. */
    IndexNode(long recid, boolean leaf) {
        this.recid = recid;
        this.leaf = leaf;
        this.values = new byte[leaf ? MAX_ENTRIES + 1 : 0][];
        this.children = new long[leaf ? 0 : MAX_ENTRIES + 1];
    }

    /** Reads a node from its record; raises {@link IndexOutOfBoundsException} if that is none. */
    public static IndexNode decode(long recid, byte[] record) {
        ByteReader in = new ByteReader(record);
        IndexNode node = new IndexNode(recid, in.get() == LEAF);
        int count = in.getLength();
        byte[] previous = new byte[0];
        for (int i = 0; i < count; i++) {
            int shared = in.getLength();
            int rest = in.getLength();
            if (shared > previous.length || shared + rest < Long.BYTES) {
                throw new IndexOutOfBoundsException("a key of " + shared + " and " + rest + " bytes");
            }
            byte[] key = Arrays.copyOf(previous, shared + rest);
            System.arraycopy(in.get(rest), 0, key, shared, rest);
            if (node.leaf) {
                node.insert(i, key, in.getBlock(), 0);
            } else {
                node.insert(i, key, null, in.getPacked());
            }
            previous = key;
        }
        return node;
    }

    /** The record of the node. */
    byte[] encode() {
        ByteWriter out = new ByteWriter(Math.max(64, bytes));
        out.put(leaf ? LEAF : 0);
        out.putPacked(count);
        byte[] previous = new byte[0];
        for (int i = 0; i < count; i++) {
            byte[] key = keys[i];
            int mismatch = Arrays.mismatch(previous, key);
            int shared = mismatch < 0 ? key.length : mismatch;
            out.putPacked(shared);
            out.putPacked(key.length - shared);
            out.put(key, shared, key.length - shared);
            if (leaf) {
                out.putBlock(values[i]);
            } else {
                out.putPacked(children[i]);
            }
            previous = key;
        }
        return out.toArray();
    }

    /** Position of a key, or {@code -(position where it belongs) - 1}. */
    int search(byte[] key) {
        return search(key, 0);
    }

    private int search(byte[] key, int from) {
        int low = from;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            int order = Arrays.compareUnsigned(keys[middle], key);
            if (order == 0) {
                return middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** Position of the child of an inner node under which a key belongs. */
    int childOf(byte[] key) {
        int at = search(key, 1);
        return at >= 0 ? at : -at - 2;
    }

    /** Whether the node must be split. */
    boolean isOverfull() {
        return count > MAX_ENTRIES || bytes > MAX_BYTES && count > 3;
    }

    /** Whether it should be joined with a neighbour. */
    boolean isSmall() {
        return count < MAX_ENTRIES / 4;
    }

    /** Whether the entries of another node can be appended and leave room. */
    boolean hasRoomFor(IndexNode other) {
        return count + other.count <= MAX_ENTRIES * 3 / 4 && bytes + other.bytes <= MAX_BYTES * 3 / 4;
    }

    /** Inserts an entry; the value is only used in a leaf, where it is not null, the child only in an inner node. */
    void insert(int at, byte[] key, byte @Nullable [] value, long child) {
        System.arraycopy(keys, at, keys, at + 1, count - at);
        keys[at] = key;
        bytes += key.length;
        if (leaf) {
            System.arraycopy(values, at, values, at + 1, count - at);
            values[at] = Objects.requireNonNull(value);
            bytes += value.length;
        } else {
            System.arraycopy(children, at, children, at + 1, count - at);
            children[at] = child;
            bytes += Long.BYTES;
        }
        count++;
    }

    /** Removes an entry. */
    void remove(int at) {
        bytes -= keys[at].length + (leaf ? values[at].length : Long.BYTES);
        count--;
        System.arraycopy(keys, at + 1, keys, at, count - at);
        if (leaf) {
            System.arraycopy(values, at + 1, values, at, count - at);
        } else {
            System.arraycopy(children, at + 1, children, at, count - at);
        }
    }

    /** Moves the entries from a position on to the end of another node of the same kind. */
    void moveTail(int from, IndexNode to) {
        for (int i = from; i < count; i++) {
            to.insert(to.count, keys[i], leaf ? values[i] : null, leaf ? 0 : children[i]);
        }
        while (count > from) {
            remove(count - 1);
        }
    }
}
