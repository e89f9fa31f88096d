package luahome.home;

import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Every table that Lua code creates. */
public final class HomeTable extends LuaTable {
    /** An empty table. */
    public HomeTable() {}

    /** An empty table with room. */
    public HomeTable(int listSize, int hashSize) {
        presize(listSize, hashSize);
    }

    /** The table's number in the workspace; 0 while it is transient. */
    public long id() {
        return 0;
    }

    /** Number of entries, without running code and without loading more than the count. */
    public long entryCount() {
        throw new UnsupportedOperationException();
    }

    /**
     * Hands the raw entries to the visitor until it answers false, in the order of iteration; runs no metamethods and
     * does not count as an iteration by the program. A ghost is read through the store without being loaded.
     */
    public void forEach(EntryVisitor visitor) {
        throw new UnsupportedOperationException();
    }

    /** Takes entries out of {@link #forEach}. */
    @FunctionalInterface
    public interface EntryVisitor {
        /** Takes one entry; answers whether to go on. */
        boolean entry(LuaValue key, LuaValue value);
    }
}
