package luahome.store.volume;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** Sizes and checksums of the pages that home file and journal consist of, and access to their numbers (big-endian). */
public final class PageFormat {
    /** log2 of {@link #SIZE}. */
    public static final int SHIFT = 12;
    /** Size of a page in bytes. */
    public static final int SIZE = 1 << SHIFT;

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private static final byte[] ZEROS = new byte[SIZE];

    private PageFormat() {}

    /** CRC32C of a page's content; never 0, which stands for "never written". */
    static int checksum(byte[] page) {
        CRC32C crc = new CRC32C();
        crc.update(page, 0, SIZE);
        return nonZero(crc);
    }

    /** CRC32C of a range of bytes, seeded; never 0. */
    static int checksum(byte[] seed, byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(seed, 0, seed.length);
        crc.update(bytes, from, length);
        return nonZero(crc);
    }

    private static int nonZero(CRC32C crc) {
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }

    /** Whether all bytes of a page are zero. */
    public static boolean isZero(byte[] page) {
        return Arrays.equals(page, ZEROS);
    }

    /** Whether the bytes of a range within a page are zero. */
    static boolean isZero(byte[] page, int from, int to) {
        return Arrays.equals(page, from, to, ZEROS, 0, to - from);
    }

    static int getInt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static void putInt(byte[] bytes, int at, int value) {
        INT.set(bytes, at, value);
    }

    /** The number at a place, 8 bytes big-endian. */
    public static long getLong(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void putLong(byte[] bytes, int at, long value) {
        LONG.set(bytes, at, value);
    }
}
