package luahome.home.value;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Every table that Lua code creates. It begins transient, a plain Lua table, and is adopted in place when it becomes
 * reachable from `_home`: from then on a {@link TablePersistence} watches over it.
 *
 * <p>Metamethods, the table library and the interpreter all come down to the raw operations overridden here. Used on
 * the Lua thread only.
 *
 * <p>It is long because it overrides all of LuaJ's ways into a table, each in a few lines.
 */
public final class HomeTable extends RawTable implements EphemeronKey {
    /** The virtual key under which a table tells its ID. */
    public static final LuaString ID_KEY = LuaString.valueOf("__ext_table_id");

    private @Nullable Tracker tracker;
    private @Nullable KeptValues keptValues;

    /** An empty table. */
    public HomeTable() {}

    /** An empty table with room for so many list entries and other entries. */
    public HomeTable(int listSize, int hashSize) {
        reserve(listSize, hashSize);
    }

    /** The table's number in the workspace; 0 while it is transient. */
    public long id() {
        return tracker instanceof TablePersistence state ? state.id() : 0;
    }

    /** Number of entries; runs no code and loads nothing. */
    public long entryCount() {
        return tracker instanceof TablePersistence state && !state.isResident() ? state.entryCount() : count();
    }

    /**
     * Hands the raw entries to the visitor until it answers false. Runs no metamethods, does not count as an iteration
     * by the program, and reads what is not in memory through the store without loading it. The visitor must not change
     * the table.
     */
    public void forEach(EntryVisitor visitor) {
        if (tracker instanceof TablePersistence state && !state.isResident()) {
            state.forEach(visitor);
            return;
        }
        for (int at = after(0); at > 0; at = after(at)) {
            LuaValue key = WeakEntries.shown(keyAt(at));
            LuaValue value = WeakEntries.shown(valueAt(at));
            if (key != NIL && value != NIL && !visitor.entry(key, value)) {
                return;
            }
        }
    }

    /**
     * The same without the first entries, and in an order that lasts: of a committed table that of its keys, booleans,
     * numbers, strings by their bytes, objects, whether it is in memory or not. Passes over what is skipped without
     * reading it, where the store has it.
     *
     * @param skip how many entries to pass over
     */
    public void forEachBehind(long skip, EntryVisitor visitor) {
        if (tracker instanceof TablePersistence state && state.isStored()) {
            state.forEachBehind(skip, visitor);
            return;
        }
        long[] left = {skip};
        forEach((key, value) -> left[0]-- > 0 || visitor.entry(key, value));
    }

    /**
     * Makes every later attempt to set this key raise an error with the sentence, also by a raw write. For the global
     * table; not for tables that are to be persistent.
     */
    public void protect(LuaValue key, String sentence) {
        if (!(tracker instanceof ProtectedKeys)) {
            tracker = new ProtectedKeys();
        }
        ((ProtectedKeys) tracker).add(key, sentence);
    }

    /** Whether some keys are protected, which makes it a table of the system's. */
    public boolean isGuarded() {
        return tracker instanceof ProtectedKeys;
    }

    /** The persistent state; null while the table is transient. */
    public @Nullable TablePersistence persistence() {
        return tracker instanceof TablePersistence state ? state : null;
    }

    /**
     * Makes the table persistent, or, with null, transient again; its entries stay as they are. Neither reads the
     * store: a metatable that is not in memory has no say in whether a transient table holds its entries weakly.
     */
    public void persistence(@Nullable TablePersistence state) {
        if (state != null) {
            holdWeakly(false, false);
        }
        tracker = state;
        if (state == null && (!(super.getmetatable() instanceof HomeTable metatable) || metatable.isInMemory())) {
            weaken();
        }
    }

    private boolean isInMemory() {
        return !(tracker instanceof UnavailableEntries)
                && !(tracker instanceof TablePersistence state && !state.isResident());
    }

    /** Makes the table transient without its entries: every use of them raises an error with the sentence. */
    public void lose(String sentence) {
        forget();
        tracker = new UnavailableEntries(sentence);
    }

    private boolean touch() {
        return tracker != null && tracker.touch();
    }

