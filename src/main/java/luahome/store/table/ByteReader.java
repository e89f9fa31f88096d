package luahome.store.table;

import java.util.Arrays;

/**
 * Reads what {@link ByteWriter} wrote. Running past the end or meeting an impossible length raises an
 * {@link IndexOutOfBoundsException}, which those who read records turn into "damaged". Not thread-safe.
 */
final class ByteReader {
    private final byte[] bytes;
    private int position;

    /** Reads from the start of an array, which is not copied. */
    ByteReader(byte[] bytes) {
        this(bytes, 0);
    }

    /** Reads from a position of an array, which is not copied. */
    ByteReader(byte[] bytes, int position) {
        this.bytes = bytes;
        this.position = position;
    }

    /** Index of the next byte. */
    int position() {
        return position;
    }

    /** The next byte as 0 to 255. */
    int get() {
        return bytes[position++] & 0xFF;
    }

    /** The next number written by {@link ByteWriter#putPacked}. */
    long getPacked() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte b = bytes[position++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IndexOutOfBoundsException("a number of more than 64 bits");
    }

    /** The next packed number, which must fit an array index. */
    int getLength() {
        long length = getPacked();
        if (length < 0 || length > bytes.length) {
            throw new IndexOutOfBoundsException("a length of " + length);
        }
        return (int) length;
    }

    /** Moves so many bytes on. */
    void skip(int count) {
        if (count > bytes.length - position) {
            throw new IndexOutOfBoundsException("a skip of " + count);
        }
        position += count;
    }

    /** A copy of the next bytes. */
    byte[] get(int count) {
        int from = position;
        skip(count);
        return Arrays.copyOfRange(bytes, from, position);
    }

    /** A copy of the next bytes, as written by {@link ByteWriter#putBlock}. */
    byte[] getBlock() {
        return get(getLength());
    }
}
