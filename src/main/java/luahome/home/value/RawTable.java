package luahome.home.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * The entries of a Lua table: a list part for the keys 1, 2, 3 … and a hash part for all others.
 *
 * <p>The superclass's own storage stays empty. It is not used because its hash turns a numeral string that is assigned
 * over a number into a number, sorts only what happens to lie in its array, and cannot be rebuilt in a known order; the
 * one here does the reads of the interpreter in fewer steps too.
 *
 * <p>Invariants: every entry whose key is an integer from 1 to {@code array.length} is in the list part, which is
 * LuaJ's own field {@code array}; {@code size} is the
 * highest such key with a value (0 if there is none), and {@code size + 1} has no value, so {@code size} is a border.
 * The hash part is an open-addressing table with linear probing: {@code hash[2 * i]} is a key, {@code hash[2 * i + 1]}
 * its value. A removed key keeps its place, with the value null, until the next rebuild, so that an iteration may go on
 * from it. The layout depends only on the order of insertions and removals, so a table filled in the same order
 * iterates in the same order.
 *
 * <p>It is long because a list part and a hash part give way to each other: what moves between them must see both.
 */
public abstract class RawTable extends LuaTable {
    private static final LuaValue[] EMPTY = {};
    private static final int SMALLEST_LIST = 4;
    private static final int SMALLEST_HASH = 4;

    private int size;
    /** Entries of the list part. */
    private int listed;

    private LuaValue[] hash = EMPTY;
    /** Places of the hash part that hold a key, with or without a value. */
    private int used;
    /** Entries of the hash part with a value. */
    private int live;

    /** The value of an integer key; NIL if there is none. */
    public final LuaValue peek(int key) {
        int index = key - 1;
        if (index >= 0 && index < array.length) {
            LuaValue value = array[index];
            return value == null ? NIL : value;
        }
        return live == 0 ? NIL : hashed(findInteger(key));
    }

    /** The value of a key of any kind; NIL if there is none. */
    public final LuaValue peek(LuaValue key) {
        if (key instanceof LuaString string) {
            return live == 0 ? NIL : hashed(findString(string));
        }
        if (key instanceof LuaInteger integer) {
            return peek(integer.v);
        }
        return live == 0 ? NIL : hashed(findOther(key));
    }

    /**
     * Sets or, if the value is nil, removes an entry. The key must be neither nil nor NaN.
     *
     * @return whether an entry came or went, as against a value that was replaced or nothing at all
     */
    public final boolean put(LuaValue key, LuaValue value) {
        if (key instanceof LuaInteger integer) {
            return put(integer.v, integer, value);
        }
        return putHashed(key instanceof LuaString string ? findString(string) : findOther(key), key, value);
    }

    /** {@link #put(LuaValue, LuaValue)} for an integer key that need not be an object yet. */
    final boolean put(int key, @Nullable LuaInteger boxed, LuaValue value) {
        if (key > 0 && key <= array.length) {
            return putListed(key, value);
        }
        if (key == size + 1 && key > array.length && !value.isnil()) {
            growList(key);
            return putListed(key, value);
        }
        return putHashed(findInteger(key), boxed == null ? LuaInteger.valueOf(key) : boxed, value);
    }

    private boolean putListed(int key, LuaValue value) {
        LuaValue before = array[key - 1];
        if (value.isnil()) {
            if (before == null) {
                return false;
            }
            array[key - 1] = null;
            listed--;
            if (key == size) {
                int last = key - 1;
                while (last > 0 && array[last - 1] == null) {
                    last--;
                }
                size = last;
            }
            return true;
        }
        array[key - 1] = value;
        listed += before == null ? 1 : 0;
        if (key > size) {
            size = key;
            if (key == array.length && live > 0 && hashed(findInteger(key + 1)) != NIL) {
                growList(key + 1);
            }
        }
        return before == null;
    }

    /** Makes the list long enough for a key and moves the hashed entries that belong into it now. */
    private void growList(int key) {
        int length = Math.max(SMALLEST_LIST, array.length);
        while (length < key) {
            length = length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : length * 2;
        }
        while (true) {
            int from = array.length;
            array = Arrays.copyOf(array, length);
            if (live == 0) {
                return;
            }
            takeOver(from, length);
            if (size < length || hashed(findInteger(length + 1)) == NIL) {
                return;
            }
            length = length > Integer.MAX_VALUE / 2 ? Integer.MAX_VALUE - 8 : length * 2;
        }
    }

