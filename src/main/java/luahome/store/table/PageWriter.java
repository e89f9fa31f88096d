package luahome.store.table;

import java.util.Arrays;

/** Writes entries, given in key order, into one page; see {@link PageReader} for the format. Not thread-safe. */
public final class PageWriter {
    /**
     * A finished page.
     *
     * @param first its first key; empty if it has no entry
     * @param content the page itself
     * @param entries number of its entries
     * @param bytes size of its keys and values in bytes, overflow values included
     * @param overflow whether it refers to values in records of their own
     */
    public record Page(byte[] first, byte[] content, int entries, long bytes, boolean overflow) {}

    private final ByteWriter entries = new ByteWriter(1024);
    private final ByteWriter starts = new ByteWriter(64);
    private byte[] first = PageKeys.EMPTY;
    private byte[] last = new byte[32];
    private int lastLength;
    private int count;
    private long bytes;
    private boolean overflow;

    /** Size of the page so far in bytes. */
    int size() {
        return Short.BYTES * (1 + PageReader.starts(count)) + entries.size();
    }

    /** Number of entries so far. */
    int count() {
        return count;
    }

    /** How large the page would be with one more entry, at most. */
    int sizeWith(int keyLength, int payloadLength) {
        return size() + Short.BYTES + 9 + keyLength + payloadLength;
    }

    /**
     * Appends an entry.
     *
     * @param key array that begins with the key; it and the payload's array are copied
     * @param bigLength the length of the value if the payload is a reference to it; -1 if the payload is the value
     */
    public void add(byte[] key, int keyLength, byte[] payload, int from, int length, int bigLength) {
        int shared = 0;
        if (count % PageReader.INTERVAL != 0) {
            int common = Arrays.mismatch(last, 0, lastLength, key, 0, keyLength);
            shared = common < 0 ? keyLength : common;
        } else if (count > 0) {
            starts.putShort(entries.size());
        } else {
            first = Arrays.copyOf(key, keyLength);
        }
        entries.putPacked(shared);
        entries.putPacked(keyLength - shared);
        entries.putPacked((long) length << 1 | (bigLength >= 0 ? 1 : 0));
        entries.put(key, shared, keyLength - shared);
        entries.put(payload, from, length);
        if (keyLength > last.length) {
            last = new byte[keyLength * 2];
        }
        System.arraycopy(key, shared, last, shared, keyLength - shared);
        lastLength = keyLength;
        count++;
        bytes += keyLength + (bigLength >= 0 ? bigLength : length);
        overflow |= bigLength >= 0;
    }

    /** The page; the writer is empty after it. */
    public Page finish() {
        ByteWriter out = new ByteWriter(size());
        out.putShort(count);
        out.put(starts);
        out.put(entries);
        Page page = new Page(count == 0 ? PageKeys.EMPTY : first, out.toArray(), count, bytes, overflow);
        entries.clear();
        starts.clear();
        lastLength = 0;
        count = 0;
        bytes = 0;
        overflow = false;
        return page;
    }
}
