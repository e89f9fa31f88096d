package luahome.home.space;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import luahome.home.codec.Builtins;
import luahome.home.codec.EntryCodec;
import luahome.home.codec.ObjectKind;
import luahome.home.garbage.Collector;
import luahome.home.garbage.GarbagePacer;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.RawTable;
import luahome.store.ObjectIds;
import luahome.store.StoreException;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * The stored objects of a workspace as objects in memory: at any time at most one stands for a number, so that identity
 * in Lua is identity of numbers. Loads what a ghost lacks when it is touched, and hands out new numbers.
 *
 * <p>It is long because it is the register of all kinds of objects: each has a way in, a way out and a way back from
 * the store, and all of them must agree on who stands for a number.
 */
public final class ObjectSpace implements EntryCodec.Objects {
    /** Finding one entry in the store costs as much as loading so many in a row. */
    private static final int ENTRIES_PER_LOOK = 8;

    private static final int LEAST_LOOKS = 8;

    private final TableStore store;
    private final Builtins builtins = new Builtins();
    private final EntryCodec codec = new EntryCodec(builtins, this);
    private final FunctionCodec functions;
    private final StoredKeys storedKeys;
    private final Adoption adoption;
    private final Transaction transaction;
    private final ResidentSet residents;
    private final Collector collector;
    private final GarbagePacer garbage;
    private final Map<Long, ObjectState<?>> states = new HashMap<>();
    private final ReferenceQueue<Object> collected = new ReferenceQueue<>();
    private long nextNumber;
    private boolean readOnly;
    private Runnable interruptCheck = () -> {};

    /**
     * The objects of a store.
     *
     * @param residentBudget how much the entries in memory may take of the heap, in bytes
     */
    public ObjectSpace(TableStore store, long residentBudget) {
        this.store = store;
        functions = new FunctionCodec(this, store);
        storedKeys = new StoredKeys(this, store);
        adoption = new Adoption(this);
        transaction = new Transaction(this, store);
        residents = new ResidentSet(residentBudget);
        collector = new Collector(store, this::forEachStoredLive);
        garbage = new GarbagePacer(store, collector);
        nextNumber = store.nextTableId();
    }

    /** The values that are stored by name. */
    public Builtins builtins() {
        return builtins;
    }

    EntryCodec codec() {
        return codec;
    }

    /** How functions are stored. */
    public FunctionCodec functions() {
        return functions;
    }

    StoredKeys storedKeys() {
        return storedKeys;
    }

    /** What decides whether a value may be stored. */
    public Adoption adoption() {
        return adoption;
    }

    /** The changes since the last commit. */
    public Transaction transaction() {
        return transaction;
    }

    /** When garbage is collected. */
    public GarbagePacer garbage() {
        return garbage;
    }

    /** What collects garbage. */
    public Collector collector() {
        return collector;
    }

    /** The entries that are in memory. */
    public ResidentSet residents() {
        return residents;
    }

    /**
     * Says whom long work asks, which goes through many objects or entries before a program can go on.
     *
     * @param check throws to stop the work, which then has changed nothing
     */
    public void interruptCheck(Runnable check) {
        interruptCheck = check;
    }

    /** Returns if long work may go on. */
    void checkInterrupt() {
        interruptCheck.run();
    }

    /** From now on every change of a persistent object is refused. */
    public void forbidChanges() {
        readOnly = true;
    }

    /** Raises a LuaError in one sentence if changes are refused. */
    public void requireWritable() {
        if (readOnly) {
            throw new LuaError("the workspace is open for reading only");
        }
    }

    /**
     * The number that the next adopted object gets. Goes up only: one that was seen once never means another object.
     */
    public long nextNumber() {
        return nextNumber;
    }

    @Override
    public HomeTable table(long number) {
        if (live(number) instanceof HomeTable table) {
            return table;
        }
        HomeTable table = new HomeTable();
        TableState state = TableState.ghost(this, ObjectKind.TABLE.id(number), table, collected);
        register(state);
        table.persistence(state);
        return table;
    }

    @Override
    public HomeFunction function(long number) {
        if (live(number) instanceof HomeFunction function) {
            return function;
        }
        HomeFunction function = new HomeFunction();
        FunctionState state = new FunctionState(this, ObjectKind.FUNCTION.id(number), function, collected, false);
        register(state);
        function.persistence(state);
        return function;
    }

    /** The object that stands for a stored variable. */
    Cell cell(long number) {
        if (live(number) instanceof Cell cell) {
            return cell;
        }
        Cell cell = new Cell(LuaValue.NIL);
        CellState state = new CellState(this, ObjectKind.CELL.id(number), cell, collected, false);
        cell.restore(functions.cellValue(state));
        register(state);
        cell.persistence(state);
        return cell;
    }

    /** The object that stands for stored code. */
    Code code(long number) {
        if (live(number) instanceof Code code) {
            return code;
        }
        Code code = functions.code(number);
        CodeState state = new CodeState(this, ObjectKind.CODE.id(number), code, collected, false);
        register(state);
        code.persistence(state);
        return code;
    }

