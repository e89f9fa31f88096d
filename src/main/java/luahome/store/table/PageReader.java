package luahome.store.table;

import java.util.Arrays;
import java.util.function.Function;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the entries of one page in key order. The format, made for finding one key without decoding the rest:
 *
 * <pre>
 * page    = count (2 bytes) starts entries
 * starts  = for each 16th entry but the first, where it begins, counted from the first entry (2 bytes each)
 * entry   = shared rest tag key-bytes payload
 * shared  = packed; so many bytes of the key are those of the key before; 0 for each 16th entry
 * rest    = packed; number of key bytes that follow
 * tag     = packed; twice the number of payload bytes, plus 1 if the payload is a {@link OverflowRef} and not the value
 * </pre>
 *
 * <p>A page that cannot be read raises the failure given to the constructor. Not thread-safe.
 */
public final class PageReader {
    /** Each so many entries, a key is stored whole. */
    static final int INTERVAL = 16;

    private final byte[] page;
    private final Function<Throwable, StoreException> damage;
    private final int count;
    private final int entries;
    private int next;
    private int position;
    private byte[] key = new byte[32];
    private int keyLength;
    private int tag;
    private int payload;

    /**
     * A reader before the first entry of a page.
     *
     * @param page not copied and not changed
     * @param damage makes the failure to raise if the page cannot be read
     */
    public PageReader(byte[] page, Function<Throwable, StoreException> damage) {
        this.page = page;
        this.damage = damage;
        this.count = shortAt(0);
        this.entries = Short.BYTES * (1 + starts(count));
        this.position = entries;
    }

    /** How many starts a page of so many entries has. */
    static int starts(int count) {
        return count == 0 ? 0 : (count - 1) / INTERVAL;
    }

    /** Number of entries of the page. */
    int count() {
        return count;
    }

    /** Moves to the next entry; answers whether there is one. */
    public boolean next() {
        if (next == count) {
            return false;
        }
        try {
            decode();
        } catch (IndexOutOfBoundsException e) {
            throw damage.apply(e);
        }
        next++;
        return true;
    }

    private void decode() {
        int shared = packed();
        int rest = packed();
        tag = packed();
        if (shared > keyLength || position + rest > page.length) {
            throw new IndexOutOfBoundsException("a key of " + shared + " and " + rest + " bytes");
        }
        keyLength = shared + rest;
        if (keyLength > key.length) {
            key = Arrays.copyOf(key, keyLength * 2);
        }
        System.arraycopy(page, position, key, shared, rest);
        payload = position + rest;
        position = payload + payloadLength();
        if (position > page.length) {
            throw new IndexOutOfBoundsException("a value that ends at " + position);
        }
    }

    /** Moves to the first entry that is not below a key; answers whether there is one. */
    boolean seek(byte[] wanted) {
        try {
            seekBlock(wanted);
        } catch (IndexOutOfBoundsException e) {
            throw damage.apply(e);
        }
        while (next()) {
            if (compareKey(wanted) >= 0) {
                return true;
            }
        }
        return false;
    }

    private void seekBlock(byte[] wanted) {
        int low = 0;
        int high = starts(count);
        while (low < high) {
            int middle = low + high + 1 >>> 1;
            if (compareStart(middle, wanted) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        next = low * INTERVAL;
        position = start(low);
        keyLength = 0;
    }

    /** Moves to the entry of a key; answers whether it is there. */
    boolean find(byte[] wanted) {
        return seek(wanted) && compareKey(wanted) == 0;
    }

    /** How the present key compares with another. */
    public int compareKey(byte[] other) {
        return Arrays.compareUnsigned(key, 0, keyLength, other, 0, other.length);
    }

    /** A copy of the present key. */
    public byte[] key() {
        return Arrays.copyOf(key, keyLength);
    }

    /** Length of the present key. */
    int keyLength() {
        return keyLength;
    }

    /** The value's place if it does not stand in the page; null if it does. */
    public @Nullable OverflowRef overflow() {
        try {
            return isBig() ? OverflowRef.decode(page, payload) : null;
        } catch (IndexOutOfBoundsException e) {
            throw damage.apply(e);
        }
    }

    /** Whether the value stands in records of its own. */
    boolean isBig() {
        return (tag & 1) != 0;
    }

    /** A copy of the present value, or of its reference if it is big. */
    public byte[] payload() {
        return Arrays.copyOfRange(page, payload, payload + payloadLength());
    }

    /** Whether the present payload is the given one. */
    boolean hasPayload(byte[] other, boolean otherBig) {
        return isBig() == otherBig && Arrays.equals(page, payload, payload + payloadLength(), other, 0, other.length);
    }

    /** Appends the present entry to a page that is being written. */
    void copyTo(PageWriter out) {
        OverflowRef overflow = overflow();
        out.add(key, keyLength, page, payload, payloadLength(), overflow == null ? -1 : overflow.length());
    }

    /** Length of the present value as it stands in the page. */
    public int payloadLength() {
        return tag >>> 1;
    }

    private int start(int block) {
        return entries + (block == 0 ? 0 : shortAt(Short.BYTES * block));
    }

    private int compareStart(int block, byte[] wanted) {
        position = start(block);
        packed();
        int length = packed();
        packed();
        return Arrays.compareUnsigned(page, position, position + length, wanted, 0, wanted.length);
    }

    private int shortAt(int at) {
        return (page[at] & 0xFF) << 8 | page[at + 1] & 0xFF;
    }

    private int packed() {
        byte b = page[position++];
        int value = b & 0x7F;
        for (int shift = 7; b < 0; shift += 7) {
            if (shift > 28) {
                throw new IndexOutOfBoundsException("a number of more than 32 bits");
            }
            b = page[position++];
            value |= (b & 0x7F) << shift;
        }
        if (value < 0) {
            throw new IndexOutOfBoundsException("a negative number");
        }
        return value;
    }
}
