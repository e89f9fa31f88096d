package luahome.home;

import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import luahome.store.Revision;
import luahome.store.StoreInfo;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.TableStore.Loaded;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** The persistent tables of an open workspace. */
public final class Home implements AutoCloseable {
    /** The persistent tables kept in the given store, which this takes over and closes. */
    public Home(TableStore store) {}

    /** The table `_home`, ID 1. */
    public HomeTable root() {
        throw new UnsupportedOperationException();
    }

    /** Names a built-in function or library table. Called before any user code runs. */
    public void builtin(LuaValue value, String name) {}

    /** The table with that ID, as the one object that stands for it; null if there is none. */
    public @Nullable HomeTable table(long id) {
        throw new UnsupportedOperationException();
    }

    /** Makes a table persistent that hangs on nothing yet, kept until {@link #release}. LuaError if it can't be stored. */
    public void keep(HomeTable table) {
        throw new UnsupportedOperationException();
    }

    /** Undoes {@link #keep}: the table lives on only while it is reachable. */
    public void release(HomeTable table) {
        throw new UnsupportedOperationException();
    }

    /** Number of entries changed since the last commit; 0 if there is nothing to commit. */
    public long pendingEntries() {
        throw new UnsupportedOperationException();
    }

    /**
     * Makes all changes durable.
     *
     * @throws org.luaj.vm2.LuaError if something cannot be stored (nothing was committed; the caller rolls back)
     * @throws luahome.store.StoreException if the disk refuses (likewise)
     */
    public void commit() {
        throw new UnsupportedOperationException();
    }

    /** Takes all changes since the last commit back, in the heap too; answers how many entries that were. */
    public long rollback() {
        throw new UnsupportedOperationException();
    }

    /** Commits and marks a revision. */
    public Revision save(@Nullable String label, Instant now) {
        throw new UnsupportedOperationException();
    }

    /**
     * Commits, and returns to a revision.
     *
     * @param number null means the last one that a save made
     * @throws org.luaj.vm2.LuaError if there is none, in one sentence
     */
    public Loaded load(@Nullable Long number, Instant now) {
        throw new UnsupportedOperationException();
    }

    /** The revisions that can be loaded, oldest first. */
    public List<Revision> revisions() {
        throw new UnsupportedOperationException();
    }

    /** The six historical metadata, of the last committed state. */
    public Metadata metadata() {
        throw new UnsupportedOperationException();
    }

    /** How many tables differ from the last save. */
    public long changedTables() {
        throw new UnsupportedOperationException();
    }

    /** Hands all committed tables with the shortest path to each, in the order of their IDs, to the visitor. */
    public void tables(Predicate<ListedTable> visitor) {
        throw new UnsupportedOperationException();
    }

    /** A path by which the table can be reached, as Lua code (`_home.jobs[3]`); `#42` if it hangs on nothing. */
    public String path(HomeTable table) {
        throw new UnsupportedOperationException();
    }

    /** Facts about the files. */
    public StoreInfo storeInfo() {
        throw new UnsupportedOperationException();
    }

    /** Rolls back and closes the store. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }

    /**
     * A table in a listing.
     *
     * @param info number, entries and bytes
     * @param path the shortest way to it, as Lua code; over 200 characters `#id.key`; `#id` if it hangs on nothing
     */
    public record ListedTable(TableInfo info, String path) {}
}
