package luahome.home.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import luahome.home.codec.EntryCodec;
import luahome.home.value.Cell;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.store.IdSet;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import org.luaj.vm2.LuaValue;

/**
 * The changes since the last commit: which objects are dirty, which were adopted, and how both reach the store or are
 * taken back.
 *
 * <p>Dirty objects are held strongly, so that no change is lost when the program lets go of them. Adopted ones are not:
 * those that matter hang on a dirty one, and one that does not when the transaction commits is not written but becomes
 * transient again. So a slot that is overwritten a million times in one chunk leaves nothing behind.
 *
 * <p>A variable that is still a register of a running function, or of a suspended coroutine, changes without notice.
 * Such open cells of stored functions are compared with what the store has.
 *
 * <p>It is long because commit, flush and rollback are three ways through the same sets of dirty and fresh objects, and
 * each must leave them as the others expect.
 */
public final class Transaction {
    private static final int FEW_ENTRIES = 32;

    private final ObjectSpace space;
    private final TableStore store;
    private final PinnedTables pinned;
    private final List<HomeTable> dirtyTables = new ArrayList<>();
    private final List<HomeFunction> dirtyFunctions = new ArrayList<>();
    private final List<Cell> dirtyCells = new ArrayList<>();

    /** Stored cells that were open when they were last looked at. */
    private final Set<Cell> openCells = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Kept tables that are not written yet; nothing else need refer to them. */
    private final Set<HomeTable> freshPinned = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Functions adopted and not written, to which a table refers that was written already. */
    private final Set<HomeFunction> awaited = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Numbers of the tables that the store's uncommitted transaction has changed. */
    private IdSet flushedTables = new IdSet();

    /** Whether the store has uncommitted changes. */
    private boolean flushed;

    /** How many entries of known tables they are. */
    private long flushedEntries;

    private boolean flushing;

    /** Whether the store refused changes, and can only be rolled back. */
    private boolean failed;

    private long firstFresh;

    Transaction(ObjectSpace space, TableStore store) {
        this.space = space;
        this.store = store;
        pinned = new PinnedTables(store);
        firstFresh = store.nextTableId();
    }

    /** Takes over what the store says after it went to another state. There must be no changes. */
    public void reload() {
        pinned.reload();
        space.garbage().reload();
    }

    /** The tables that are kept though nothing may lead to them. */
    public PinnedTables pinned() {
        return pinned;
    }

    void dirtied(HomeTable table) {
        dirtyTables.add(table);
    }

    void dirtied(HomeFunction function) {
        dirtyFunctions.add(function);
    }

    void dirtied(Cell cell) {
        dirtyCells.add(cell);
    }

    /** Keeps a table, from the commit on, though nothing may lead to it. */
    public void keep(HomeTable table) {
        TableState state = TableState.of(table);
        if (state == null || !pinned.add(state.id())) {
            return;
        }
        if (state.isFresh()) {
            freshPinned.add(table);
        } else {
            // A collection under way has seen which tables were kept when it began.
            space.collector().rescue(state.id());
        }
    }

    /** No longer keeps a table for its own sake, from the commit on. */
    public void release(HomeTable table) {
        if (pinned.remove(table.id())) {
            freshPinned.remove(table);
            space.garbage().referencesDropped(1);
        }
    }

    /** Entries changed in tables that the last commit knew, and variables of functions. */
    public long pendingEntries() {
        noteOpenCells();
        long count = flushedEntries + dirtyCells.size() + dirtyFunctions.size();
        for (HomeTable table : dirtyTables) {
            count += changedEntries(table);
        }
        return count;
    }

    private static long changedEntries(HomeTable table) {
        TableState state = stateOf(table);
        DirtyKeys dirty = state.dirty();
        return (dirty == null ? 0 : dirty.count()) + (state.hasDirtyMetatable() ? 1 : 0);
    }

    /** Finds the open cells that hold something else than the store has. */
    private void noteOpenCells() {
        openCells.removeIf(cell -> CellState.of(cell) == null);
        for (Cell cell : openCells) {
            CellState state = CellState.of(cell);
            if (state != null && state.stored() != cell.get()) {
                state.changed(cell);
            }
        }
    }

    private boolean pending() {
        noteOpenCells();
        return flushed
                || !dirtyTables.isEmpty()
                || !dirtyFunctions.isEmpty()
                || !dirtyCells.isEmpty()
                || pinned.changed();
    }

    /**
     * Hands the changes of tables over to the store's transaction, with the tables adopted since that hang on them, so
     * that they need no memory any more. Functions and variables wait for the commit, since open variables still
     * change.
     *
     * <p>What was written and is unreachable at the commit is garbage like any other.
     *
     * <p>Asks between two tables whether to go on ({@link ObjectSpace#checkInterrupt}). Where that throws, the tables
     * count as not handed over: they are in memory, and are written once more by the next flush or the commit.
     *
     * @throws StoreException if the disk refuses, or memory does not suffice; a rollback must follow
     */
    void flush() {
        space.residents().relieved();
        if (flushing || dirtyTables.isEmpty() && freshPinned.isEmpty()) {
            return;
        }
        flushing = true;
        try {
            flushTables();
        } catch (OutOfMemoryError e) {
            throw new StoreException(
                    StoreException.Kind.IO,
                    "not enough memory to write what was changed to "
                            + store.info().file() + "; change less at once, or raise the limit with LUAHOME_JAVA_OPTS",
                    e);
        } finally {
            flushing = false;
        }
    }