    private void takeOver(int from, int to) {
        if (to - from <= hash.length / 2) {
            for (int key = from + 1; key <= to; key++) {
                int place = findInteger(key);
                if (place >= 0 && hash[place + 1] != null) {
                    moveToList(key, place);
                }
            }
        } else {
            for (int place = 0; place < hash.length; place += 2) {
                if (hash[place] instanceof LuaInteger integer
                        && integer.v > from
                        && integer.v <= to
                        && hash[place + 1] != null) {
                    moveToList(integer.v, place);
                }
            }
        }
    }

    private void moveToList(int key, int place) {
        array[key - 1] = hash[place + 1];
        hash[place + 1] = null;
        live--;
        listed++;
        size = Math.max(size, key);
    }

    private boolean putHashed(int place, LuaValue key, LuaValue value) {
        if (value.isnil()) {
            if (place < 0 || hash[place + 1] == null) {
                return false;
            }
            hash[place + 1] = null;
            live--;
            return true;
        }
        if (place >= 0) {
            boolean came = hash[place + 1] == null;
            hash[place + 1] = value;
            live += came ? 1 : 0;
            return came;
        }
        if ((used + 1) * 8L > hash.length * 3L) {
            rebuildHash(live + 1);
        }
        insert(key, value);
        return true;
    }

    /**
     * Rebuilds the hash part without removed keys and with room for the given number of entries: at most five eighths
     * full, so that a table whose keys come and go is not rebuilt at every step.
     */
    private void rebuildHash(int entries) {
        LuaValue[] old = hash;
        int places = SMALLEST_HASH;
        while (places * 5L < entries * 8L) {
            places *= 2;
        }
        hash = new LuaValue[places * 2];
        used = 0;
        live = 0;
        for (int place = 0; place < old.length; place += 2) {
            if (old[place + 1] != null) {
                insert(old[place], old[place + 1]);
            }
        }
    }

    private void insert(LuaValue key, LuaValue value) {
        int mask = hash.length - 1;
        int place = start(key.hashCode(), mask);
        while (hash[place] != null) {
            place = (place + 2) & mask;
        }
        hash[place] = key;
        hash[place + 1] = value;
        used++;
        live++;
    }

    /** Where the search for a hash code begins. The multiplier is 2^32 divided by the golden ratio. */
    private static int start(int hashCode, int mask) {
        int mixed = hashCode * 0x9E3779B9;
        return ((mixed ^ (mixed >>> 15)) << 1) & mask;
    }

    private LuaValue hashed(int place) {
        if (place < 0) {
            return NIL;
        }
        LuaValue value = hash[place + 1];
        return value == null ? NIL : value;
    }

    private int findString(LuaString key) {
        LuaValue[] table = hash;
        if (table.length == 0) {
            return -1;
        }
        int mask = table.length - 1;
        for (int place = start(key.hashCode(), mask); ; place = (place + 2) & mask) {
            LuaValue found = table[place];
            if (found == key) {
                return place;
            }
            if (found == null) {
                return -1;
            }
            if (found instanceof LuaString string && string.hashCode() == key.hashCode() && string.raweq(key)) {
                return place;
            }
        }
    }

    private int findInteger(int key) {
        LuaValue[] table = hash;
        if (table.length == 0) {
            return -1;
        }
        int mask = table.length - 1;
        for (int place = start(key, mask); ; place = (place + 2) & mask) {
            LuaValue found = table[place];
            if (found == null) {
                return -1;
            }
            if (found instanceof LuaInteger integer && integer.v == key) {
                return place;
            }
        }
    }

    private int findOther(LuaValue key) {
        LuaValue[] table = hash;
        if (table.length == 0) {
            return -1;
        }
        int mask = table.length - 1;
        for (int place = start(key.hashCode(), mask); ; place = (place + 2) & mask) {
            LuaValue found = table[place];
            if (found == null) {
                return -1;
            }
            if (found == key || found.raweq(key)) {
                return place;
            }
        }
    }

    /** The border that `#` gives. */
    final int border() {
        return size;
    }

    /** Whether all keys are in the list part, so that the order of iteration is that of the keys. */
    public final boolean isPureList() {
        return live == 0;
    }

    /** Whether keys may be objects. */
    public final boolean hasObjectKeys() {
        for (int place = 0; place < hash.length; place += 2) {
            if (hash[place] != null && hash[place].type() >= TTABLE) {
                return true;
            }
        }
        return false;
    }

