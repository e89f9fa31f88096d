package luahome.home;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The changes since the last commit: which tables are dirty, which were adopted, and how both reach the store or are
 * taken back.
 *
 * <p>Dirty tables are held strongly, so that no change is lost when the program lets go of them. Adopted ones are not:
 * those that matter hang on a dirty table, and one that does not when the transaction commits is not written but becomes
 * transient again. So a slot that is overwritten a million times in one chunk leaves nothing behind.
 */
final class Transaction {
    /** In the system table: how often a reference to a table was dropped, 8 bytes big-endian. */
    private static final byte[] DROPPED_KEY = EntryCodec.key(LuaString.valueOf("dropped"));

    private final TableSpace space;
    private final TableStore store;
    private final KeptTables kept;
    private final List<HomeTable> dirtyTables = new ArrayList<>();

    /** Kept tables that are not written yet; nothing else need refer to them. */
    private final List<HomeTable> freshKept = new ArrayList<>();

    private long firstFreshId;
    /** References to tables that were overwritten or removed since garbage was last collected, in earlier sessions too. */
    private long droppedReferences;

    /** The same as of the last commit. */
    private long droppedCommitted;

    /** How many of them are tables that the last collection found in use by the program only. */
    private long heldGarbage;

    Transaction(TableSpace space, TableStore store) {
        this.space = space;
        this.store = store;
        kept = new KeptTables(store);
        firstFreshId = store.nextTableId();
        readDropped();
    }

    /** Takes over what the store says after it went to another state. There must be no changes. */
    void reload() {
        kept.reload();
        readDropped();
    }

    KeptTables kept() {
        return kept;
    }

    void dirtied(PersistentState state) {
        HomeTable table = state.get();
        if (table == null) {
            throw new IllegalStateException("a table was written that nothing refers to");
        }
        dirtyTables.add(table);
    }

    void referenceDropped() {
        droppedReferences++;
    }

    /** References to tables that were overwritten or removed since garbage was last collected: a bound on what it may be. */
    long droppedReferences() {
        return droppedReferences;
    }

    /** The same without what the last collection had to leave because the program held it. */
    long droppedSinceCollection() {
        return droppedReferences - heldGarbage;
    }

    /**
     * Makes it durable that there is no garbage, together with what the store's transaction holds.
     *
     * @param held tables that will be garbage when the program has let go of them
     */
    void garbageCollected(long held) {
        droppedReferences = held;
        writeDropped();
        store.commit();
        droppedCommitted = held;
        heldGarbage = held;
    }

    private void readDropped() {
        byte[] count = store.get(TableStore.SYSTEM_TABLE, DROPPED_KEY);
        droppedCommitted = count == null ? 0 : ByteBuffer.wrap(count).getLong();
        droppedReferences = droppedCommitted;
        heldGarbage = 0;
    }

    private void writeDropped() {
        byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(droppedReferences).array();
        store.update(
                TableStore.SYSTEM_TABLE,
                List.of(new Change(DROPPED_KEY.clone(), count)).iterator());
    }

    void keep(HomeTable table) {
        PersistentState state = table.state();
        if (state != null && kept.add(state.id()) && state.isFresh()) {
            freshKept.add(table);
        }
    }

    void release(HomeTable table) {
        if (kept.remove(table.id())) {
            freshKept.remove(table);
            referenceDropped();
        }
    }

    boolean pending() {
        return !dirtyTables.isEmpty() || kept.changed();
    }

    /** Entries changed in tables that the last commit knew. */
    long pendingEntries() {
        long count = 0;
        for (HomeTable table : dirtyTables) {
            DirtyKeys dirty = stateOf(table).dirty();
            count += dirty == null ? 0 : dirty.count();
        }
        return count;
    }

    /** Writes all changes to the store and makes them durable; on an error nothing is, and the caller rolls back. */
    void commit() {
        if (!pending()) {
            return;
        }
        List<HomeTable> adopted = reachableFresh();
        for (HomeTable table : adopted) {
            store.replace(table.id(), entries(table).iterator());
        }
        for (HomeTable table : dirtyTables) {
            store.update(table.id(), changes(table).iterator());
        }
        if (kept.changed()) {
            kept.write();
        }
        if (droppedReferences != droppedCommitted) {
            writeDropped();
        }
        store.nextTableId(space.nextId());
        store.commit();
        settle(adopted);
    }

