package luahome.home.value;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * Watches over a table whose metatable had a `__mode` when it was set. In the table's own storage stand-ins ({@link
 * Held}) take the places of those keys and values that must not be kept alive: tables, functions, coroutines and
 * userdata. Strings, numbers and booleans are kept as they are.
 *
 * <p>An entry is gone as soon as the collector has taken its key or value; its place is freed at the next touch after
 * the collector said so. A value under a weak key is kept alive by that key and not by the table, see {@link
 * EphemeronKey}; only where the table itself is led to by nothing but that value, it stays as long as the key does; and what
 * a table held that is gone itself goes when its key is next used in another one.
 */
final class WeakEntries implements Tracker {
    private final RawTable table;

    /** This one, as its keys refer to it. */
    final WeakReference<WeakEntries> self = new WeakReference<>(this);

    private final boolean weakKeys;
    private final boolean weakValues;
    private final ReferenceQueue<LuaValue> taken = new ReferenceQueue<>();

    WeakEntries(RawTable table, boolean weakKeys, boolean weakValues) {
        this.table = table;
        this.weakKeys = weakKeys;
        this.weakValues = weakValues;
    }

    /** Sets or, if the value is nil, removes an entry. */
    void put(LuaValue key, LuaValue value) {
        LuaValue storedKey = weakKeys && isCollectable(key) ? new Held(key, null, taken) : key;
        boolean keptByKey = weakKeys && !weakValues && key instanceof EphemeronKey && isCollectable(value);
        table.put(
                storedKey, keptByKey || weakValues && isCollectable(value) ? new Held(value, storedKey, taken) : value);
        if (weakKeys && key instanceof EphemeronKey holder) {
            keep(holder, keptByKey ? value : null);
        }
    }

    /** Lets a key keep its value in this table alive; null for none. */
    private void keep(EphemeronKey key, @Nullable LuaValue value) {
        KeptValues kept = key.keptValues();
        if (kept == null && value != null) {
            kept = new KeptValues();
            key.keptValues(kept);
        }
        if (kept != null) {
            kept.put(this, value);
        }
    }

    /** What a stored key or value stands for; NIL if that is gone. */
    static LuaValue shown(LuaValue stored) {
        if (stored instanceof Held held) {
            LuaValue value = held.reference.get();
            return value == null ? LuaValue.NIL : value;
        }
        return stored;
    }

    /** Removes entries at the end of the list whose values are gone, so that its border is one. */
    void trimList() {
        for (int last = table.border(); last > 0 && shown(table.peek(last)).isnil(); last = table.border()) {
            table.put(last, null, LuaValue.NIL);
        }
    }

    private static boolean isCollectable(LuaValue value) {
        switch (value.type()) {
            case LuaValue.TTABLE:
            case LuaValue.TFUNCTION:
            case LuaValue.TUSERDATA:
            case LuaValue.TTHREAD:
                return true;
            default:
                return false;
        }
    }

    @Override
    public boolean touch() {
        for (Reference<?> gone = taken.poll(); gone != null; gone = taken.poll()) {
            Held held = ((HeldReference) gone).held;
            if (held.key == null) {
                table.put(held, LuaValue.NIL);
            } else if (table.peek(held.key) == held) {
                table.put(held.key, LuaValue.NIL);
            }
        }
        return false;
    }

    @Override
    public void write(LuaValue key, LuaValue before, LuaValue value) {}

    @Override
    public void written(boolean reshaped) {}

    @Override
    public void iterated(LuaValue key, boolean ended) {}

    /**
     * Stands for a value without keeping it alive. As a key it hashes like the value and equals it while that lives.
     */
    private static final class Held extends LuaValue {
        final HeldReference reference;
        /** For a value, the key that it is stored under; null for a key. */
        final @Nullable LuaValue key;

        private final int hash;

        Held(LuaValue value, @Nullable LuaValue key, ReferenceQueue<LuaValue> taken) {
            this.reference = new HeldReference(value, this, taken);
            this.key = key;
            this.hash = value.hashCode();
        }

        @Override
        public int type() {
            return TNONE;
        }

        @Override
        public String typename() {
            return "weak reference";
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof LuaValue value && raweq(value);
        }

        @Override
        public boolean raweq(LuaValue other) {
            LuaValue value = reference.get();
            return other == this || value != null && value.raweq(shown(other));
        }
    }

    private static final class HeldReference extends WeakReference<LuaValue> {
        final Held held;

        HeldReference(LuaValue value, Held held, ReferenceQueue<LuaValue> taken) {
            super(value, taken);
            this.held = held;
        }
    }
}
