package luahome.browse;

import luahome.show.Literals;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A row of the browser: an entry of an open table, or the outermost table itself.
 *
 * @param depth how many open tables it is inside of
 * @param name what stands for its key: as in a table constructor; the path of the outermost table
 * @param key the key; null for the outermost table
 * @param value the value
 * @param kind whether it can be opened
 */
public record Row(int depth, String name, @Nullable LuaValue key, LuaValue value, Kind kind) {
    /** So many bytes of a string are shown. */
    private static final int SHOWN = 300;

    static Row of(int depth, LuaValue key, LuaValue value, Kind kind) {
        return new Row(depth, Literals.key(key, SHOWN), key, value, kind);
    }

    /** The value in one line, without the entries of a table. */
    public String text() {
        return Literals.brief(value, SHOWN);
    }

    /** What a row does when it is opened. */
    public enum Kind {
        /** It is no table, or one that is not stored. */
        PLAIN,
        /** A table that can be opened. */
        CLOSED,
        /** A table whose entries stand below. */
        OPEN,
        /** A table whose entries stand elsewhere, where it is open. */
        ELSEWHERE
    }
}
