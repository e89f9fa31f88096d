package luahome.home.space;

import java.lang.ref.SoftReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import luahome.home.codec.EntryCodec;
import luahome.home.value.PagedStorage;
import luahome.home.value.RawTable;
import luahome.store.TableStore;
import luahome.store.Tags;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The entries of a table that is too large for memory. They are in the store, in its transaction if not committed; here
 * are those that changed since the transaction took changes over last (the {@linkplain TableState#dirty dirty} ones),
 * and a bounded cache of others.
 *
 * <p>Iteration is in key order: booleans, numbers, strings, objects. It goes on from any key, also one that is gone.
 *
 * <p>It is long because reading, changing and iterating share one cache, whose state decides what each may do.
 */
public final class PagedEntries implements PagedStorage {
    /** In the cache: there is no such entry. */
    private static final LuaValue ABSENT = new LuaUserdata("absent");

    private static final int SMALLEST_BATCH = 16;
    private static final int LARGEST_BATCH = 1024;
    private static final int MOST_ITERATIONS = 4;

    private final ObjectSpace space;
    private final TableStore store;
    private final TableState state;
    private final Storage cached = new Storage();

    /** What the clean entries in the cache weigh. */
    private long cleanWeight;

    /** What the dirty entries in the cache weigh at most. */
    private long dirtyWeight;

    /** Whether entries may refer to objects. */
    private boolean references;

    /** No positive integer key is higher; -1 while that is not known, as finding it out reads entries. */
    private int top = -1;

    /** The value read last that is too large for the cache, and its key: kept while there is room for it. */
    private SoftReference<LuaValue> large = new SoftReference<>(LuaValue.NIL);

    private LuaValue largeKey = LuaValue.NIL;

    /** The last known border; may be none by now. */
    private int size;

    /** Integer keys one of which is missed next if the program goes through a list. */
    private int expectedAbove;

    private int expectedBelow;
    private int batch = SMALLEST_BATCH;

    /** How often the store took changes over. */
    private int flushes;

    /** The iterations last used, the latest first. */
    private final ArrayDeque<Cursor> cursors = new ArrayDeque<>();

    /**
     * The entries that the store has of a table.
     *
     * @param references false only if no entry refers to an object
     */
    PagedEntries(ObjectSpace space, TableStore store, TableState state, boolean references) {
        this.space = space;
        this.store = store;
        this.state = state;
        this.references = references;
    }

    private int top() {
        if (top < 0) {
            top = highestNumber();
        }
        return top;
    }

    private int highestNumber() {
        long low = 0;
        long high = Integer.MAX_VALUE;
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (hasNumberFrom(middle)) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return (int) low;
    }

    private boolean hasNumberFrom(long key) {
        byte[] found = storedFrom(EntryCodec.number(key));
        return found != null && found[0] == Tags.NUMBER;
    }

    /** The least key in the store from one on, found without reading a large value; null if there is none. */
    private byte @Nullable [] storedFrom(byte[] key) {
        byte[] @Nullable [] found = {null};
        store.scanReferences(state.id(), key, (keyBytes, value) -> {
            found[0] = keyBytes;
            return false;
        });
        return found[0];
    }

    /** Whether there are changes that the store's transaction does not have. */
    boolean isDirty() {
        return state.dirty() != null;
    }

    @Override
    public LuaValue get(LuaValue key) {
        LuaValue value = cached.peek(key);
        if (value == LuaValue.NIL) {
            value = fetch(key);
        }
        return value == ABSENT ? LuaValue.NIL : value;
    }

    /** The value of a key that is dirty; NIL if there is none. */
    LuaValue changedValue(LuaValue key) {
        // Only if memory ran out between the note and the change is it not in the cache, and then it did not happen.
        return get(key);
    }

    @Override
    public LuaValue before(LuaValue key, LuaValue value) {
        if (value.isnil() || references) {
            return get(key);
        }
        LuaValue before = cached.peek(key);
        return before == ABSENT ? LuaValue.NIL : before;
    }

    private LuaValue fetch(LuaValue key) {
        if (key instanceof LuaInteger integer && integer.v > 0) {
            return fetchListed(integer);
        }
        if (!space.isStorable(key)) {
            return LuaValue.NIL;
        }
        return fetchOne(key);
    }

    private LuaValue fetchOne(LuaValue key) {
        LuaValue kept = key.raweq(largeKey) ? large.get() : null;
        if (kept != null) {
            return kept;
        }
        byte[] bytes = store.get(state.id(), space.codec().key(key));
        LuaValue value =
                bytes == null ? ABSENT : ObjectSpace.hanging(space.codec().decodeValue(bytes), state, key);
        cache(key, value);
        return value;
    }

    private LuaValue fetchListed(LuaInteger key) {
        int k = key.v;
        if (k > top()) {
            return LuaValue.NIL;
        }
        boolean above = k == expectedAbove;
        boolean below = k == expectedBelow;
        if (!above && !below) {
            batch = SMALLEST_BATCH;
            expectedAbove = k + 1;
            expectedBelow = k - 1;
            return fetchOne(key);
        }
        int first = above ? k : Math.max(1, k - batch + 1);
        int last = above ? (int) Math.min(top(), (long) k + batch - 1) : k;
        batch = Math.min(LARGEST_BATCH, 2 * batch);
        int reached = cacheRun(first, last);
        if (above) {
            expectedAbove = Math.max(k, reached) + 1;
        } else {
            expectedBelow = first - 1;
        }
        // What is expected next lies in the cache; the key itself may have been too large for it, or is not there.
        LuaValue value = cached.peek(key);
        return value == LuaValue.NIL ? fetchOne(key) : value;
    }

    /**
     * Caches the entries with integer keys of a range, as far as a part of the cache goes; answers how far that was.
     */
    private int cacheRun(int first, int last) {
        long[] room = {space.residents().cacheLimit() / 2};
        int[] reached = {last};
        space.scan(state, EntryCodec.number(first), (at, value) -> {
            if (at.type() != LuaValue.TNUMBER || at.todouble() > last) {
                return false;
            }
            if (at instanceof LuaInteger integer) {
                reached[0] = integer.v;
                room[0] -= ResidentSet.weigh(at, value);
                if (cached.peek(at) == LuaValue.NIL) {
                    cache(at, value);
                }
            }
            return room[0] > 0;
        });
        return reached[0];
    }

    /** Remembers what the store has, unless it is so large that nothing else would find room. */
    private void cache(LuaValue key, LuaValue value) {
        long limit = space.residents().cacheLimit();
        long weight = ResidentSet.weigh(key, value);
        if (weight > limit / 4) {
            large = new SoftReference<>(value);
            largeKey = key;
            return;
        }
        cleanWeight += weight;
        if (cleanWeight > limit) {
            keepChanges();
            cleanWeight = weight;
        }
        cached.put(key, value);
    }

    private void keepChanges() {
        DirtyKeys dirty = state.dirty();
        List<LuaValue> changes = new ArrayList<>();
        if (dirty != null) {
            dirty.forEach(key -> {
                changes.add(key);
                changes.add(cached.peek(key));
            });
        }
        cached.clear();
        for (int i = 0; i < changes.size(); i += 2) {
            cached.put(changes.get(i), changes.get(i + 1));
        }
    }

    @Override
    public void put(LuaValue key, LuaValue value) {
        dirtyWeight += ResidentSet.weigh(key, value);
        references |= TableState.isReference(value) || TableState.isReference(key);
        cached.put(key, value.isnil() ? ABSENT : value);
        largeKey = LuaValue.NIL;
        if (key instanceof LuaInteger integer && integer.v > 0) {
            int k = integer.v;
            if (!value.isnil()) {
                top = Math.max(top(), k);
                size = k == size + 1 ? k : size;
            } else {
                size = k == size ? k - 1 : size;
                top = k == top ? k - 1 : top;
            }
        }
    }

    /** The store's transaction has the changes now. */
    void flushed() {
        flushes++;
        cleanWeight += dirtyWeight;
        dirtyWeight = 0;
        if (cleanWeight > space.residents().cacheLimit()) {
            cached.clear();
            cleanWeight = 0;
        }
    }

    @Override
    public int border() {
        if (size == 0 && top() > 0 && has(top())) {
            size = top();
            return size;
        }
        long low = size;
        long high;
        if (low == 0 || has(low)) {
            high = low + 1;
            while (has(high)) {
                low = high;
                high = 2 * high;
            }
        } else {
            high = low;
            low = 0;
        }
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (has(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        size = (int) low;
        return size;
    }

    private boolean has(long key) {
        if (key > top()) {
            return false;
        }
        LuaValue value = cached.peek((int) key);
        if (value == LuaValue.NIL) {
            byte[] wanted = EntryCodec.number(key);
            return Arrays.equals(wanted, storedFrom(wanted));
        }
        return value != ABSENT;
    }

    @Override
    public Varargs next(LuaValue key) {
        if (!key.isnil() && !space.isStorable(key)) {
            throw new LuaError("invalid key to 'next'");
        }
        Cursor cursor = cursor(key);
        while (true) {
            if (cursor.at == cursor.entries.size() || cursor.flushes != flushes) {
                refill(cursor);
                if (cursor.entries.isEmpty()) {
                    cursors.remove(cursor);
                    return LuaValue.NIL;
                }
            }
            Entry entry = cursor.entries.get(cursor.at++);
            cursor.last = entry.key;
            LuaValue value = cached.peek(entry.key);
            if (value == LuaValue.NIL) {
                value = entry.value;
            }
            if (value != ABSENT) {
                return LuaValue.varargsOf(entry.key, value);
            }
        }
    }

    private Cursor cursor(LuaValue after) {
        if (!after.isnil()) {
            for (Iterator<Cursor> all = cursors.iterator(); all.hasNext(); ) {
                Cursor cursor = all.next();
                if (cursor.last == after || cursor.last.raweq(after)) {
                    if (cursors.peek() != cursor) {
                        all.remove();
                        cursors.push(cursor);
                    }
                    return cursor;
                }
            }
        }
        if (cursors.size() == MOST_ITERATIONS) {
            cursors.removeLast();
        }
        Cursor cursor = new Cursor(after);
        cursors.push(cursor);
        return cursor;
    }

    private void refill(Cursor cursor) {
        if (isDirty()) {
            space.transaction().flush();
        }
        cursor.flushes = flushes;
        cursor.at = 0;
        cursor.entries.clear();
        cursor.batch = Math.min(LARGEST_BATCH, 2 * cursor.batch);
        byte @Nullable [] from = cursor.last.isnil() ? null : space.codec().key(cursor.last);
        byte[] beyond = from == null ? null : Arrays.copyOf(from, from.length + 1);
        long[] room = {space.residents().cacheLimit()};
        space.scan(state, beyond, (key, value) -> {
            cursor.entries.add(new Entry(key, value));
            room[0] -= ResidentSet.weigh(key, value);
            return cursor.entries.size() < cursor.batch && room[0] > 0;
        });
    }

    /** An iteration: what was given last, and what the store has after it. */
    private static final class Cursor {
        private LuaValue last;
        private final List<Entry> entries = new ArrayList<>();
        private int at;
        private int flushes;
        private int batch = SMALLEST_BATCH / 2;

        Cursor(LuaValue last) {
            this.last = last;
        }
    }

    private record Entry(LuaValue key, LuaValue value) {}

    private static final class Storage extends RawTable {}
}
