package luahome.store.table;

import java.util.Arrays;

/** A growing byte buffer with the encodings that the store's records use. Not thread-safe. */
final class ByteWriter {
    private byte[] bytes;
    private int size;

    /** An empty buffer with room for so many bytes before it must grow. */
    ByteWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** Number of bytes written so far. */
    int size() {
        return size;
    }

    /** Forgets what was written. */
    void clear() {
        size = 0;
    }

    /** Appends the low byte of a number. */
    void put(int b) {
        ensure(1);
        bytes[size++] = (byte) b;
    }

    /** Appends bytes. */
    void put(byte[] source, int from, int length) {
        ensure(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    /** Appends the number as 2 bytes big-endian. */
    void putShort(int value) {
        ensure(2);
        bytes[size++] = (byte) (value >>> 8);
        bytes[size++] = (byte) value;
    }

    /** Appends a number in groups of 7 bits, lowest first, the top bit saying that more follow. */
    void putPacked(long value) {
        ensure(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** Appends the packed length of an array and its bytes. */
    void putBlock(byte[] block) {
        putPacked(block.length);
        put(block, 0, block.length);
    }

    /** Appends all that another buffer holds. */
    void put(ByteWriter other) {
        put(other.bytes, 0, other.size);
    }

    /** A copy of what was written. */
    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void ensure(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }

    /** How many bytes {@link #putPacked} needs for a number. */
    static int packedSize(long value) {
        return (63 - Long.numberOfLeadingZeros(value | 1)) / 7 + 1;
    }
}
