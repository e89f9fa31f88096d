package luahome.browse;

import java.util.ArrayList;
import java.util.List;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * The entries of a table by their places. Of a table with few entries it remembers the sorted keys; those of a large
 * one stand as they are stored, and only what is asked for is read. Holds until the table changes.
 */
final class TableRows {
    /** A table with more entries is not sorted. */
    static final int MOST_SORTED = 10_000;

    private final HomeTable table;
    private final long size;
    private final LuaValue @Nullable [] sorted;

    private TableRows(HomeTable table, long size, LuaValue @Nullable [] sorted) {
        this.table = table;
        this.size = size;
        this.sorted = sorted;
    }

    /** The entries of a table in an order, as far as it can be sorted. */
    static TableRows of(HomeTable table, EntryOrder order) {
        long size = table.entryCount();
        if (size > MOST_SORTED) {
            return new TableRows(table, size, null);
        }
        List<EntryOrder.Item> items = new ArrayList<>((int) size);
        table.forEachBehind(0, (key, value) -> items.add(EntryOrder.Item.of(key, value)));
        items.sort(order.comparator());
        LuaValue[] keys = items.stream().map(EntryOrder.Item::key).toArray(LuaValue[]::new);
        return new TableRows(table, keys.length, keys);
    }

    /** How many there are. */
    long size() {
        return size;
    }

    /** Whether they stand in the order that was asked for. */
    boolean isSorted() {
        return sorted != null;
    }

    /** Hands the entries from a place on to the visitor until it answers false. */
    void forEachFrom(long from, Visitor visitor) {
        LuaValue[] keys = sorted;
        long[] place = {from};
        if (keys == null) {
            table.forEachBehind(from, (key, value) -> visitor.entry(place[0]++, key, value));
            return;
        }
        boolean more = true;
        for (; more && place[0] < keys.length; place[0]++) {
            LuaValue key = keys[(int) place[0]];
            more = visitor.entry(place[0], key, table.rawget(key));
        }
    }

    /** The entries from a place on, at most so many. */
    List<Entry> window(long from, int most) {
        List<Entry> entries = new ArrayList<>();
        if (most > 0) {
            forEachFrom(from, (place, key, value) -> {
                entries.add(new Entry(key, value));
                return entries.size() < most;
            });
        }
        return entries;
    }

    /**
     * The place of a key; -1 if it is not there.
     *
     * @param near where it was before, so that a large table is not searched from its beginning
     */
    long placeOf(LuaValue key, long near) {
        long first = Math.max(0, near - 1);
        List<Entry> around = window(first, 3);
        for (int i = 0; i < around.size(); i++) {
            if (around.get(i).key().raweq(key)) {
                return first + i;
            }
        }
        long[] found = {-1};
        forEachFrom(0, (place, at, value) -> {
            found[0] = at.raweq(key) ? place : -1;
            return found[0] < 0;
        });
        return found[0];
    }

    /** An entry. */
    record Entry(LuaValue key, LuaValue value) {}

    /** Takes entries with their places. */
    @FunctionalInterface
    interface Visitor {
        /** Takes one; answers whether to go on. */
        boolean entry(long place, LuaValue key, LuaValue value);
    }
}
