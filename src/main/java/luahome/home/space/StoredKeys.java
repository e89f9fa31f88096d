package luahome.home.space;

import java.util.Arrays;
import luahome.home.codec.EntryCodec;
import luahome.store.TableStore;
import luahome.store.Tags;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Looks at entries that the store has of a table: none is loaded, and no long value is read. */
final class StoredKeys {
    private final ObjectSpace space;
    private final TableStore store;

    StoredKeys(ObjectSpace space, TableStore store) {
        this.space = space;
        this.store = store;
    }

    /**
     * Hands entries to the visitor, in the order of their keys, until it answers false or the kind of key changes.
     *
     * @param from the first key of interest, a number or a string that is no longer than the store takes
     */
    void scan(TableState state, LuaValue from, KeySearch.Visitor visitor) {
        byte[] first = space.codec().key(from);
        store.scanReferences(
                state.id(),
                first,
                (key, value) -> key[0] == first[0]
                        && visitor.entry(space.codec().decodeKey(key, value), value(state, key, value)));
    }

    /** The value of a key; NIL if there is none, null if it is a long string. */
    @Nullable
    LuaValue value(TableState state, LuaValue key) {
        return space.isStorable(key) ? value(state, space.codec().key(key)) : LuaValue.NIL;
    }

    /** The metatable; NIL if there is none. */
    LuaValue metatable(TableState state) {
        LuaValue metatable = value(state, EntryCodec.METATABLE_KEY.clone());
        return metatable == null ? LuaValue.NIL : metatable;
    }

    private @Nullable LuaValue value(TableState state, byte[] wanted) {
        LuaValue[] found = {LuaValue.NIL};
        store.scanReferences(state.id(), wanted, (key, value) -> {
            if (Arrays.equals(key, wanted)) {
                found[0] = value(state, key, value);
            }
            return false;
        });
        return found[0];
    }

    private @Nullable LuaValue value(TableState state, byte[] key, byte[] value) {
        if (value.length == 0) {
            return null;
        }
        boolean metatable = key[0] == Tags.METATABLE;
        LuaValue step = metatable ? ObjectState.METATABLE : space.codec().decodeKey(key, value);
        return ObjectSpace.hanging(space.codec().decodeValue(value), state, step);
    }

    /** The least string beyond all that begin with a prefix; null if there is none. */
    static @Nullable LuaString beyond(LuaString prefix) {
        int length = prefix.m_length;
        while (length > 0 && prefix.m_bytes[prefix.m_offset + length - 1] == (byte) 0xff) {
            length--;
        }
        if (length == 0) {
            return null;
        }
        byte[] bytes = Arrays.copyOfRange(prefix.m_bytes, prefix.m_offset, prefix.m_offset + length);
        bytes[length - 1]++;
        return LuaString.valueUsing(bytes);
    }
}
