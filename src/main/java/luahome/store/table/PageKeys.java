package luahome.store.table;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The keys of the two indexes. A page is found under its table's ID (8 bytes big-endian) followed by the first key of
 * its range; a before-image under the epoch (8 bytes big-endian) followed by the key that its page had.
 */
public final class PageKeys {
    /** The empty key, with which the range of every table's first page begins. */
    public static final byte[] EMPTY = new byte[0];

    private PageKeys() {}

    /** The key of a table's page. */
    public static byte[] of(long table, byte[] first) {
        return ByteBuffer.allocate(Long.BYTES + first.length)
                .putLong(table)
                .put(first)
                .array();
    }

    /** The table of a page's key; also the epoch of a before-image's key. */
    public static long head(byte[] key) {
        return ByteBuffer.wrap(key).getLong();
    }

    /** The first key of a page's range; also the page's key of a before-image's key. */
    public static byte[] tail(byte[] key) {
        return Arrays.copyOfRange(key, Long.BYTES, key.length);
    }

    /** The least key above a key. */
    static byte[] successor(byte[] key) {
        return Arrays.copyOf(key, key.length + 1);
    }
}