    /** What holds the entries after {@link Tracker#touch} answered true. */
    private PagedStorage paged() {
        if (tracker instanceof TablePersistence state && state.paged() != null) {
            return state.paged();
        }
        throw new IllegalStateException("a table that is not paged");
    }

    @Override
    public LuaValue get(int key) {
        LuaValue value = rawget(key);
        return value.isnil() && m_metatable != null ? gettable(this, LuaInteger.valueOf(key)) : value;
    }

    @Override
    public LuaValue get(LuaValue key) {
        LuaValue value = rawget(key);
        return value.isnil() && m_metatable != null ? gettable(this, key) : value;
    }

    @Override
    public LuaValue rawget(int key) {
        if (tracker == null) {
            return peek(key);
        }
        if (tracker.touch()) {
            return paged().get(LuaInteger.valueOf(key));
        }
        return WeakEntries.shown(peek(key));
    }

    @Override
    public LuaValue rawget(LuaValue key) {
        if (tracker == null) {
            return peek(key);
        }
        LuaValue value = tracker.touch() ? paged().get(key) : WeakEntries.shown(peek(key));
        return value == NIL && isIdKey(key) && id() != 0 ? valueOf(id()) : value;
    }

    @Override
    protected LuaValue hashget(LuaValue key) {
        return rawget(key);
    }

    @Override
    public void set(int key, LuaValue value) {
        touch();
        if (m_metatable == null || !rawget(key).isnil() || !settable(this, LuaInteger.valueOf(key), value)) {
            rawset(key, value);
        }
    }

    @Override
    public void set(LuaValue key, LuaValue value) {
        touch();
        if (m_metatable == null || !rawget(key).isnil() || !settable(this, key, value)) {
            rawset(key, value);
        }
    }

    @Override
    public void rawset(int key, LuaValue value) {
        if (tracker == null) {
            put(key, null, value);
        } else {
            trackedSet(tracker, LuaInteger.valueOf(key), value);
        }
    }

    @Override
    public void rawset(LuaValue key, LuaValue value) {
        checkKey(key);
        if (tracker == null) {
            put(key, value);
        } else {
            trackedSet(tracker, key, value);
        }
    }

    @Override
    public void hashset(LuaValue key, LuaValue value) {
        rawset(key, value);
    }

    private void trackedSet(Tracker watcher, LuaValue key, LuaValue value) {
        if (watcher.touch()) {
            pagedSet((TablePersistence) watcher, key, value);
            return;
        }
        if (watcher instanceof WeakEntries weak) {
            weak.put(key, value);
            return;
        }
        int at = position(key);
        LuaValue before = at > 0 ? presentAt(at) : NIL;
        if (before == value) {
            return;
        }
        watcher.write(key, before, value);
        if (before != NIL && isPlain(value)) {
            // Nothing was adopted, so that the entry is where it was.
            replaceAt(at, value);
            watcher.written(false);
        } else {
            watcher.written(put(key, value));
        }
    }

    private static boolean isPlain(LuaValue value) {
        return value instanceof LuaNumber || value instanceof LuaString || value instanceof LuaBoolean;
    }

    private void pagedSet(TablePersistence state, LuaValue key, LuaValue value) {
        LuaValue before = paged().before(key, value);
        if (before == value) {
            return;
        }
        state.write(key, before, value);
        if (tracker == state) {
            paged().put(key, value);
            state.written(true);
        } else {
            rawset(key, value);
        }
    }

    private static void checkKey(LuaValue key) {
        if (key.isnil()) {
            throw new LuaError("table index is nil");
        }
        if (key instanceof LuaDouble number && Double.isNaN(number.todouble())) {
            throw new LuaError("table index is NaN");
        }
        if (isIdKey(key)) {
            throw new LuaError("__ext_table_id is read-only");
        }
    }

    private static boolean isIdKey(LuaValue key) {
        return key instanceof LuaString string && string.m_length == ID_KEY.m_length && string.raweq(ID_KEY);
    }

    @Override
    public void presize(int listSize) {
        if (!touch()) {
            reserve(listSize, 0);
        }
    }

