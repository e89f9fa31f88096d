package luahome.home;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.function.LongFunction;
import luahome.store.StoreException;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import luahome.store.Tags;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Turns entries of a table into bytes and back; {@link Tags} describes the format. Keys keep the order booleans, numbers
 * by value, strings by unsigned bytes.
 *
 * <p>Handles the values that can be stored: the caller has made sure of that, and that tables have IDs.
 */
final class EntryCodec {
    private static final int LONGEST_STRING_KEY = TableStore.MAX_KEY - 1;

    private EntryCodec() {}

    /** An entry's key and value as bytes; a nil value makes it a removal. */
    static Change change(LuaValue key, LuaValue value) {
        byte[] keyBytes = key(key);
        if (value.isnil()) {
            return new Change(keyBytes, null);
        }
        return new Change(keyBytes, keyBytes[0] == Tags.LONG_STRING ? keyed((LuaString) key, value) : value(value));
    }

    /** A key as bytes. */
    static byte[] key(LuaValue key) {
        if (key instanceof LuaString string) {
            return string.m_length <= LONGEST_STRING_KEY ? string(string) : longString(string);
        }
        if (key instanceof LuaBoolean) {
            return tag(key.toboolean() ? Tags.TRUE : Tags.FALSE);
        }
        long bits = Double.doubleToLongBits(key.todouble());
        long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        return ByteBuffer.allocate(9).put((byte) Tags.NUMBER).putLong(ordered).array();
    }

    private static byte[] value(LuaValue value) {
        if (value instanceof LuaString string) {
            return string(string);
        }
        if (value instanceof LuaInteger integer) {
            return ByteBuffer.allocate(5).put((byte) Tags.INT).putInt(integer.v).array();
        }
        if (value instanceof LuaDouble number) {
            return ByteBuffer.allocate(9)
                    .put((byte) Tags.DOUBLE)
                    .putDouble(number.todouble())
                    .array();
        }
        if (value instanceof LuaBoolean) {
            return tag(value.toboolean() ? Tags.TRUE : Tags.FALSE);
        }
        return tableReference(((HomeTable) value).id());
    }

    /** A reference to a table, as it stands in keys and values. */
    static byte[] tableReference(long id) {
        return ByteBuffer.allocate(9).put((byte) Tags.TABLE).putLong(id).array();
    }

    /** The ID of the table that a stored value refers to; 0 if it is something else. */
    static long referredTable(byte[] value) {
        int at = value.length > 0 && value[0] == Tags.KEYED ? 5 + ByteBuffer.wrap(value).getInt(1) : 0;
        return value.length == at + 9 && value[at] == Tags.TABLE
                ? ByteBuffer.wrap(value).getLong(at + 1)
                : 0;
    }

    /** The key of a stored entry. */
    static LuaValue decodeKey(byte[] key, byte[] value) {
        return switch (key[0]) {
            case Tags.FALSE -> LuaValue.FALSE;
            case Tags.TRUE -> LuaValue.TRUE;
            case Tags.NUMBER -> {
                long ordered = ByteBuffer.wrap(key).getLong(1);
                yield LuaValue.valueOf(Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered));
            }
            case Tags.STRING -> LuaString.valueOf(key, 1, key.length - 1);
            case Tags.LONG_STRING -> LuaString.valueOf(
                    value, 5, ByteBuffer.wrap(value).getInt(1));
            default -> throw unknown("key", key[0]);
        };
    }

    /**
     * The value of a stored entry.
     *
     * @param tables gives the object that stands for the table with an ID
     */
    static LuaValue decodeValue(byte[] value, LongFunction<? extends LuaValue> tables) {
        int at = value[0] == Tags.KEYED ? 5 + ByteBuffer.wrap(value).getInt(1) : 0;
        return switch (value[at]) {
            case Tags.FALSE -> LuaValue.FALSE;
            case Tags.TRUE -> LuaValue.TRUE;
            case Tags.INT -> LuaInteger.valueOf(ByteBuffer.wrap(value).getInt(at + 1));
            case Tags.DOUBLE -> LuaValue.valueOf(ByteBuffer.wrap(value).getDouble(at + 1));
            case Tags.STRING -> LuaString.valueOf(value, at + 1, value.length - at - 1);
            case Tags.TABLE -> tables.apply(ByteBuffer.wrap(value).getLong(at + 1));
            default -> throw unknown("value", value[at]);
        };
    }

    private static byte[] tag(int tag) {
        return new byte[] {(byte) tag};
    }

    private static byte[] string(LuaString string) {
        byte[] bytes = new byte[string.m_length + 1];
        bytes[0] = Tags.STRING;
        System.arraycopy(string.m_bytes, string.m_offset, bytes, 1, string.m_length);
        return bytes;
    }

    private static byte[] longString(LuaString string) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(string.m_bytes, string.m_offset, string.m_length);
            byte[] hash = digest.digest();
            byte[] bytes = new byte[hash.length + 1];
            bytes[0] = Tags.LONG_STRING;
            System.arraycopy(hash, 0, bytes, 1, hash.length);
            return bytes;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static byte[] keyed(LuaString key, LuaValue value) {
        byte[] plain = value(value);
        return ByteBuffer.allocate(5 + key.m_length + plain.length)
                .put((byte) Tags.KEYED)
                .putInt(key.m_length)
                .put(key.m_bytes, key.m_offset, key.m_length)
                .put(plain)
                .array();
    }

    private static StoreException unknown(String what, int tag) {
        return new StoreException(
                StoreException.Kind.NEWER,
                "the workspace holds a kind of " + what + " (" + (tag & 0xFF)
                        + ") that this luahome does not know; open it with a newer luahome",
                null);
    }

    /** The order of encoded keys. */
    static int compareKeys(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }
}
