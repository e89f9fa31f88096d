package luahome.home.value;

import org.luaj.vm2.LuaValue;

/**
 * What watches over a table that is more than a plain one. A table without a tracker pays one test for null.
 *
 * <p>All calls come on the Lua thread.
 */
public interface Tracker {
    /**
     * The entries are about to be read or changed: sees to it that they are there.
     *
     * @return whether they are not in the table's own storage but paged, see {@link
     *     luahome.home.space.TableState#paged}
     */
    boolean touch();

    /** The same, for one who goes through all entries: has them in memory if they fit there. */
    default boolean touchAll() {
        return touch();
    }

    /**
     * An entry is about to be set or removed; {@link #touch} was called.
     *
     * @param key neither nil nor NaN
     * @param before its value so far, NIL if there is none
     * @param value its value to be, NIL if it is removed
     * @throws org.luaj.vm2.LuaError if that is refused; the entry is then left as it was
     */
    void write(LuaValue key, LuaValue before, LuaValue value);

    /**
     * What {@link #write} announced was done.
     *
     * @param reshaped whether an entry came or went, so that the order of iteration may be another
     */
    void written(boolean reshaped);

    /** An iteration has asked for the entry after this key (nil: it begins), and whether there was one. */
    void iterated(LuaValue key, boolean ended);
}