    /** Number of entries. */
    public final int count() {
        return listed + live;
    }

    /**
     * A position in the order of iteration: that of the given key's entry; 0, before the first, for nil.
     *
     * @return -1 if the table has never had that key since its last rebuild
     */
    final int position(LuaValue key) {
        if (key.isnil()) {
            return 0;
        }
        if (key instanceof LuaInteger integer && integer.v > 0 && integer.v <= array.length) {
            return integer.v;
        }
        int place = key instanceof LuaString string
                ? findString(string)
                : key instanceof LuaInteger integer ? findInteger(integer.v) : findOther(key);
        return place < 0 ? -1 : array.length + 1 + place / 2;
    }

    /** The position of the first entry after the given position; -1 if there is none. */
    public final int after(int position) {
        for (int i = position; i < size; i++) {
            if (array[i] != null) {
                return i + 1;
            }
        }
        int places = hash.length / 2;
        for (int i = Math.max(0, position - array.length); i < places; i++) {
            if (hash[2 * i + 1] != null) {
                return array.length + 1 + i;
            }
        }
        return -1;
    }

    /** The key at a position that {@link #after} gave. */
    public final LuaValue keyAt(int position) {
        return position <= array.length ? LuaInteger.valueOf(position) : hash[2 * (position - array.length - 1)];
    }

    /** The value at a position that {@link #after} gave. */
    public final LuaValue valueAt(int position) {
        return position <= array.length ? array[position - 1] : hash[2 * (position - array.length - 1) + 1];
    }

    /** The value at a position that {@link #position} gave; NIL if there is none any more. */
    final LuaValue presentAt(int position) {
        LuaValue value = valueAt(position);
        return value == null ? NIL : value;
    }

    /** Gives the entry at a position, which is there, another value that is not nil. */
    final void replaceAt(int position, LuaValue value) {
        if (position <= array.length) {
            array[position - 1] = value;
        } else {
            hash[2 * (position - array.length - 1) + 1] = value;
        }
    }

    /**
     * How the storage is laid out but for the entries: their places and those of removed keys.
     *
     * @param positions the positions of all entries, in whatever order they will come back
     */
    public final Layout layout(int[] positions) {
        List<LuaValue> removed = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < hash.length; place += 2) {
            if (hash[place] != null && hash[place + 1] == null) {
                removed.add(hash[place]);
                places.add(place);
            }
        }
        return new Layout(array.length, hash.length, positions, removed, places);
    }

    /** Gives an empty table a layout; then its entries are to be put back, each at its position. */
    public final void layOut(Layout layout) {
        array = new LuaValue[layout.listLength];
        hash = new LuaValue[layout.hashLength];
        for (int i = 0; i < layout.removed.size(); i++) {
            hash[layout.removedPlaces.get(i)] = layout.removed.get(i);
        }
        used = layout.removed.size();
    }

    /** Puts back an entry that had this position when the layout was taken. */
    public final void putBack(int position, LuaValue key, LuaValue value) {
        if (position <= array.length) {
            array[position - 1] = value;
            listed++;
            size = Math.max(size, position);
        } else {
            int place = 2 * (position - array.length - 1);
            hash[place] = key;
            hash[place + 1] = value;
            used++;
            live++;
        }
    }

    /** Where the entries of a table lie, and so the order of iteration, without the entries. */
    public record Layout(
            int listLength, int hashLength, int[] positions, List<LuaValue> removed, List<Integer> removedPlaces) {}

    /** Whether setting a key to a value makes iterations that are under way void, as in Lua: it gets a new place. */
    public final boolean isNewPlace(LuaValue key) {
        return key instanceof LuaInteger integer && integer.v > 0 && integer.v <= array.length
                ? integer.v > size
                : position(key) < 0;
    }

    /** Removes all entries and gives their memory back. */
    public final void clear() {
        array = EMPTY;
        size = 0;
        listed = 0;
        hash = EMPTY;
        used = 0;
        live = 0;
    }

    /** Makes room for a list of so many values. */
    public final void makeRoom(int listSize) {
        reserve(listSize, 0);
    }

    /** Makes room in an empty or filled table, so that filling it rebuilds nothing. */
    final void reserve(int listSize, int hashSize) {
        if (listSize > array.length) {
            growList(listSize);
        }
        if (hashSize > 0 && hash.length == 0) {
            rebuildHash(hashSize);
        }
    }
}
