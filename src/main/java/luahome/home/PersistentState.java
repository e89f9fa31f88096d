package luahome.home;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * What makes a table persistent: its number, whether its entries are in memory, and which of them changed. It refers to
 * its table weakly, so that it can stand in the map of IDs without keeping a table alive that nobody uses.
 *
 * <p>A state is <em>fresh</em> from its table's adoption until the commit that writes it for the first time; a fresh
 * table is written whole, so its changes are not noted one by one. Otherwise it is <em>resident</em> (entries in memory)
 * or a <em>ghost</em> (entries only in the store). A resident table with changes is <em>dirty</em>.
 */
final class PersistentState extends WeakReference<HomeTable> implements Tracker {
    private final TableSpace space;
    private final long id;
    private boolean ghost;
    private boolean fresh;
    private @Nullable DirtyKeys dirty;

    /** Where the table hangs, as far as known; a hint for messages that may be out of date. */
    private @Nullable PersistentState parent;

    private @Nullable LuaValue parentKey;

    /** Entries of the table that refer to tables. */
    private int references;

    /** What the table is reckoned to take of the heap, in bytes; 0 while that is not accounted for. */
    private long weight;

    /** Whether the table was used since the eviction last looked at it. */
    private boolean recent;

    /** Whether the state stands in the eviction's ring, be it as a ghost that is to be taken out. */
    private boolean inRing;

    /** Whether the entries lie in the order in which loading them again would put them. */
    private boolean asLoaded;

    /** Iterations begun and not known to have ended. */
    private int openIterations;

    private PersistentState(TableSpace space, long id, HomeTable table, ReferenceQueue<HomeTable> queue) {
        super(table, queue);
        this.space = space;
        this.id = id;
    }

    /** The state of a stored table whose entries have not been loaded. */
    static PersistentState ghost(TableSpace space, long id, HomeTable table, ReferenceQueue<HomeTable> queue) {
        PersistentState state = new PersistentState(space, id, table, queue);
        state.ghost = true;
        return state;
    }

    /** The state of a table that is being adopted and has its entries. */
    static PersistentState fresh(TableSpace space, long id, HomeTable table, ReferenceQueue<HomeTable> queue) {
        PersistentState state = new PersistentState(space, id, table, queue);
        state.fresh = true;
        return state;
    }

    long id() {
        return id;
    }

    boolean isGhost() {
        return ghost;
    }

    boolean isFresh() {
        return fresh;
    }

    @Nullable DirtyKeys dirty() {
        return dirty;
    }

    long storedEntries() {
        return space.storedEntries(id);
    }

    void scanStored(HomeTable.EntryVisitor visitor) {
        space.scanStored(this, visitor);
    }

    @Override
    public void touch() {
        recent = true;
        if (ghost) {
            space.load(this);
        }
    }

    @Override
    public void write(LuaValue key, LuaValue before, LuaValue value) {
        space.requireWritable();
        try {
            space.admission().admit(this, key, value);
        } catch (LuaError refusal) {
            space.admission().refuse(this, refusal);
            return;
        }
        references += (value instanceof HomeTable ? 1 : 0) - (before instanceof HomeTable ? 1 : 0);
        if (before instanceof HomeTable table && isStored(table)) {
            space.transaction().referenceDropped();
        }
        if (fresh) {
            return;
        }
        if (dirty == null) {
            dirty = new DirtyKeys();
            space.transaction().dirtied(this);
        }
        dirty.add(key);
    }

    private static boolean isStored(HomeTable table) {
        PersistentState state = table.state();
        return state != null && !state.fresh;
    }

    @Override
    public void reshaped() {
        asLoaded = false;
    }

    @Override
    public void iterated(LuaValue key, boolean ended) {
        if (key.isnil() || openIterations == 0) {
            openIterations++;
        }
        if (ended) {
            openIterations--;
        }
    }

    /** Refuses to give the table a metatable. */
    void refuseMetatable() {
        space.admission().refuse(this, space.admission().refusal("a table with a metatable", Locations.of(this)));
    }

    /** The entries have been loaded. */
    void loaded(int referencesFound) {
        ghost = false;
        asLoaded = true;
        references = referencesFound;
    }

    /** The entries were taken out of memory, or must be: they and their changes are forgotten. */
    void becomeGhost(HomeTable table) {
        table.clear();
        ghost = true;
        dirty = null;
    }

    /** The entries in memory are those of the last commit now. */
    void committed() {
        fresh = false;
        dirty = null;
    }

    /** A fresh table that is about to be written for the first time has so many references. */
    void references(int count) {
        references = count;
    }

    int references() {
        return references;
    }

    /**
     * Whether the entries may leave memory: nothing would be lost, and no iteration that may still be under way would meet
     * another order when they come back.
     */
    boolean evictable() {
        return !ghost && !fresh && dirty == null && (asLoaded || openIterations == 0);
    }

    long weight() {
        return weight;
    }

    void weight(long bytes) {
        weight = bytes;
    }

    boolean inRing() {
        return inRing;
    }

    void inRing(boolean value) {
        inRing = value;
    }

    /** Whether the table was used since this was last asked. */
    boolean usedSince() {
        boolean used = recent;
        recent = false;
        return used;
    }

    /** Notes where the table hangs, unless that is known. */
    void hangsOn(PersistentState table, LuaValue key) {
        if (parent == null && table != this) {
            parent = table;
            parentKey = key;
        }
    }

    /**
     * Forgets where the table hangs. Done when it was collected: it may be another one's parent still, and the states of
     * all tables that a queue ever held would hang on each other.
     */
    void hangsOnNothing() {
        parent = null;
        parentKey = null;
    }

    @Nullable PersistentState parent() {
        return parent;
    }

    @Nullable LuaValue parentKey() {
        return parentKey;
    }
}
