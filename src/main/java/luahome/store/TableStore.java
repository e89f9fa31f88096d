package luahome.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one narrow door between the object model and the bytes on disk: numbered tables, each a sorted map from key bytes
 * to value bytes, changed in transactions and marked by revisions.
 *
 * <p>Keys are compared as unsigned bytes. A key has at most {@link #MAX_KEY} bytes; a value may have any length. Table
 * IDs are positive, and made up as {@link ObjectIds} says: tables are of kind 0; objects of the other kinds are stored
 * as tables are, but not counted or listed as such. ID 0 is a system table of the caller's that takes part in
 * transactions and revisions but is not counted or listed either.
 *
 * <p>One thread uses an instance at a time. Every method may throw {@link StoreException}; after one the transaction
 * should be rolled back, and the last committed state is still readable. A change that failed half-way, for whatever
 * reason, must be rolled back: until then further changes and commits raise {@link IllegalStateException}. Arrays
 * handed in or out belong to the receiver and are not changed afterwards by the giver.
 *
 * <p>What an iterator or visitor given to the store throws comes out of it unchanged. An iterator may read other tables
 * but change nothing; a visitor may read and change, and then meets each part of the table as it was when it came
 * there.
 */
public interface TableStore extends AutoCloseable {
    /** The longest key in bytes that the store takes. */
    int MAX_KEY = 1024;

    /** The ID of the caller's system table. */
    long SYSTEM_TABLE = 0;

    /** Whether the workspace held a committed state when it was opened. */
    boolean existedBefore();

    /**
     * The number that the next new object of whatever kind gets; 1 in an empty workspace. It never goes back, not even
     * by {@link #load}.
     */
    long nextTableId();

    /**
     * Moves {@link #nextTableId()} forward as part of the current transaction; making a table moves it beyond that
     * table's ID.
     *
     * @throws IllegalArgumentException if it would move back
     */
    void nextTableId(long next);

    /** Number of tables, the system table and auxiliaries left out. Costs no scan. */
    long tableCount();

    /** What the index knows of a table, found without reading its entries; null if there is no such table. */
    @Nullable
    TableInfo info(long tableId);

    /**
     * Hands all tables in the order of their IDs to the visitor until it answers false; the system table and
     * auxiliaries left out.
     */
    void tables(Predicate<TableInfo> visitor);

    /**
     * Hands all tables and auxiliaries, but not the system table, in the order of their IDs to the visitor until it
     * answers false.
     *
     * @param from the first ID of interest (inclusive)
     */
    void objects(long from, Predicate<TableInfo> visitor);

    /** The value of a key; null if the table or the key does not exist. */
    byte @Nullable [] get(long tableId, byte[] key);

    /**
     * Hands the entries of a table in key order to the visitor until it answers false.
     *
     * @param from the first key of interest (inclusive); null to begin at the first one
     */
    void scan(long tableId, byte @Nullable [] from, EntryVisitor visitor);

    /**
     * The same from an entry on that is known by its place, 0 being that of the first one: finding it reads no entry
     * before it, and costs a look at the index of each page before it.
     *
     * @param skip how many entries to pass over
     */
    void scan(long tableId, long skip, EntryVisitor visitor);

    /**
     * The same for those who look for references only: in place of a value that is kept beside the pages because it is
     * long, and hence refers to nothing, comes an empty one, and it is not read.
     */
    void scanReferences(long tableId, byte @Nullable [] from, EntryVisitor visitor);

    /**
     * Applies changes to a table within the current transaction, creating the table if it is absent (an empty iterator
     * creates an empty table). Costs what the touched pages cost, in one pass.
     *
     * @param changes in strictly ascending order of keys
     * @throws IllegalArgumentException if a key is out of order or too long; the transaction must then be rolled back
     */
    void update(long tableId, Iterator<Change> changes);

    /** Replaces all entries of a table within the current transaction, creating it if absent; see {@link #update}. */
    void replace(long tableId, Iterator<Change> entries);

    /** Removes a table and its entries within the current transaction; does nothing if it is absent. */
    void drop(long tableId);

    /** Makes the transaction durable: when this returns, its changes survive a crash of the machine. */
    void commit();

    /** Forgets all changes since the last {@link #commit}, {@link #save} or {@link #load}. */
    void rollback();

    /**
     * Commits, and marks the present state as a revision that a user asked for, in one transaction. Durable on return.
     * All earlier revisions are forgotten.
     */
    Revision save(@Nullable String label, Instant now);

    /** The revisions that {@link #load} can return to, oldest first: the last save, and the loads since. */
    List<Revision> revisions();

    /**
     * Commits, marks the present state as an automatic revision, and returns to an earlier one, all in one transaction;
     * costs what changed since. Durable on return. The system table returns too. Before the first save there is nothing
     * to return to.
     *
     * @param number a {@link Revision#number()} out of {@link #revisions()}
     * @return what was done, with the IDs of all tables and auxiliaries whose contents changed or that ceased or came
     *     to exist
     * @throws IllegalArgumentException if there is no such revision
     */
    Loaded load(long number, Instant now, Progress progress);

    /** The same, telling nobody how far it is. */
    default Loaded load(long number, Instant now) {
        return load(number, now, Progress.NONE);
    }

    /**
     * Whether a table exists in a revision.
     *
     * @param revision a {@link Revision#number()} out of {@link #revisions()}
     */
    boolean existsIn(long revision, long tableId);

    /**
     * How many tables were changed, made or dropped since the last {@link #save}, uncommitted changes included; before
     * the first one, how many tables there are, table 1 left out while it is empty. The system table is not counted. A
     * table that was changed and changed back counts, one whose new entries equal the old ones does not; after a
     * {@link #load} of the last save it is 0. Auxiliaries count where they existed at the save, still exist, and were
     * changed. Cheap enough for each prompt.
     */
    long changedTables();

    /**
     * Rebuilds the file without the room that changes have left free; contents and revisions stay. Commits nothing, so
     * the transaction must be empty. Safe to be killed at any moment: the file is the old one or the new one.
     *
     * @throws StoreException if that failed, or because others read the workspace: then all is as before
     */
    void compact(Progress progress);

    /**
     * Reads everything that is committed, from the disk, and reports what is wrong; goes on behind what cannot be read.
     * The transaction must be empty.
     */
    void check(Consumer<Finding> findings, Progress progress);

    /**
     * Writes what is committed into a file of its own, which {@link luahome.store.workspace.Backups} can check and
     * restore. The transaction must be empty.
     *
     * @throws StoreException if that failed, or the file exists and is no backup
     */
    void backUp(Path target, Progress progress);

    /** Facts about the files, for showing. */
    StoreInfo info();

    /** What went to and from the files since the opening. Cheap. */
    default IoCounters ioCounters() {
        return IoCounters.NONE;
    }

    /** Rolls back, brings the files into their clean form and gives up the lock. Does nothing the second time. */
    @Override
    void close();

    /** Takes entries out of a {@link #scan}. */
    @FunctionalInterface
    interface EntryVisitor {
        /** Takes one entry; answers whether to go on. */
        boolean entry(byte[] key, byte[] value);
    }

    /**
     * One change to a table: a new value for a key, or its removal if the value is null.
     *
     * @param rest what follows the bytes of {@code value}, which then is not null; so that a large value need not be
     *     copied
     */
    record Change(
            byte[] key, byte @Nullable [] value, @Nullable Slice rest) {
        /** A change whose value is whole. */
        public Change(byte[] key, byte @Nullable [] value) {
            this(key, value, null);
        }
    }

    /** A part of an array, which nobody changes. */
    record Slice(byte[] bytes, int offset, int length) {}

    /**
     * The result of a {@link #load}.
     *
     * @param revision the one gone to
     * @param undo the automatic one that keeps what was there
     * @param changedTableIds all tables whose contents may differ from before, that came or that went, in ascending
     *     order; the system table, which may have changed as well, left out
     */
    record Loaded(Revision revision, Revision undo, long[] changedTableIds) {}
}