    /** The object that stands for a number right now; null if none does. */
    public @Nullable Object live(long number) {
        ObjectState<?> state = states.get(number);
        return state == null ? null : state.get();
    }

    /** Makes a transient object (a table, a function, a cell or code) persistent, with a new number. */
    ObjectState<?> adopt(Object object) {
        if (object instanceof HomeTable table) {
            residents.adopted(table.count());
            TableState state = TableState.fresh(this, ObjectKind.TABLE.id(nextNumber++), table, collected);
            register(state);
            table.persistence(state);
            return state;
        }
        if (object instanceof HomeFunction function) {
            FunctionState state =
                    new FunctionState(this, ObjectKind.FUNCTION.id(nextNumber++), function, collected, true);
            register(state);
            function.persistence(state);
            return state;
        }
        if (object instanceof Cell cell) {
            CellState state = new CellState(this, ObjectKind.CELL.id(nextNumber++), cell, collected, true);
            register(state);
            cell.persistence(state);
            return state;
        }
        Code code = (Code) object;
        CodeState state = new CodeState(this, ObjectKind.CODE.id(nextNumber++), code, collected, true);
        register(state);
        code.persistence(state);
        return state;
    }

    /**
     * Makes a persistent object transient; it keeps what it has in memory, and a table that has nothing there is lost.
     */
    public void release(Object object) {
        ObjectState<?> state = state(object);
        if (state == null) {
            return;
        }
        states.remove(state.number(), state);
        if (object instanceof HomeTable table) {
            TableState tableState = (TableState) state;
            residents.discount(tableState);
            if (tableState.isResident()) {
                table.persistence(null);
            } else {
                table.lose("the entries of former table #" + state.number()
                        + " are gone: they did not fit in memory when they left the workspace");
            }
        } else if (object instanceof HomeFunction function) {
            function.persistence(null);
        } else if (object instanceof Cell cell) {
            cell.persistence(null);
        } else if (object instanceof Code code) {
            code.persistence(null);
        }
    }

    /** What makes an object persistent; null for a transient one and for what is no object. */
    public static @Nullable ObjectState<?> state(Object object) {
        if (object instanceof HomeTable table) {
            return TableState.of(table);
        }
        if (object instanceof HomeFunction function) {
            return FunctionState.of(function);
        }
        if (object instanceof Cell cell) {
            return CellState.of(cell);
        }
        return object instanceof Code code ? (CodeState) code.persistence() : null;
    }

    /** Whether a value is an object that the store knows already. */
    static boolean isStored(LuaValue value) {
        ObjectState<?> state = state(value);
        return state != null && !state.isFresh();
    }

    private void register(ObjectState<?> state) {
        dropCollected();
        states.put(state.number(), state);
    }

    private void dropCollected() {
        for (Reference<?> gone; (gone = collected.poll()) != null; ) {
            ObjectState<?> state = (ObjectState<?>) gone;
            if (state instanceof TableState table) {
                residents.discount(table);
            }
            state.hangsOnNothing();
            states.remove(state.number(), state);
        }
    }

    /** Hands everything that is an object right now to the consumer. */
    public void forEachLive(Consumer<Object> consumer) {
        List<Object> live = new ArrayList<>(states.size());
        states.values().forEach(state -> {
            Object object = state.get();
            if (object != null) {
                live.add(object);
            }
        });
        live.forEach(consumer);
    }

    /** Hands the ID of everything that is an object right now, and that the store has, to the consumer. */
    private void forEachStoredLive(LongConsumer consumer) {
        forEachLive(object -> {
            ObjectState<?> state = state(object);
            if (state != null && !state.isFresh()) {
                consumer.accept(state.id());
            }
        });
    }

    /** Brings code and cells of a function into memory. */
    public void load(HomeFunction function, FunctionState state) {
        functions.load(function, state);
    }

    /** Brings the entries of a ghost into memory, in key order; all of them, or none if that fails. */
    void load(TableState state) {
        HomeTable table = state.get();
        if (table == null) {
            throw new IllegalStateException("a table was touched that nothing refers to");
        }
        residents.makeRoom();
        TableInfo info = existing(state.id());
        long weight = ResidentSet.weigh(info.entries(), info.bytes(), 0);
        if (state.isToBePaged(weight > residents.largest())) {
            loadMetatable(table, state);
            page(table, state, true);
            return;
        }
        if (weight > residents.lookedInto() && state.mayBeLookedInto()) {
            loadMetatable(table, state);
            long looks = LEAST_LOOKS + info.entries() / ENTRIES_PER_LOOK;
            state.becomeLookedInto(table, new PagedEntries(this, store, state, true), looks);
            residents.account(state, Math.min(weight, residents.cacheLimit()));
            return;
        }
        Loading loading = new Loading(table, state.layout());
        try {
            scan(state, null, loading);
        } catch (RuntimeException | Error e) {
            table.forget();
            throw e;
        }
        // Keys that are objects hash by what they are in memory, so their order may be another next time.
        state.loaded(loading.references, !loading.objectKeys && state.layout() == null);
        residents.account(state, ResidentSet.weigh(info.entries(), info.bytes(), loading.references));
    }

