package luahome.browse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A table that is open: its entries, and the open ones among the tables in it. Immutable; what it shows is counted in
 * rows, of which its own is none.
 */
final class OpenTable {
    private final HomeTable table;
    private final TableRows listing;
    private final NavigableMap<Long, Child> children;
    private final long rows;

    private OpenTable(HomeTable table, TableRows listing, NavigableMap<Long, Child> children) {
        this.table = table;
        this.listing = listing;
        this.children = Collections.unmodifiableNavigableMap(children);
        this.rows = listing.size()
                + children.values().stream().mapToLong(child -> child.node.rows).sum();
    }

    /** A table that is just opened. */
    static OpenTable of(HomeTable table, EntryOrder order) {
        return new OpenTable(table, TableRows.of(table, order), new TreeMap<>());
    }

    HomeTable table() {
        return table;
    }

    TableRows listing() {
        return listing;
    }

    /** How many rows its entries take, with those of the open tables below. */
    long rows() {
        return rows;
    }

    /** The open tables in it by the places of their entries. */
    NavigableMap<Long, Child> children() {
        return children;
    }

    /** The open table at a place; null if there is none. */
    @Nullable
    OpenTable child(long place) {
        Child child = children.get(place);
        return child == null ? null : child.node;
    }

    /** The row of a place, from 0. */
    long rowOf(long place) {
        return place
                + children.headMap(place, false).values().stream()
                        .mapToLong(child -> child.node.rows)
                        .sum();
    }

    /** The same with another open table at a place; with none if it is null. */
    private OpenTable with(long place, @Nullable Child child) {
        TreeMap<Long, Child> changed = new TreeMap<>(children);
        if (child == null) {
            changed.remove(place);
        } else {
            changed.put(place, child);
        }
        return new OpenTable(table, listing, changed);
    }

    /**
     * The same with something else open below.
     *
     * @param places the way to it from here; it is open up to the last step
     * @param change takes what is open there, null for nothing, and answers the same
     */
    OpenTable changed(List<Long> places, Change change) {
        long place = places.get(0);
        Child child = children.get(place);
        if (places.size() > 1) {
            if (child == null) {
                throw new IllegalArgumentException("the way leads through a table that is not open");
            }
            List<Long> rest = places.subList(1, places.size());
            return with(place, new Child(child.key, child.node.changed(rest, change)));
        }
        OpenTable changed = change.of(child == null ? null : child.node);
        if (changed == null) {
            return with(place, null);
        }
        LuaValue key = child == null ? listing.window(place, 1).get(0).key() : child.key;
        return with(place, new Child(key, changed));
    }

    /** The same, read again, in an order; what is not there any more is not open any more. */
    OpenTable reread(EntryOrder order) {
        TableRows now = TableRows.of(table, order);
        TreeMap<Long, Child> open = new TreeMap<>();
        for (Map.Entry<Long, Child> entry : children.entrySet()) {
            Child child = entry.getValue();
            long place = now.placeOf(child.key, entry.getKey());
            if (place >= 0 && now.window(place, 1).get(0).value() == child.node.table) {
                open.put(place, new Child(child.key, child.node.reread(order)));
            }
        }
        return new OpenTable(table, now, open);
    }

    /** The way to a row, as places from here on. */
    List<Long> placesOf(long row) {
        List<Long> places = new ArrayList<>();
        OpenTable node = this;
        long left = row;
        while (node != null) {
            OpenTable inner = null;
            // Rows of open tables before the place that is looked for.
            long inside = 0;
            for (Map.Entry<Long, Child> entry : node.children.entrySet()) {
                long first = entry.getKey() + inside + 1;
                long end = first + entry.getValue().node.rows;
                if (left < first) {
                    break;
                }
                if (left < end) {
                    places.add(entry.getKey());
                    inner = entry.getValue().node;
                    left -= first;
                    break;
                }
                inside = end - entry.getKey() - 1;
            }
            if (inner == null) {
                places.add(left - inside);
            }
            node = inner;
        }
        return places;
    }

    /** An open table and the key under which it stands. */
    record Child(LuaValue key, OpenTable node) {}

    /** What becomes of what is open at a place. */
    @FunctionalInterface
    interface Change {
        @Nullable
        OpenTable of(@Nullable OpenTable open);
    }
}
