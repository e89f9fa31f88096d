package luahome.home.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import luahome.home.value.RawTable;
import luahome.store.ObjectIds;
import luahome.store.References;
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
 * Turns entries of a table into bytes and back; {@link Tags} describes the format. Keys keep the order booleans,
 * numbers by value, strings by unsigned bytes, references by kind and number.
 *
 * <p>Handles the values that can be stored: the caller has made sure of that, and that tables and functions have
 * numbers.
 */
public final class EntryCodec {
    /** The key of the slot of a table's metatable, before all entries. */
    public static final byte[] METATABLE_KEY = {Tags.METATABLE};

    /** Strings of more bytes are not copied on their way to and from the store. */
    private static final int LARGE = 4 << 20;

    private static final int LONGEST_STRING_KEY = TableStore.MAX_KEY - 1;

    private final Builtins builtins;
    private final Objects objects;

    /** A codec that knows built-in values by name, and asks for the objects that numbers stand for. */
    public EntryCodec(Builtins builtins, Objects objects) {
        this.builtins = builtins;
        this.objects = objects;
    }

    /** The slot of a table's metatable; nil empties it. */
    public Change metatable(LuaValue metatable) {
        return new Change(METATABLE_KEY.clone(), metatable.isnil() ? null : value(metatable));
    }

    /** An entry's key and value as bytes; a nil value makes it a removal. */
    public Change change(LuaValue key, LuaValue value) {
        byte[] keyBytes = key(key);
        if (value.isnil()) {
            return new Change(keyBytes, null);
        }
        if (value instanceof LuaString string && string.m_length > LARGE && keyBytes[0] != Tags.LONG_STRING) {
            return new Change(
                    keyBytes, tag(Tags.STRING), new TableStore.Slice(string.m_bytes, string.m_offset, string.m_length));
        }
        return new Change(
                keyBytes, keyBytes[0] == Tags.LONG_STRING ? keyed((LuaString) key, value(value)) : value(value));
    }

    /** An entry that refers to an object of any kind. */
    public static Change reference(LuaString key, long id) {
        byte[] keyBytes = string(key);
        byte[] reference = References.to(id);
        return new Change(keyBytes, keyBytes[0] == Tags.LONG_STRING ? keyed(key, reference) : reference);
    }

    /** A key as bytes. */
    public byte[] key(LuaValue key) {
        return switch (key.type()) {
            case LuaValue.TSTRING -> string((LuaString) key);
            case LuaValue.TBOOLEAN -> tag(key.toboolean() ? Tags.TRUE : Tags.FALSE);
            case LuaValue.TNUMBER -> number(key.todouble());
            default -> object(key);
        };
    }

    /** The positions of a table's entries in the order of their keys, in which the store gives them. */
    public int[] positions(RawTable table) {
        record Placed(byte[] key, int position) {}
        List<Placed> placed = new ArrayList<>(table.count());
        for (int at = table.after(0); at > 0; at = table.after(at)) {
            placed.add(new Placed(key(table.keyAt(at)), at));
        }
        placed.sort((a, b) -> compareKeys(a.key, b.key));
        return placed.stream().mapToInt(Placed::position).toArray();
    }

    /** A string as a key. */
    public static byte[] string(LuaString key) {
        return key.m_length <= LONGEST_STRING_KEY ? shortString(key) : longString(key);
    }

    /** A number as a key. */
    public static byte[] number(double key) {
        long bits = Double.doubleToLongBits(key);
        long ordered = bits < 0 ? ~bits : bits ^ Long.MIN_VALUE;
        return ByteBuffer.allocate(9).put((byte) Tags.NUMBER).putLong(ordered).array();
    }

