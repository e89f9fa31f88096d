package luahome.architecture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.zip.CRC32C;

/**
 * Reads the tables of a closed workspace out of the bytes of its {@code home.db}, by what {@code
 * src/docs/architecture.md} says of the format and with nothing of luahome: whoever can write this can read a workspace
 * without it.
 */
final class FormatReader {
    private static final int PAGE = 4096;
    private static final int GROUP = 1023;
    private static final int INDEX_VALUES = 32_880;
    private static final int LONGEST_PIECE = 65_520;

    private final byte[] file;

    private FormatReader(byte[] file) {
        this.file = file;
    }

    /** The entries of all tables and other objects by their IDs: keys and values in hexadecimal digits. */
    static SortedMap<Long, SortedMap<String, String>> tables(byte[] homeFile) {
        FormatReader reader = new FormatReader(homeFile);
        reader.checkHeader();
        SortedMap<Long, SortedMap<String, String>> tables = new TreeMap<>();
        Bytes superblock = reader.record(1);
        if (!new String(superblock.take((int) superblock.packed()), StandardCharsets.US_ASCII)
                .equals("luahome pages")) {
            throw new IllegalArgumentException("no superblock");
        }
        superblock.packed();
        reader.index(superblock.packed(), (key, page) -> {
            SortedMap<String, String> entries =
                    tables.computeIfAbsent(ByteBuffer.wrap(key).getLong(), id -> new TreeMap<>());
            reader.page(reader.record(page.packed()), entries);
        });
        return tables;
    }

    private void checkHeader() {
        require(new String(file, 0, 8, StandardCharsets.US_ASCII).equals("LUAHOME\n"), "magic");
        require(number(8, 4) == 1, "format version");
        require(number(28, 4) == crc(file, 0, 28), "checksum of the identification");
    }

    /** The page of the volume with that number, verified. */
    private byte[] volumePage(int number) {
        int group = number / GROUP;
        int sums = PAGE * (1 + group * (GROUP + 1));
        byte[] page = new byte[PAGE];
        System.arraycopy(file, sums + PAGE * (1 + number % GROUP), page, 0, PAGE);
        long sum = number(sums + 4 * (1 + number % GROUP), 4);
        require(sum == 0 || sum == crc(page, 0, PAGE), "checksum of page " + number);
        return page;
    }

    private byte[] volume(long offset, int length) {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++) {
            long place = offset + at;
            byte[] page = volumePage((int) (place / PAGE));
            int from = (int) (place % PAGE);
            int count = Math.min(length - at, PAGE - from);
            System.arraycopy(page, from, bytes, at, count);
            at += count - 1;
        }
        return bytes;
    }

    private Bytes record(long number) {
        long value = ByteBuffer.wrap(volume(INDEX_VALUES + 8 * (number - 1), 8)).getLong();
        return new Bytes(volume(value & 0xffff_ffff_fff0L, (int) (value >>> 48)));
    }

    private void index(long node, BiConsumer<byte[], Bytes> leaf) {
        Bytes in = record(node);
        boolean isLeaf = in.take(1)[0] == 1;
        byte[] key = {};
        for (long left = in.packed(); left > 0; left--) {
            key = in.key(key);
            if (isLeaf) {
                leaf.accept(key, new Bytes(in.take((int) in.packed())));
            } else {
                index(in.packed(), leaf);
            }
        }
    }

    private void page(Bytes in, SortedMap<String, String> entries) {
        int count = ByteBuffer.wrap(in.take(2)).getShort() & 0xffff;
        in.take(2 * (Math.max(0, count - 1) / 16));
        byte[] key = {};
        for (int i = 0; i < count; i++) {
            int shared = (int) in.packed();
            int rest = (int) in.packed();
            long tag = in.packed();
            byte[] next = Arrays.copyOf(key, shared + rest);
            System.arraycopy(in.take(rest), 0, next, shared, rest);
            key = next;
            byte[] payload = in.take((int) (tag >>> 1));
            byte[] value = (tag & 1) == 0 ? payload : overflow(new Bytes(payload));
            entries.put(HexFormat.of().formatHex(key), HexFormat.of().formatHex(value));
        }
    }

    private byte[] overflow(Bytes reference) {
        long number = reference.packed();
        int length = (int) reference.packed();
        if (length <= LONGEST_PIECE) {
            return record(number).take(length);
        }
        Bytes pieces = record(number);
        ByteBuffer value = ByteBuffer.allocate(length);
        while (value.hasRemaining()) {
            value.put(record(pieces.packed()).take(Math.min(LONGEST_PIECE, value.remaining())));
        }
        return value.array();
    }

    private long number(int at, int length) {
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | file[at + i] & 0xff;
        }
        return value;
    }

    private static long crc(byte[] bytes, int from, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, length);
        return crc.getValue() == 0 ? 1 : crc.getValue();
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalArgumentException("wrong: " + what);
        }
    }

    /** Bytes that are read from front to back. */
    private static final class Bytes {
        private final byte[] all;
        private int at;

        Bytes(byte[] all) {
            this.all = all;
        }

        byte[] take(int count) {
            at += count;
            return Arrays.copyOfRange(all, at - count, at);
        }

        long packed() {
            long value = 0;
            for (int shift = 0; ; shift += 7) {
                int next = all[at++];
                value |= (long) (next & 0x7f) << shift;
                if (next >= 0) {
                    return value;
                }
            }
        }

        /** A key that shares its beginning with the one before. */
        byte[] key(byte[] before) {
            int shared = (int) packed();
            int rest = (int) packed();
            byte[] key = Arrays.copyOf(before, shared + rest);
            System.arraycopy(take(rest), 0, key, shared, rest);
            return key;
        }
    }
}
