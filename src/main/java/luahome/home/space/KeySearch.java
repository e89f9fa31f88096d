package luahome.home.space;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import luahome.home.value.HomeTable;
import luahome.home.value.RawEntries;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Finds keys of a table by how they begin, and single values, by looking only: no code runs, nothing is brought into
 * memory, no long value is read. Keys of a persistent table are found through the store's index, however many there
 * are; those of another one, or of one whose changes the store does not have yet, by going through them in memory.
 *
 * <p>A string key of more than {@link #LONGEST_KEY} bytes is not found: the store knows it by a hash.
 *
 * <p>Used on the Lua thread. Every method may throw {@link luahome.store.StoreException}.
 */
public final class KeySearch {
    /** The longest string key that is found, in bytes. */
    public static final int LONGEST_KEY = TableStore.MAX_KEY - 1;

    /** So many stored entries are looked at in vain for one that is wanted. */
    static final int PATIENCE = 20_000;

    private static final Comparator<LuaString> BY_BYTES = (a, b) -> Arrays.compareUnsigned(
            a.m_bytes, a.m_offset, a.m_offset + a.m_length, b.m_bytes, b.m_offset, b.m_offset + b.m_length);

    private final LuaTable table;
    private final Predicate<Found> wanted;
    private final @Nullable TableState state;

    /**
     * A search for all entries of a table, or for some.
     *
     * @param wanted must not change the table
     */
    public KeySearch(LuaTable table, Predicate<Found> wanted) {
        this.table = table;
        this.wanted = wanted;
        this.state = indexed(table);
    }

    /** The state of a table all whose entries the store has, be they in memory too; null if it lacks some. */
    private static @Nullable TableState indexed(LuaTable table) {
        TableState state = table instanceof HomeTable home ? TableState.of(home) : null;
        boolean clean = state != null && !state.isFresh() && state.dirty() == null;
        return clean ? state : inStore(table);
    }

    /** The state of a table whose entries are only in the store; null if they are in memory. */
    private static @Nullable TableState inStore(LuaTable table) {
        TableState state = table instanceof HomeTable home ? TableState.of(home) : null;
        if (state == null || state.isResident()) {
            return null;
        }
        state.flushPaged();
        return state;
    }

    /** The raw value of a key: NIL if it has none; null if it is a string too long to be read in passing. */
    public static @Nullable LuaValue value(LuaTable table, LuaValue key) {
        TableState stored = inStore(table);
        if (stored == null || key.raweq(HomeTable.ID_KEY)) {
            return table.rawget(key);
        }
        return stored.space().storedKeys().value(stored, key);
    }

    /** The metatable of a table; NIL if it has none. */
    public static LuaValue metatable(LuaTable table) {
        TableState stored = inStore(table);
        LuaValue metatable = stored == null
                ? table.getmetatable()
                : stored.space().storedKeys().metatable(stored);
        return metatable == null ? LuaValue.NIL : metatable;
    }

    /**
     * The entries whose keys are strings that begin so, in the order of the bytes: all if they are no more than
     * {@code most}, else the first ones, and so many of the others that what the keys begin with in common is what all
     * keys have in common that begin so.
     */
    public List<Found> strings(LuaString prefix, int most) {
        if (prefix.m_length > LONGEST_KEY) {
            return List.of();
        }
        return state == null ? stringsInMemory(prefix, most) : storedStrings(state, prefix, most);
    }

    private List<Found> stringsInMemory(LuaString prefix, int most) {
        First<LuaString> first = new First<>(BY_BYTES, most);
        RawEntries.forEach(table, (key, value) -> {
            if (key instanceof LuaString name && name.m_length <= LONGEST_KEY && startsWith(name, prefix)) {
                first.add(name, new Found(name, value));
            }
            return true;
        });
        return new ArrayList<>(first.withGreatest());
    }

    private List<Found> storedStrings(TableState stored, LuaString prefix, int most) {
        List<Found> found = new ArrayList<>();
        if (collect(stored, prefix, prefix, most, found)) {
            LuaString common = common((LuaString) found.get(0).key, last(found));
            while (common.m_length > prefix.m_length) {
                LuaString beyond = StoredKeys.beyond(common);
                if (beyond == null || !collect(stored, beyond, prefix, found.size() + 1, found)) {
                    break;
                }
                common = common(common, last(found));
            }
        }
        return found;
    }

    /** Adds entries from a key on until there are so many; answers whether there are. */
    private boolean collect(TableState stored, LuaString from, LuaString prefix, int most, List<Found> found) {
        int[] patience = {PATIENCE};
        stored.space().storedKeys().scan(stored, from, (key, value) -> {
            if (!startsWith((LuaString) key, prefix)) {
                return false;
            }
            Found entry = new Found(key, value);
            if (wanted.test(entry)) {
                found.add(entry);
                patience[0] = PATIENCE;
            }
            return found.size() < most && --patience[0] > 0;
        });
        return found.size() >= most;
    }

    private static LuaString last(List<Found> found) {
        return (LuaString) found.get(found.size() - 1).key;
    }

    /** The entries whose keys are numbers of a range, both ends included, in their order; the first ones of many. */
    public List<Found> numbers(double from, double to, int most) {
        First<Double> first = new First<>(Double::compare, most);
        if (state == null) {
            RawEntries.forEach(table, (key, value) -> {
                if (key.type() == LuaValue.TNUMBER && key.todouble() >= from && key.todouble() <= to) {
                    first.add(key.todouble(), new Found(key, value));
                }
                return true;
            });
        } else {
            int[] patience = {PATIENCE};
            state.space().storedKeys().scan(state, LuaValue.valueOf(from), (key, value) -> {
                boolean more = key.todouble() <= to && !first.isFull() && --patience[0] > 0;
                if (more && first.add(key.todouble(), new Found(key, value))) {
                    patience[0] = PATIENCE;
                }
                return more;
            });
        }
        return new ArrayList<>(first.entries());
    }

    /** The entries whose keys are numbers, in their order; the first ones of many. */
    public List<Found> numbers(int most) {
        return numbers(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, most);
    }

    private static boolean startsWith(LuaString name, LuaString prefix) {
        return name.m_length >= prefix.m_length && common(name, prefix).m_length == prefix.m_length;
    }

    private static LuaString common(LuaString a, LuaString b) {
        int same = Arrays.mismatch(
                a.m_bytes, a.m_offset, a.m_offset + a.m_length, b.m_bytes, b.m_offset, b.m_offset + b.m_length);
        return same < 0 ? a : a.substring(0, same);
    }

    /**
     * An entry.
     *
     * @param value null if it is a string too long to be read in passing
     */
    public record Found(LuaValue key, @Nullable LuaValue value) {}

    /** Takes entries out of the store. */
    @FunctionalInterface
    interface Visitor {
        /** Takes one entry; answers whether to go on. */
        boolean entry(LuaValue key, @Nullable LuaValue value);
    }

    /** The first entries, in the order of their keys, of those that came in any order; and the greatest of all. */
    private final class First<K> {
        private final TreeMap<K, Found> first;
        private final Comparator<K> order;
        private final int most;
        private @Nullable K greatestKey;
        private @Nullable Found greatest;

        First(Comparator<K> order, int most) {
            this.first = new TreeMap<>(order);
            this.order = order;
            this.most = most;
        }

        /** Takes an entry if it is wanted; answers whether it is. */
        boolean add(K key, Found entry) {
            if (!wanted.test(entry)) {
                return false;
            }
            if (greatestKey == null || order.compare(key, greatestKey) > 0) {
                greatestKey = key;
                greatest = entry;
            }
            if (!isFull()) {
                first.put(key, entry);
            } else if (order.compare(key, first.lastKey()) < 0) {
                first.pollLastEntry();
                first.put(key, entry);
            }
            return true;
        }

        boolean isFull() {
            return first.size() >= most;
        }

        Collection<Found> entries() {
            return first.values();
        }

        Collection<Found> withGreatest() {
            if (greatestKey != null && greatest != null) {
                first.put(greatestKey, greatest);
            }
            return first.values();
        }
    }
}