    private void flushTables() {
        failed = true;
        FreshObjects fresh = new FreshObjects(space, firstFresh, true);
        dirtyTables.forEach(table -> fresh.changed(table, stateOf(table)));
        freshPinned.forEach(fresh::visit);
        List<Object> adopted = fresh.all();
        flushed = true;
        awaited.addAll(fresh.functions());
        List<HomeTable> tables = new ArrayList<>(adopted.size() + dirtyTables.size());
        for (Object object : adopted) {
            HomeTable table = (HomeTable) object;
            askWhileWhole();
            flushedTables.add(table.id());
            store.replace(table.id(), entries(table).iterator());
            tables.add(table);
        }
        for (HomeTable table : dirtyTables) {
            askWhileWhole();
            flushedTables.add(table.id());
            store.update(table.id(), changes(table).iterator());
            tables.add(table);
        }
        flushedEntries +=
                dirtyTables.stream().mapToLong(Transaction::changedEntries).sum();
        tables.forEach(table -> stateOf(table).committed());
        dirtyTables.clear();
        adopted.forEach(freshPinned::remove);
        account(tables);
        failed = false;
    }

    /** Asks whether to go on, between two tables: the store's transaction is whole then, and goes on being of use. */
    private void askWhileWhole() {
        failed = false;
        space.checkInterrupt();
        failed = true;
    }

    /** Writes all changes as {@link #commit(Progress)} does, telling nobody how far it is. */
    public void commit() {
        commit(Progress.NONE);
    }

    /**
     * Writes all changes to the store and makes them durable; on an error nothing is, and the caller rolls back.
     *
     * @param progress told of the entries that were written; it may throw
     */
    public void commit(Progress progress) {
        if (!pending()) {
            return;
        }
        List<Object> adopted = reachableFresh();
        CountedEntries counted = new CountedEntries(progress, entriesToWrite(adopted, dirtyTables));
        failed = true;
        for (Object object : adopted) {
            List<Change> entries = object instanceof HomeTable table
                    ? entries(table)
                    : space.functions().entries(object);
            store.replace(state(object).id(), counted.each(entries));
        }
        for (HomeTable table : dirtyTables) {
            store.update(table.id(), counted.each(changes(table)));
        }
        for (HomeFunction function : dirtyFunctions) {
            space.garbage().referencesDropped(function.cells().length + 1);
            store.replace(
                    state(function).id(), space.functions().entries(function).iterator());
        }
        for (Cell cell : dirtyCells) {
            CellState state = (CellState) state(cell);
            space.garbage().referencesDropped(space.functions().cellRefers(state) ? 1 : 0);
            store.replace(state.id(), space.functions().entries(cell).iterator());
        }
        if (pinned.changed()) {
            pinned.write();
        }
        space.garbage().stepInCommit();
        store.nextTableId(space.nextNumber());
        store.commit();
        failed = false;
        settle(adopted);
    }

    private static long entriesToWrite(List<Object> adopted, List<HomeTable> dirty) {
        long count = 0;
        for (Object object : adopted) {
            count += object instanceof HomeTable table ? table.count() : 0;
        }
        for (HomeTable table : dirty) {
            count += changedEntries(table);
        }
        return count;
    }

    private void account(List<HomeTable> tables) {
        tables.forEach(this::account);
        space.residents().makeRoom();
    }

    private void settle(List<Object> adopted) {
        // First what cannot fail: the changes are durable, and a rollback must not make their objects transient.
        adopted.forEach(this::settle);
        dirtyTables.forEach(this::settle);
        dirtyFunctions.forEach(this::settle);
        dirtyCells.forEach(this::settle);
        openCells.removeIf(cell -> !cell.isOpen());
        dirtyFunctions.clear();
        dirtyCells.clear();
        freshPinned.clear();
        pinned.committed();
        forgetFlushed();
        space.garbage().committed();
        releaseFresh();
        List<HomeTable> tables = new ArrayList<>(dirtyTables);
        for (Object object : adopted) {
            if (object instanceof HomeTable table) {
                tables.add(table);
            }
        }
        dirtyTables.clear();
        account(tables);
    }

    private void forgetFlushed() {
        awaited.clear();
        flushedTables = new IdSet();
        flushed = false;
        failed = false;
        flushedEntries = 0;
        space.residents().relieved();
    }

    private void settle(Object object) {
        ObjectState<?> state = state(object);
        if (state instanceof CellState cellState) {
            Cell cell = (Cell) object;
            cellState.stored(cell.isOpen() ? cell.get() : LuaValue.NIL);
            if (cell.isOpen()) {
                openCells.add(cell);
            }
        }
        state.committed();
    }