    private void loadMetatable(HomeTable table, TableState state) {
        byte[] metatable = store.get(state.id(), EntryCodec.METATABLE_KEY.clone());
        if (metatable != null) {
            table.loadedMetatable(hanging(codec.decodeValue(metatable), state, ObjectState.METATABLE));
        }
    }

    /** Has the entries of a table, all of which the store has, read through a cache from now on. */
    void page(HomeTable table, TableState state, boolean references) {
        state.becomePaged(table, new PagedEntries(this, store, state, references));
        residents.account(state, residents.cacheLimit());
    }

    /** Whether a key can be in the store. */
    boolean isStorable(LuaValue key) {
        return switch (key.type()) {
            case LuaValue.TSTRING, LuaValue.TNUMBER, LuaValue.TBOOLEAN -> true;
            default -> state(key) != null || builtins.name(key) != null;
        };
    }

    /** Hands the stored entries of a table to the visitor, without loading them. */
    void scanStored(TableState state, HomeTable.EntryVisitor visitor) {
        existing(state.id());
        scan(state, null, visitor);
    }

    /** The same without the first entries. */
    void scanStored(TableState state, long skip, HomeTable.EntryVisitor visitor) {
        if (skip == 0) {
            scanStored(state, visitor);
            return;
        }
        existing(state.id());
        boolean metatable = store.get(state.id(), EntryCodec.METATABLE_KEY.clone()) != null;
        store.scan(state.id(), skip + (metatable ? 1 : 0), decoding(state, visitor));
    }

    /** Hands the stored entries of a table from a key on, null for the first one, to the visitor. */
    void scan(TableState state, byte @Nullable [] from, HomeTable.EntryVisitor visitor) {
        store.scan(state.id(), from, decoding(state, visitor));
    }

    private TableStore.EntryVisitor decoding(TableState state, HomeTable.EntryVisitor visitor) {
        return (keyBytes, valueBytes) -> {
            if (keyBytes[0] == EntryCodec.METATABLE_KEY[0]) {
                LuaValue metatable = hanging(codec.decodeValue(valueBytes), state, ObjectState.METATABLE);
                return !(visitor instanceof Loading loading) || loading.metatable(metatable);
            }
            LuaValue key = hanging(codec.decodeKey(keyBytes, valueBytes), state, ObjectState.KEY);
            checkInterrupt();
            return visitor.entry(key, hanging(codec.decodeValue(valueBytes), state, key));
        };
    }

    /** Notes where a value that may be an object hangs, and gives it back. */
    static LuaValue hanging(LuaValue value, ObjectState<?> on, LuaValue step) {
        ObjectState<?> child = state(value);
        if (child != null) {
            child.hangsOn(on, step);
        }
        return value;
    }

    /** Takes back into memory what the store has of a persistent object, or lets that happen at the next touch. */
    public void reload(Object object) {
        if (object instanceof HomeTable table) {
            TableState state = TableState.of(table);
            if (state != null) {
                residents.discount(state);
                state.becomeGhost(table);
            }
        } else if (object instanceof HomeFunction function) {
            FunctionState state = FunctionState.of(function);
            if (state != null) {
                state.forgotten();
                function.becomeGhost();
            }
        } else if (object instanceof Cell cell) {
            CellState state = CellState.of(cell);
            if (state != null) {
                LuaValue value = functions.cellValue(state);
                state.forgotten();
                state.stored(value);
                cell.restore(value);
            }
        }
    }

    long storedEntries(long id) {
        boolean metatable = store.get(id, EntryCodec.METATABLE_KEY.clone()) != null;
        return existing(id).entries() - (metatable ? 1 : 0);
    }

    /** What the store knows of an object, which something refers to. */
    TableInfo existing(long id) {
        TableInfo info = store.info(id);
        if (info == null) {
            throw damaged("#" + ObjectIds.number(id) + " is referred to but not there");
        }
        return info;
    }

    /** The error for contents of the store that cannot be right. */
    StoreException damaged(String what) {
        return new StoreException(
                StoreException.Kind.DAMAGED,
                store.info().file() + " is damaged: " + what + "; restore the workspace from a backup",
                null);
    }

    /** Puts entries into a table. */
    private static final class Loading implements HomeTable.EntryVisitor {
        private final HomeTable table;
        private final RawTable.@Nullable Layout layout;
        private int entries;
        private int references;
        private boolean objectKeys;

        Loading(HomeTable table, RawTable.@Nullable Layout layout) {
            this.table = table;
            this.layout = layout;
            if (layout != null) {
                table.layOut(layout);
            }
        }

        boolean metatable(LuaValue metatable) {
            table.loadedMetatable(metatable);
            return true;
        }

        @Override
        public boolean entry(LuaValue key, LuaValue value) {
            objectKeys |= key.type() >= LuaValue.TTABLE;
            references += TableState.isReference(value) ? 1 : 0;
            if (layout == null) {
                table.put(key, value);
            } else {
                table.putBack(layout.positions()[entries++], key, value);
            }
            return true;
        }
    }
}
