package luahome.home;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import luahome.store.StoreException;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * The tables of a workspace as objects: at any time at most one object stands for an ID, so that identity in Lua is
 * identity of numbers. Loads entries when a ghost is touched, and hands out new IDs.
 */
final class TableSpace {
    private final TableStore store;
    private final Admission admission;
    private final Transaction transaction;
    private final ResidentSet residents;
    private final Map<Long, PersistentState> states = new HashMap<>();
    private final ReferenceQueue<HomeTable> collected = new ReferenceQueue<>();
    private long nextId;
    private boolean readOnly;

    TableSpace(TableStore store, long residentBudget) {
        this.store = store;
        admission = new Admission(this);
        transaction = new Transaction(this, store);
        residents = new ResidentSet(residentBudget);
        nextId = store.nextTableId();
    }

    Admission admission() {
        return admission;
    }

    Transaction transaction() {
        return transaction;
    }

    ResidentSet residents() {
        return residents;
    }

    /** From now on every change of a persistent table is refused. */
    void forbidChanges() {
        readOnly = true;
    }

    /** Raises a LuaError in one sentence if changes are refused. */
    void requireWritable() {
        if (readOnly) {
            throw new LuaError("the workspace is open for reading only");
        }
    }

    /** The ID that the next adopted table gets. Goes up only: an ID that was seen once never means another table. */
    long nextId() {
        return nextId;
    }

    /** The object that stands for a table, a ghost if there was none yet. The table must exist. */
    HomeTable table(long id) {
        PersistentState state = states.get(id);
        HomeTable table = state == null ? null : state.get();
        if (table == null) {
            table = new HomeTable();
            register(table, PersistentState.ghost(this, id, table, collected));
        }
        return table;
    }

    /** The object that stands for a table right now; null if none does. */
    @Nullable HomeTable live(long id) {
        PersistentState state = states.get(id);
        return state == null ? null : state.get();
    }

    /** Makes a transient table persistent, with a new ID. */
    PersistentState adopt(HomeTable table) {
        PersistentState state = PersistentState.fresh(this, nextId++, table, collected);
        register(table, state);
        return state;
    }

    /** Makes a persistent table transient; it keeps what entries it has in memory. */
    void release(HomeTable table) {
        PersistentState state = table.state();
        if (state != null) {
            states.remove(state.id(), state);
            residents.discount(state);
            table.state(null);
        }
    }

    private void register(HomeTable table, PersistentState state) {
        dropCollected();
        table.state(state);
        states.put(state.id(), state);
    }

    private void dropCollected() {
        for (Reference<? extends HomeTable> gone; (gone = collected.poll()) != null; ) {
            PersistentState state = (PersistentState) gone;
            residents.discount(state);
            state.hangsOnNothing();
            states.remove(state.id(), state);
        }
    }

    /** Hands every table that is an object right now to the consumer. */
    void forEachLive(Consumer<HomeTable> consumer) {
        List<HomeTable> live = new ArrayList<>(states.size());
        states.values().forEach(state -> {
            HomeTable table = state.get();
            if (table != null) {
                live.add(table);
            }
        });
        live.forEach(consumer);
    }

    /** Brings the entries of a ghost into memory, in key order; all of them, or none if that fails. */
    void load(PersistentState state) {
        HomeTable table = state.get();
        if (table == null) {
            throw new IllegalStateException("a table was touched that nothing refers to");
        }
        residents.makeRoom();
        TableInfo info = existing(state.id());
        int[] references = {0};
        try {
            store.scan(state.id(), null, (key, value) -> {
                LuaValue element = decode(state, key, value, table::put);
                references[0] += element instanceof HomeTable ? 1 : 0;
                return true;
            });
        } catch (RuntimeException | Error e) {
            table.clear();
            throw e;
        }
        state.loaded(references[0]);
        residents.account(state, ResidentSet.weigh(info.entries(), info.bytes(), references[0]));
    }

    /** Hands the stored entries of a table to the visitor, without loading them. */
    void scanStored(PersistentState state, HomeTable.EntryVisitor visitor) {
        existing(state.id());
        boolean[] go = {true};
        store.scan(state.id(), null, (key, value) -> {
            decode(state, key, value, (k, v) -> go[0] = visitor.entry(k, v));
            return go[0];
        });
    }

    private LuaValue decode(PersistentState owner, byte[] keyBytes, byte[] valueBytes, EntrySink sink) {
        LuaValue key = EntryCodec.decodeKey(keyBytes, valueBytes);
        LuaValue value = EntryCodec.decodeValue(valueBytes, this::table);
        PersistentState child = value instanceof HomeTable table ? table.state() : null;
        if (child != null) {
            child.hangsOn(owner, key);
        }
        sink.take(key, value);
        return value;
    }

    long storedEntries(long id) {
        return existing(id).entries();
    }

    private TableInfo existing(long id) {
        TableInfo info = store.info(id);
        if (info == null) {
            throw new StoreException(
                    StoreException.Kind.DAMAGED,
                    store.info().file() + " is damaged: table #" + id
                            + " is referred to but not there; restore the workspace from a backup",
                    null);
        }
        return info;
    }

    /** Takes the parts of a decoded entry. */
    private interface EntrySink {
        void take(LuaValue key, LuaValue value);
    }
}
