package luahome.home.value;

import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The entries of a table that stay outside of memory. */
public interface PagedStorage {
    /** The value of a key; NIL if there is none. */
    LuaValue get(LuaValue key);

    /** The value of a key that is to be replaced by another; NIL also if it does not matter what it is. */
    LuaValue before(LuaValue key, LuaValue value);

    /** Sets an entry, or removes it if the value is NIL. */
    void put(LuaValue key, LuaValue value);

    /** A border, as the length operator gives it. */
    int border();

    /** The entry after a key (nil: the first one); NIL behind the last. A LuaError if there is no such key. */
    Varargs next(LuaValue key);
}
