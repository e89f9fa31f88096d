package luahome.home.space;

import java.lang.ref.ReferenceQueue;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.RawTable;
import luahome.home.value.TablePersistence;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaValue;

/**
 * What makes a table persistent: its number, whether its entries are in memory, and which of them changed.
 *
 * <p>A table that is not fresh is <em>resident</em> (entries in memory), a <em>ghost</em> (entries only in the store)
 * or <em>paged</em> (too large for memory: entries in the store, and some of them in {@link PagedEntries}). A resident
 * or paged table with changes that the store's transaction does not have is <em>dirty</em>.
 */
public final class TableState extends ObjectState<HomeTable> implements TablePersistence {
    private boolean ghost;
    private @Nullable PagedEntries paged;
    private @Nullable DirtyKeys dirty;
    private boolean dirtyMetatable;

    /** Whether the entries are to be loaded however many they are. */
    private boolean whole;

    /** Whether the table was paged: it stays so, since iterations may be under way. */
    private boolean wasPaged;

    /** Whether the table is paged only until it is seen how much of it is used. */
    private boolean lookedInto;

    /** How often it is to be touched until it is worth loading; below 0 once it was. */
    private long looksLeft;

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

    /** Iterations begun and not known to have ended or to be void. */
    private int openIterations;

    /** How the entries of a ghost lay, which iterations may be under way in; null if that does not matter. */
    private RawTable.@Nullable Layout layout;

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

    /** The state of a table; null while it is transient. */
    public static @Nullable TableState of(HomeTable table) {
        return (TableState) table.persistence();
    }

    /** Whether the entries are only in the store. */
    public boolean isGhost() {
        return ghost;
    }

    @Nullable
    DirtyKeys dirty() {
        return dirty;
    }

    /** The value of one of the dirty keys. */
    LuaValue changedValue(HomeTable table, LuaValue key) {
        return paged == null ? table.peek(key) : paged.changedValue(key);
    }

    /** Whether the metatable is another one than the store has. */
    boolean hasDirtyMetatable() {
        return dirtyMetatable;
    }

    /** Brings the entries of a table that is not resident into memory, however many they are. */
    void loadWhole(HomeTable table) {
        flushPaged();
        space().residents().discount(this);
        becomeGhost(table);
        whole = true;
        try {
            space().load(this);
        } finally {
            whole = false;
            wasPaged = false;
        }
    }

    /** Whether a ghost is to be paged and not loaded, given whether its entries are many. */
    boolean isToBePaged(boolean large) {
        return !whole && (wasPaged || large && openIterations == 0);
    }

    @Override
    public boolean isResident() {
        return !ghost && paged == null;
    }

    @Override
    public @Nullable PagedEntries paged() {
        return paged;
    }

    @Override
    public long entryCount() {
        flushPaged();
        return space().storedEntries(id());
    }

    @Override
    public void forEach(HomeTable.EntryVisitor visitor) {
        flushPaged();
        space().scanStored(this, visitor);
    }

    @Override
    public void forEachBehind(long skip, HomeTable.EntryVisitor visitor) {
        space().scanStored(this, skip, visitor);
    }

    @Override
    public boolean isStored() {
        return !isFresh() && dirty == null && !dirtyMetatable;
    }

    /** Has the store's transaction take over the changes of a paged table. */
    void flushPaged() {
        if (paged != null && (dirty != null || dirtyMetatable)) {
            space().transaction().flush();
        }
    }

    /** Whether a ghost that is to be loaded may be paged at first, until it is seen how much of it is used. */
    boolean mayBeLookedInto() {
        return !whole && openIterations == 0 && layout == null;
    }

    @Override
    public boolean touch() {
        recent = true;
        if (ghost) {
            space().load(this);
        } else if (lookedInto && --looksLeft < 0 && isClean()) {
            loadLookedInto();
        }
        return paged != null;
    }

    private boolean isClean() {
        return dirty == null && !dirtyMetatable;
    }

    @Override
    public boolean touchAll() {
        touch();
        if (lookedInto) {
            flushPaged();
            loadLookedInto();
        }
        return paged != null;
    }