    /** A value as bytes. */
    public byte[] value(LuaValue value) {
        if (value instanceof LuaString string) {
            return shortString(string);
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
        return object(value);
    }

    private byte[] object(LuaValue value) {
        long id = value instanceof HomeTable table
                ? table.id()
                : value instanceof HomeFunction function ? ObjectKind.FUNCTION.id(function.number()) : 0;
        if (ObjectIds.number(id) != 0) {
            return References.to(id);
        }
        String name = builtins.name(value);
        if (name == null) {
            throw new IllegalStateException("a value that cannot be stored");
        }
        byte[] text = name.getBytes(StandardCharsets.ISO_8859_1);
        return ByteBuffer.allocate(1 + text.length)
                .put((byte) Tags.BUILTIN)
                .put(text)
                .array();
    }

    /** The key of a stored entry. */
    public LuaValue decodeKey(byte[] key, byte[] value) {
        return key[0] < Tags.TABLE ? scalarKey(key, value) : decodeObject("key", key, 0);
    }

    private static LuaValue scalarKey(byte[] key, byte[] value) {
        return switch (key[0]) {
            case Tags.FALSE -> LuaValue.FALSE;
            case Tags.TRUE -> LuaValue.TRUE;
            case Tags.NUMBER -> {
                long ordered = ByteBuffer.wrap(key).getLong(1);
                yield LuaValue.valueOf(Double.longBitsToDouble(ordered < 0 ? ordered ^ Long.MIN_VALUE : ~ordered));
            }
            case Tags.STRING -> LuaString.valueOf(key, 1, key.length - 1);
            case Tags.LONG_STRING ->
                LuaString.valueOf(value, 5, ByteBuffer.wrap(value).getInt(1));
            default -> throw unknown("key", key[0]);
        };
    }

    /** The value of a stored entry. */
    public LuaValue decodeValue(byte[] value) {
        int at = value[0] == Tags.KEYED ? 5 + ByteBuffer.wrap(value).getInt(1) : 0;
        return switch (value[at]) {
            case Tags.FALSE -> LuaValue.FALSE;
            case Tags.TRUE -> LuaValue.TRUE;
            case Tags.INT -> LuaInteger.valueOf(ByteBuffer.wrap(value).getInt(at + 1));
            case Tags.DOUBLE -> LuaValue.valueOf(ByteBuffer.wrap(value).getDouble(at + 1));
            case Tags.STRING -> text(value, at + 1);
            default -> decodeObject("value", value, at);
        };
    }

    private LuaValue decodeObject(String what, byte[] bytes, int at) {
        return switch (bytes[at]) {
            case Tags.TABLE -> objects.table(ByteBuffer.wrap(bytes).getLong(at + 1));
            case Tags.FUNCTION -> objects.function(ByteBuffer.wrap(bytes).getLong(at + 1));
            case Tags.BUILTIN ->
                builtins.value(new String(bytes, at + 1, bytes.length - at - 1, StandardCharsets.ISO_8859_1));
            default -> throw unknown(what, bytes[at]);
        };
    }

    /** A stored key as one step of a path. */
    public static String step(byte[] key, byte[] value) {
        long id = References.ofKey(key);
        if (id != 0) {
            return "[#" + ObjectIds.number(id) + "]";
        }
        if (key[0] == Tags.BUILTIN) {
            return "[" + new String(key, 1, key.length - 1, StandardCharsets.ISO_8859_1) + "]";
        }
        return LuaPaths.step(scalarKey(key, value));
    }

    private static LuaString text(byte[] bytes, int from) {
        int length = bytes.length - from;
        return length > LARGE ? LuaString.valueUsing(bytes, from, length) : LuaString.valueOf(bytes, from, length);
    }

    private static byte[] tag(int tag) {
        return new byte[] {(byte) tag};
    }

    private static byte[] shortString(LuaString string) {
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

    private static byte[] keyed(LuaString key, byte[] plain) {
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

    /** Gives the objects that stand for stored ones. */
    public interface Objects {
        /** The object that stands for the table with a number. */
        HomeTable table(long number);

        /** The object that stands for the function with a number. */
        HomeFunction function(long number);
    }

    /** The order of encoded keys. */
    public static int compareKeys(byte[] a, byte[] b) {
        return Arrays.compareUnsigned(a, b);
    }
}
