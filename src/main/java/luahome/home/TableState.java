package luahome.home;

import java.lang.ref.ReferenceQueue;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * What makes a table persistent: its number, whether its entries are in memory, and which of them changed.
 *
 * <p>A table that is not fresh is <em>resident</em> (entries in memory) or a <em>ghost</em> (entries only in the store). A
 * resident table with changes is <em>dirty</em>.
 */
final class TableState extends ObjectState<HomeTable> implements Tracker {
    private boolean ghost;
    private @Nullable DirtyKeys dirty;
    private boolean dirtyMetatable;

    /** Entries of the table that refer to tables or functions. */
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

    private TableState(ObjectSpace space, long id, HomeTable table, ReferenceQueue<Object> queue, boolean fresh) {
        super(space, id, table, queue, fresh);
    }

    /** The state of a stored table whose entries have not been loaded. */
    static TableState ghost(ObjectSpace space, long id, HomeTable table, ReferenceQueue<Object> queue) {
        TableState state = new TableState(space, id, table, queue, false);
        state.ghost = true;
        return state;
    }

    /** The state of a table that is being adopted and has its entries. */
    static TableState fresh(ObjectSpace space, long id, HomeTable table, ReferenceQueue<Object> queue) {
        return new TableState(space, id, table, queue, true);
    }

    boolean isGhost() {
        return ghost;
    }

    @Nullable DirtyKeys dirty() {
        return dirty;
    }

    /** Whether the metatable is another one than the store has. */
    boolean hasDirtyMetatable() {
        return dirtyMetatable;
    }

    long storedEntries() {
        return space().storedEntries(id());
    }

    void scanStored(HomeTable.EntryVisitor visitor) {
        space().scanStored(this, visitor);
    }

    @Override
    public void touch() {
        recent = true;
        if (ghost) {
            space().load(this);
        }
    }

    @Override
    public void write(LuaValue key, LuaValue before, LuaValue value) {
        space().requireWritable();
        try {
            space().admission().admitEntry(this, key, value);
        } catch (LuaError refusal) {
            space().admission().refuse(this, refusal);
            return;
        }
        references += (isReference(value) ? 1 : 0) - (isReference(before) ? 1 : 0);
        dropped(before);
        if (value.isnil()) {
            dropped(key);
        }
        if (isFresh()) {
            return;
        }
        DirtyKeys keys = dirty;
        if (keys == null) {
            keys = new DirtyKeys();
            noteChange();
            dirty = keys;
        }
        keys.add(key);
    }

    /** The table is about to get another metatable, nil for none; {@link #touch} was called. */
    void writeMetatable(LuaValue before, LuaValue metatable) {
        space().requireWritable();
        try {
            space().admission().admitMetatable(this, metatable);
        } catch (LuaError refusal) {
            space().admission().refuse(this, refusal);
            return;
        }
        dropped(before);
        if (!isFresh() && !dirtyMetatable) {
            noteChange();
            dirtyMetatable = true;
        }
    }

    /** Tells the transaction of the first change. */
    private void noteChange() {
        if (dirty == null && !dirtyMetatable) {
            HomeTable table = get();
            if (table == null) {
                throw new IllegalStateException("a table was written that nothing refers to");
            }
            space().transaction().dirtied(table);
        }
    }

    private void dropped(LuaValue value) {
        if (ObjectSpace.isStored(value)) {
            space().transaction().referenceDropped();
        }
    }

    static boolean isReference(LuaValue value) {
        return value instanceof HomeTable || value instanceof HomeFunction;
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

    /**
     * The entries have been loaded.
     *
     * @param sameAgain whether loading them once more would put them in the same order
     */
    void loaded(int referencesFound, boolean sameAgain) {
        ghost = false;
        asLoaded = sameAgain;
        references = referencesFound;
    }

    /** The entries were taken out of memory, or must be: they and their changes are forgotten. */
    void becomeGhost(HomeTable table) {
        table.forget();
        ghost = true;
        dirty = null;
        dirtyMetatable = false;
    }

    @Override
    void committed() {
        super.committed();
        dirty = null;
        dirtyMetatable = false;
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
        return !ghost && !isFresh() && dirty == null && !dirtyMetatable && (asLoaded || openIterations == 0);
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
}