    /** What a table weighs, asked of the store where that is quicker than going through the entries; 0 if it is not there. */
    private long weigh(HomeTable table, TableState state) {
        if (table.count() <= FEW_ENTRIES) {
            long weight = ResidentSet.weigh(0, 0, 0);
            for (int at = table.after(0); at > 0; at = table.after(at)) {
                weight += ResidentSet.weigh(table.keyAt(at), table.valueAt(at));
            }
            return weight;
        }
        TableInfo info = store.info(state.id());
        return info == null ? 0 : ResidentSet.weigh(info.entries(), info.bytes(), state.references());
    }

    private void account(HomeTable table) {
        TableState state = stateOf(table);
        if (!state.isResident()) {
            return;
        }
        long weight = weigh(table, state);
        if (weight == 0) {
            return;
        }
        if (weight > space.residents().largest() && state.pageable(table)) {
            space.page(table, state, state.references() > 0 || table.hasObjectKeys());
        } else {
            space.residents().account(state, weight);
        }
    }

    /**
     * Takes all changes back: changed tables become ghosts, variables get their values again, what was adopted is
     * transient and keeps its contents, unless the store had them already and they do not fit in memory: see {@link
     * luahome.home.value.UnavailableEntries}.
     */
    public void rollback() {
        noteOpenCells();
        if (flushed) {
            long first = firstFresh;
            bringInDetached(first);
            List<HomeTable> changed = new ArrayList<>();
            space.forEachLive(object -> {
                if (object instanceof HomeTable table && table.id() < first && flushedTables.contains(table.id())) {
                    changed.add(table);
                }
            });
            store.rollback();
            changed.forEach(space::reload);
        } else {
            store.rollback();
        }
        space.garbage().rolledBack();
        releaseFresh();
        dirtyTables.forEach(space::reload);
        dirtyFunctions.forEach(space::reload);
        dirtyCells.forEach(space::reload);
        openCells.removeIf(cell -> !cell.isOpen());
        dirtyTables.clear();
        dirtyFunctions.clear();
        dirtyCells.clear();
        freshPinned.clear();
        forgetFlushed();
        pinned.reload();
    }

    /** Brings into memory, as far as that goes, what only the store has of objects that are about to be transient. */
    private void bringInDetached(long first) {
        if (failed) {
            return;
        }
        try {
            new DetachedObjects(space, state -> state.number() >= first).objects();
        } catch (OutOfMemoryError | StoreException e) {
            // The rollback must take place; what was not brought in is told to be lost when it is used.
            failed = true;
        }
    }

    /** Makes all objects transient that were adopted and are not committed, and begins a new count. */
    private void releaseFresh() {
        for (long number = firstFresh; number < space.nextNumber(); number++) {
            Object object = space.live(number);
            if (object != null && (flushed || state(object).isFresh())) {
                space.release(object);
            }
        }
        firstFresh = space.nextNumber();
    }

    /** The adopted objects that hang on what changed or are kept, by ascending ID. */
    private List<Object> reachableFresh() {
        FreshObjects fresh = new FreshObjects(space, firstFresh, false);
        dirtyTables.forEach(table -> fresh.changed(table, stateOf(table)));
        dirtyFunctions.forEach(function -> fresh.changed(function, (FunctionState) state(function)));
        dirtyCells.forEach(cell -> fresh.changed(cell, (CellState) state(cell)));
        freshPinned.forEach(fresh::visit);
        awaited.forEach(fresh::visit);
        return fresh.all();
    }

    private List<Change> entries(HomeTable table) {
        List<Change> entries = new ArrayList<>(table.count() + 1);
        LuaValue metatable = table.getmetatable();
        if (metatable != null) {
            entries.add(space.codec().metatable(metatable));
        }
        for (int at = table.after(0); at > 0; at = table.after(at)) {
            entries.add(space.codec().change(table.keyAt(at), table.valueAt(at)));
        }
        return ascending(entries);
    }

    private List<Change> changes(HomeTable table) {
        List<Change> changes = new ArrayList<>();
        TableState state = stateOf(table);
        if (state.hasDirtyMetatable()) {
            LuaValue metatable = table.getmetatable();
            changes.add(space.codec().metatable(metatable == null ? LuaValue.NIL : metatable));
        }
        DirtyKeys dirty = state.dirty();
        if (dirty != null) {
            dirty.forEach(key -> {
                if (isStorableKey(key)) {
                    changes.add(space.codec().change(key, state.changedValue(table, key)));
                }
            });
        }
        return ascending(changes);
    }

    /** Whether a key can be in the store; one that came and went within the transaction may have become transient. */
    private boolean isStorableKey(LuaValue key) {
        return !TableState.isReference(key)
                || ObjectSpace.state(key) != null
                || space.builtins().name(key) != null;
    }

    private static List<Change> ascending(List<Change> changes) {
        changes.sort((a, b) -> EntryCodec.compareKeys(a.key(), b.key()));
        return changes;
    }

    private static TableState stateOf(HomeTable table) {
        return (TableState) state(table);
    }

    private static ObjectState<?> state(Object object) {
        ObjectState<?> state = ObjectSpace.state(object);
        if (state == null) {
            throw new IllegalStateException("a transient object in a transaction");
        }
        return state;
    }
}
