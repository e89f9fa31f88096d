package luahome.store;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** The objects that stored keys and values refer to: a tag, see {@link Tags}, and the number in 8 bytes big-endian. */
public final class References {
    private static final int LENGTH = 1 + Long.BYTES;
    private static final int NONE = -1;

    private References() {}

    /** A reference to an object. */
    public static byte[] to(long id) {
        return ByteBuffer.allocate(LENGTH)
                .put((byte) tag(ObjectIds.kind(id)))
                .putLong(ObjectIds.number(id))
                .array();
    }

    /** The ID of the object that is a key; 0 if the key is something else. */
    public static long ofKey(byte[] key) {
        return at(key, 0);
    }

    /** The ID of the object that a value refers to; 0 if it is something else. */
    public static long ofValue(byte[] value) {
        boolean keyed = value.length > Integer.BYTES && value[0] == Tags.KEYED;
        return at(
                value,
                keyed ? 1 + Integer.BYTES + Math.max(0, ByteBuffer.wrap(value).getInt(1)) : 0);
    }

    /** Hands the IDs that an entry refers to, by its key or its value, to a visitor. */
    public static void of(byte[] key, byte[] value, LongConsumer visitor) {
        long byKey = ofKey(key);
        if (byKey != 0) {
            visitor.accept(byKey);
        }
        long byValue = ofValue(value);
        if (byValue != 0) {
            visitor.accept(byValue);
        }
    }

    private static long at(byte[] bytes, int at) {
        int kind = bytes.length - LENGTH == at ? kind(bytes[at]) : NONE;
        return kind == NONE ? 0 : ObjectIds.of(kind, ByteBuffer.wrap(bytes).getLong(at + 1));
    }

    private static int kind(int tag) {
        return switch (tag) {
            case Tags.TABLE -> ObjectIds.TABLE;
            case Tags.FUNCTION -> ObjectIds.FUNCTION;
            case Tags.CELL -> ObjectIds.CELL;
            case Tags.CODE -> ObjectIds.CODE;
            default -> NONE;
        };
    }

    private static int tag(int kind) {
        return switch (kind) {
            case ObjectIds.TABLE -> Tags.TABLE;
            case ObjectIds.FUNCTION -> Tags.FUNCTION;
            case ObjectIds.CELL -> Tags.CELL;
            case ObjectIds.CODE -> Tags.CODE;
            default -> throw new IllegalArgumentException("no reference to an object of kind " + kind);
        };
    }
}