    @Override
    public void presize(int listSize, int hashSize) {
        if (!touch()) {
            reserve(listSize, hashSize);
        }
    }

    @Override
    public int length() {
        touch();
        return m_metatable == null ? rawlen() : len().toint();
    }

    @Override
    public int rawlen() {
        if (touch()) {
            return paged().border();
        }
        if (tracker instanceof WeakEntries weak) {
            weak.trimList();
        }
        return border();
    }

    @Override
    public Varargs next(LuaValue key) {
        if (tracker != null && tracker.touchAll()) {
            return paged().next(key);
        }
        int at = position(key);
        if (at < 0) {
            throw new LuaError("invalid key to 'next'");
        }
        int next = after(at);
        if (tracker == null) {
            return next < 0 ? NIL : varargsOf(keyAt(next), valueAt(next));
        }
        tracker.iterated(key, next < 0);
        for (; next > 0; next = after(next)) {
            LuaValue nextKey = WeakEntries.shown(keyAt(next));
            LuaValue value = WeakEntries.shown(valueAt(next));
            if (nextKey != NIL && value != NIL) {
                return varargsOf(nextKey, value);
            }
        }
        return NIL;
    }

    @Override
    public Varargs inext(LuaValue key) {
        int index = key.checkint() + 1;
        LuaValue value = rawget(index);
        return value.isnil() ? NONE : varargsOf(LuaInteger.valueOf(index), value);
    }

    @Override
    public void sort(LuaValue comparator) {
        throw new UnsupportedOperationException("sorting is the table library's");
    }

    @Override
    public LuaValue getmetatable() {
        touch();
        return super.getmetatable();
    }

    @Override
    public LuaValue setmetatable(LuaValue metatable) {
        touch();
        LuaValue wanted = metatable == null ? NIL : metatable;
        if (tracker instanceof TablePersistence state) {
            LuaValue before = super.getmetatable();
            state.writeMetatable(before == null ? NIL : before, wanted);
        }
        loadedMetatable(wanted);
        weaken();
        return this;
    }

    /** Takes the metatable that the store has, nil for none, without looking into it. */
    public void loadedMetatable(LuaValue metatable) {
        m_metatable = metatable.isnil() ? null : (LuaTable) metatable;
    }

    /** Forgets entries and metatable, which the store has. */
    public void forget() {
        clear();
        m_metatable = null;
    }

    /**
     * Takes the metatable's `__mode` into account: rebuilds the storage, if need be, with the wanted kinds of
     * references. A persistent table holds its entries strongly, whatever the mode: the collector must not take what is
     * stored.
     */
    private void weaken() {
        LuaValue metatable = super.getmetatable();
        LuaValue mode = metatable == null ? NIL : metatable.rawget(MODE);
        String letters = mode.isstring() ? mode.tojstring() : "";
        holdWeakly(letters.indexOf('k') >= 0, letters.indexOf('v') >= 0);
    }

    private void holdWeakly(boolean keys, boolean values) {
        boolean weak = keys || values;
        if (weak ? tracker != null && !(tracker instanceof WeakEntries) : !(tracker instanceof WeakEntries)) {
            return;
        }
        List<LuaValue> entries = new ArrayList<>();
        forEach((key, value) -> {
            entries.add(key);
            entries.add(value);
            return true;
        });
        clear();
        tracker = weak ? new WeakEntries(this, keys, values) : null;
        for (int i = 0; i < entries.size(); i += 2) {
            rawset(entries.get(i), entries.get(i + 1));
        }
    }

    @Override
    public @Nullable KeptValues keptValues() {
        return keptValues;
    }

    @Override
    public void keptValues(KeptValues values) {
        keptValues = values;
    }

    @Override
    public boolean eq_b(LuaValue other) {
        touch();
        return super.eq_b(other);
    }

    @Override
    public LuaValue eq(LuaValue other) {
        return LuaBoolean.valueOf(eq_b(other));
    }

    /** Takes entries out of {@link #forEach}. */
    @FunctionalInterface
    public interface EntryVisitor {
        /** Takes one entry; answers whether to go on. */
        boolean entry(LuaValue key, LuaValue value);
    }
}
