package luahome.store;

import java.util.Arrays;
import java.util.function.LongConsumer;

/**
 * Values too long for a page, in records of their own. One that MapDB could not keep in one piece is cut here, so that
 * reading or writing it needs no more heap than the value itself, and all full pieces reuse each other's room.
 */
final class BigValues {
    /** Values longer than this many bytes do not stand in their page. */
    static final int LONGEST_INLINE = 2048;

    private final Records records;

    /** Keeps values in these records. */
    BigValues(Records records) {
        this.records = records;
    }

    /** Stores a value; the array is not kept. */
    BigRef write(byte[] value, long epoch) {
        if (value.length <= Records.MAX_PIECE) {
            return new BigRef(records.put(value), value.length, epoch);
        }
        ByteWriter pieces = new ByteWriter(64);
        for (long from = 0; from < value.length; from += Records.MAX_PIECE) {
            int to = (int) Math.min(value.length, from + Records.MAX_PIECE);
            pieces.putPacked(records.put(Arrays.copyOfRange(value, (int) from, to)));
        }
        return new BigRef(records.put(pieces.toArray()), value.length, epoch);
    }

    /** Stores a value in two parts, of which the first is short and the second longer than a record. */
    BigRef write(byte[] start, TableStore.Slice rest, long epoch) {
        int length = Math.addExact(start.length, rest.length());
        ByteWriter pieces = new ByteWriter(64);
        for (long from = 0; from < length; from += Records.MAX_PIECE) {
            byte[] piece = new byte[(int) Math.min(length - from, Records.MAX_PIECE)];
            int at = 0;
            if (from == 0) {
                System.arraycopy(start, 0, piece, 0, start.length);
                at = start.length;
            }
            int offset = (int) (rest.offset() + from + at - start.length);
            System.arraycopy(rest.bytes(), offset, piece, at, piece.length - at);
            pieces.putPacked(records.put(piece));
        }
        return new BigRef(records.put(pieces.toArray()), length, epoch);
    }

    /** The value, in an array of the receiver's. */
    byte[] read(BigRef ref) {
        try {
            if (ref.length() < 0) {
                throw new IndexOutOfBoundsException("a length of " + ref.length());
            }
            if (ref.length() <= Records.MAX_PIECE) {
                return new ByteReader(records.get(ref.recid())).get(ref.length());
            }
            byte[] value = new byte[ref.length()];
            ByteReader pieces = new ByteReader(records.get(ref.recid()));
            for (long from = 0; from < value.length; from += Records.MAX_PIECE) {
                byte[] piece = records.get(pieces.getPacked());
                int length = (int) Math.min(value.length - from, Records.MAX_PIECE);
                System.arraycopy(piece, 0, value, (int) from, length);
            }
            return value;
        } catch (IndexOutOfBoundsException e) {
            throw records.damaged("the value in record " + ref.recid(), e);
        }
    }

    /** Frees the records of a value. */
    void free(BigRef ref) {
        forEachRecord(ref, records::delete);
    }

    /** Hands the numbers of all records of a value to a visitor, the one of the reference last. */
    void forEachRecord(BigRef ref, LongConsumer visitor) {
        if (ref.length() > Records.MAX_PIECE) {
            ByteReader pieces = new ByteReader(records.get(ref.recid()));
            for (long from = 0; from < ref.length(); from += Records.MAX_PIECE) {
                visitor.accept(pieces.getPacked());
            }
        }
        visitor.accept(ref.recid());
    }
}
