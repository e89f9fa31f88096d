package luahome.store;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/** The objects that stored keys and values refer to, see {@link Tags}. */
final class References {
    private static final int LENGTH = 1 + Long.BYTES;

    private References() {}

    /** Hands the IDs that an entry refers to, by its key or its value, to a visitor. */
    static void of(byte[] key, byte[] value, LongConsumer visitor) {
        visit(key, 0, visitor);
        boolean keyed = value.length > Integer.BYTES && value[0] == Tags.KEYED;
        visit(value, keyed ? 1 + Integer.BYTES + Math.max(0, ByteBuffer.wrap(value).getInt(1)) : 0, visitor);
    }

    private static void visit(byte[] bytes, int at, LongConsumer visitor) {
        if (bytes.length - LENGTH == at
                && (bytes[at] == Tags.TABLE || bytes[at] == Tags.FUNCTION || bytes[at] == Tags.CELL)) {
            visitor.accept(ByteBuffer.wrap(bytes).getLong(at + 1));
        }
    }
}
