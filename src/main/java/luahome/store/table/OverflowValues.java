package luahome.store.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;
import luahome.store.TableStore;

/**
 * Values too long for a page, in records of their own. One that MapDB could not keep in one piece is cut here, so that
 * reading or writing it needs no more heap than the value itself, and all full pieces reuse each other's room.
 */
public final class OverflowValues {
    /** Values longer than this many bytes do not stand in their page. */
    static final int LONGEST_INLINE = 2048;

    private final RecordStore records;

    /** Keeps values in these records. */
    public OverflowValues(RecordStore records) {
        this.records = records;
    }

    /** Stores a value; the array is not kept. */
    OverflowRef write(byte[] value, long epoch) {
        if (value.length <= RecordStore.MAX_PIECE) {
            return new OverflowRef(records.put(value), value.length, epoch);
        }
        ByteWriter pieces = new ByteWriter(64);
        for (long from = 0; from < value.length; from += RecordStore.MAX_PIECE) {
            int to = (int) Math.min(value.length, from + RecordStore.MAX_PIECE);
            pieces.putPacked(records.put(Arrays.copyOfRange(value, (int) from, to)));
        }
        return new OverflowRef(records.put(pieces.toArray()), value.length, epoch);
    }

    /** Stores a value in two parts, of which the first is short and the second longer than a record. */
    OverflowRef write(byte[] start, TableStore.Slice rest, long epoch) {
        int length = Math.addExact(start.length, rest.length());
        ByteWriter pieces = new ByteWriter(64);
        for (long from = 0; from < length; from += RecordStore.MAX_PIECE) {
            byte[] piece = new byte[(int) Math.min(length - from, RecordStore.MAX_PIECE)];
            int at = 0;
            if (from == 0) {
                System.arraycopy(start, 0, piece, 0, start.length);
                at = start.length;
            }
            int offset = (int) (rest.offset() + from + at - start.length);
            System.arraycopy(rest.bytes(), offset, piece, at, piece.length - at);
            pieces.putPacked(records.put(piece));
        }
        return new OverflowRef(records.put(pieces.toArray()), length, epoch);
    }

    /** Copies a value piece by piece, so that little of it is in the heap at a time; it keeps its epoch. */
    public OverflowRef copy(OverflowRef ref, OverflowValues to) {
        return copy(ref, to, ref.epoch());
    }

    /** The same, as a value that is written in an epoch of the store that it goes to. */
    public OverflowRef copy(OverflowRef ref, OverflowValues to, long epoch) {
        List<Long> copies = new ArrayList<>();
        forEachPiece(
                ref,
                (piece, length) ->
                        copies.add(to.records.put(piece.length == length ? piece : Arrays.copyOf(piece, length))));
        if (ref.length() <= RecordStore.MAX_PIECE) {
            return new OverflowRef(copies.get(0), ref.length(), epoch);
        }
        ByteWriter pieces = new ByteWriter(64);
        copies.forEach(pieces::putPacked);
        return new OverflowRef(to.records.put(pieces.toArray()), ref.length(), epoch);
    }

    /** The value, in an array of the receiver's. */
    byte[] read(OverflowRef ref) {
        if (ref.length() < 0) {
            throw records.damaged("the value in record " + ref.recid(), null);
        }
        byte[] value = new byte[ref.length()];
        int[] at = {0};
        forEachPiece(ref, (piece, length) -> {
            System.arraycopy(piece, 0, value, at[0], length);
            at[0] += length;
        });
        return value;
    }

    /** Takes a piece of a value. */
    @FunctionalInterface
    public interface PieceVisitor {
        /** Takes the first bytes, so many, of an array that is not to be changed. */
        void piece(byte[] bytes, int length);
    }

    /** Hands a value to a visitor in order, in pieces that are short enough to be a record each. */
    public void forEachPiece(OverflowRef ref, PieceVisitor visitor) {
        try {
            if (ref.length() < 0) {
                throw new IndexOutOfBoundsException("a length of " + ref.length());
            }
            byte[] head = records.get(ref.recid());
            if (ref.length() <= RecordStore.MAX_PIECE) {
                Objects.checkFromIndexSize(0, ref.length(), head.length);
                visitor.piece(head, ref.length());
                return;
            }
            ByteReader pieces = new ByteReader(head);
            for (long from = 0; from < ref.length(); from += RecordStore.MAX_PIECE) {
                byte[] piece = records.get(pieces.getPacked());
                int length = (int) Math.min(ref.length() - from, RecordStore.MAX_PIECE);
                Objects.checkFromIndexSize(0, length, piece.length);
                visitor.piece(piece, length);
            }
        } catch (IndexOutOfBoundsException e) {
            throw records.damaged("the value in record " + ref.recid(), e);
        }
    }

    /** Frees the records of a value. */
    void free(OverflowRef ref) {
        forEachRecord(ref, records::delete);
    }

    /** Hands the numbers of all records of a value to a visitor, the one of the reference last. */
    public void forEachRecord(OverflowRef ref, LongConsumer visitor) {
        if (ref.length() > RecordStore.MAX_PIECE) {
            ByteReader pieces = new ByteReader(records.get(ref.recid()));
            for (long from = 0; from < ref.length(); from += RecordStore.MAX_PIECE) {
                visitor.accept(pieces.getPacked());
            }
        }
        visitor.accept(ref.recid());
    }
}
