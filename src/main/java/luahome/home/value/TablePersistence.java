package luahome.home.value;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** What makes a table persistent: it knows where the entries are, and is told of each change. */
public interface TablePersistence extends Persistence, Tracker {
    /** Whether the entries are in the table's own storage. */
    boolean isResident();

    /** Whether the store has all entries as they are. */
    boolean isStored();

    /** Number of entries of a table that is not resident. */
    long entryCount();

    /** Hands the entries of a table that is not resident to the visitor until it answers false. */
    void forEach(HomeTable.EntryVisitor visitor);

    /** Hands the entries that the store has, without the first ones, to the visitor until it answers false. */
    void forEachBehind(long skip, HomeTable.EntryVisitor visitor);

    /** The entries of a table that is too large for memory; null for any other one. */
    @Nullable
    PagedStorage paged();

    /** The table is about to get another metatable, nil for none; {@link #touch} was called. */
    void writeMetatable(LuaValue before, LuaValue metatable);
}