    /** Loads it, unless the store's transaction is at work and cannot take over its changes: then it stays paged. */
    private void loadLookedInto() {
        lookedInto = false;
        if (!isClean()) {
            wasPaged = true;
            return;
        }
        HomeTable table = get();
        if (table == null) {
            throw new IllegalStateException("a table was touched that nothing refers to");
        }
        loadWhole(table);
    }

    @Override
    public void write(LuaValue key, LuaValue before, LuaValue value) {
        DirtyKeys noted = dirty;
        if (noted != null && value instanceof LuaNumber && before instanceof LuaNumber && noted.isKnown(key)) {
            // The same entry once more: the commonest write, of which nothing is new.
            return;
        }
        space().requireWritable();
        try {
            space().adoption().admitEntry(this, key, value);
        } catch (LuaError refusal) {
            space().adoption().refuse(this, refusal);
            return;
        }
        if (openIterations > 0 && before.isnil() && !value.isnil() && isNewPlace(key)) {
            // As in Lua. Else a table that is looked into while it grows could never be paged.
            openIterations = 0;
        }
        references += (isReference(value) ? 1 : 0) - (isReference(before) ? 1 : 0);
        space().residents().changed(key, value);
        dropped(before);
        if (value.isnil()) {
            dropped(key);
        }
        noteChange(key);
    }

    private void noteChange(LuaValue key) {
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

    private boolean isNewPlace(LuaValue key) {
        HomeTable table = get();
        return table != null && isResident() && table.isNewPlace(key);
    }

    @Override
    public void writeMetatable(LuaValue before, LuaValue metatable) {
        space().requireWritable();
        try {
            space().adoption().admitMetatable(this, metatable);
        } catch (LuaError refusal) {
            space().adoption().refuse(this, refusal);
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
            space().garbage().referencesDropped(1);
        }
    }

    static boolean isReference(LuaValue value) {
        return value instanceof HomeTable || value instanceof HomeFunction;
    }

    @Override
    public void written(boolean reshaped) {
        if (reshaped) {
            asLoaded = false;
        }
        if (space().residents().isPressed()) {
            space().transaction().flush();
        }
        if (lookedInto && looksLeft < 0) {
            flushPaged();
            loadLookedInto();
        }
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
        layout = null;
    }

    /** How the entries of the ghost are to be laid out; null if in the order in which they come. */
    RawTable.@Nullable Layout layout() {
        return layout;
    }

    /** From now on the entries, which the store has, are read and changed through this. */
    void becomePaged(HomeTable table, PagedEntries entries) {
        becomeLookedInto(table, entries, 0);
        lookedInto = false;
        wasPaged = true;
    }

    /** The same, until the table was touched so often that it is worth loading, or is gone through. */
    void becomeLookedInto(HomeTable table, PagedEntries entries, long looks) {
        table.clear();
        ghost = false;
        layout = null;
        paged = entries;
        lookedInto = true;
        looksLeft = looks;
    }

    /** The entries leave memory, to come back in another order only if no iteration can be under way. */
    void leaveMemory(HomeTable table) {
        RawTable.Layout kept = paged != null || asLoaded || openIterations == 0
                ? null
                : table.layout(space().codec().positions(table));
        becomeGhost(table);
        layout = kept;
    }

    /** The entries were taken out of memory, or must be: they and their changes are forgotten. */
    void becomeGhost(HomeTable table) {
        table.forget();
        layout = null;
        ghost = true;
        paged = null;
        lookedInto = false;
        dirty = null;
        dirtyMetatable = false;
    }

    @Override
    void committed() {
        super.committed();
        if (paged != null) {
            paged.flushed();
        }
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

    /** Whether the entries may leave memory: nothing would be lost. */
    boolean evictable() {
        return !ghost && !isFresh() && dirty == null && !dirtyMetatable;
    }

    /** Whether a table that the store has may become paged now. */
    boolean pageable(HomeTable table) {
        return isResident() && (openIterations == 0 || table.isPureList());
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