    private void settle(List<HomeTable> adopted) {
        // First what cannot fail: the changes are durable, and a rollback must not make their tables transient.
        adopted.forEach(table -> stateOf(table).committed());
        dirtyTables.forEach(table -> stateOf(table).committed());
        freshKept.clear();
        kept.committed();
        droppedCommitted = droppedReferences;
        releaseFresh();
        adopted.forEach(this::account);
        dirtyTables.forEach(this::account);
        dirtyTables.clear();
        space.residents().makeRoom();
    }

    private void account(HomeTable table) {
        PersistentState state = stateOf(table);
        TableInfo info = store.info(state.id());
        if (info != null) {
            long weight = ResidentSet.weigh(info.entries(), info.bytes(), state.references());
            space.residents().account(state, weight);
        }
    }

    /** Takes all changes back: dirty tables become ghosts, adopted ones transient. */
    void rollback() {
        store.rollback();
        for (HomeTable table : dirtyTables) {
            discard(table);
        }
        dirtyTables.clear();
        freshKept.clear();
        kept.reload();
        releaseFresh();
        droppedReferences = droppedCommitted;
    }

    /** Forgets what memory holds of a stored table, so that it is read anew at the next touch. */
    void discard(HomeTable table) {
        PersistentState state = stateOf(table);
        space.residents().discount(state);
        state.becomeGhost(table);
    }

    /** Makes all tables transient that were adopted and not written, and begins a new count. */
    private void releaseFresh() {
        for (long id = firstFreshId; id < space.nextId(); id++) {
            HomeTable table = space.live(id);
            if (table != null && stateOf(table).isFresh()) {
                space.release(table);
            }
        }
        firstFreshId = space.nextId();
    }

    /** The adopted tables that hang on a changed entry or are kept, by ascending ID. */
    private List<HomeTable> reachableFresh() {
        List<HomeTable> reached = new ArrayList<>();
        BitSet seen = new BitSet();
        ArrayDeque<HomeTable> open = new ArrayDeque<>();
        for (HomeTable table : dirtyTables) {
            DirtyKeys dirty = stateOf(table).dirty();
            if (dirty != null) {
                dirty.forEach(key -> visit(table.peek(key), seen, open));
            }
        }
        freshKept.forEach(table -> visit(table, seen, open));
        while (!open.isEmpty()) {
            HomeTable table = open.remove();
            reached.add(table);
            int references = 0;
            for (int at = table.after(0); at > 0; at = table.after(at)) {
                LuaValue value = table.valueAt(at);
                references += value instanceof HomeTable ? 1 : 0;
                visit(value, seen, open);
            }
            stateOf(table).references(references);
        }
        reached.sort(Comparator.comparingLong(HomeTable::id));
        return reached;
    }

    private void visit(LuaValue value, BitSet seen, ArrayDeque<HomeTable> open) {
        if (!(value instanceof HomeTable table)) {
            return;
        }
        PersistentState state = table.state();
        if (state != null && state.isFresh()) {
            int index = Math.toIntExact(state.id() - firstFreshId);
            if (!seen.get(index)) {
                seen.set(index);
                open.add(table);
            }
        }
    }

    private static List<Change> entries(HomeTable table) {
        List<Change> entries = new ArrayList<>(table.count());
        for (int at = table.after(0); at > 0; at = table.after(at)) {
            entries.add(EntryCodec.change(table.keyAt(at), table.valueAt(at)));
        }
        return ascending(entries);
    }

    private static List<Change> changes(HomeTable table) {
        List<Change> changes = new ArrayList<>();
        DirtyKeys dirty = stateOf(table).dirty();
        if (dirty != null) {
            dirty.forEach(key -> changes.add(EntryCodec.change(key, table.peek(key))));
        }
        return ascending(changes);
    }

    private static List<Change> ascending(List<Change> changes) {
        changes.sort((a, b) -> EntryCodec.compareKeys(a.key(), b.key()));
        return changes;
    }

    private static PersistentState stateOf(HomeTable table) {
        PersistentState state = table.state();
        if (state == null) {
            throw new IllegalStateException("a transient table in a transaction");
        }
        return state;
    }
}
