package luahome.browse;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What the browser looks at: a table, the open ones among those in it, an order, and a row at which one is. Immutable;
 * it holds until a table that it shows changes, and is {@link #reread} then.
 */
public final class BrowserModel {
    private final String path;
    private final OpenTable root;
    private final EntryOrder order;
    private final long at;
    /** Where the open tables stand; each is open in one place only. */
    private final Map<HomeTable, List<Long>> shown;

    private BrowserModel(String path, OpenTable root, EntryOrder order, long at) {
        this(path, root, order, at, new IdentityHashMap<>());
        note(root, List.of());
    }

    private BrowserModel(String path, OpenTable root, EntryOrder order, long at, Map<HomeTable, List<Long>> shown) {
        this.path = path;
        this.root = root;
        this.order = order;
        this.at = Math.max(0, Math.min(at, root.rows()));
        this.shown = shown;
    }

    private void note(OpenTable node, List<Long> places) {
        shown.put(node.table(), places);
        node.children().forEach((place, child) -> note(child.node(), with(places, place)));
    }

    static List<Long> with(List<Long> places, long place) {
        List<Long> longer = new ArrayList<>(places);
        longer.add(place);
        return longer;
    }

    /** A table that is open while those in it are not. */
    public static BrowserModel of(HomeTable table, String path, EntryOrder order) {
        return new BrowserModel(path, OpenTable.of(table, order), order, 0);
    }

    /** How many rows there are: that of the outermost table, and those of all that is open. */
    public long rows() {
        return 1 + root.rows();
    }

    /** The row at which one is, from 0. */
    public long at() {
        return at;
    }

    /** The order of the entries. */
    public EntryOrder order() {
        return order;
    }

    OpenTable root() {
        return root;
    }

    /** Whether the entries of the table in which the row is are too many to be sorted. */
    public boolean isUnsorted() {
        return !nodeOf(places(at)).listing().isSorted();
    }

    /** The same at another row; at the first or last one if there is no such row. */
    public BrowserModel at(long row) {
        return new BrowserModel(path, root, order, row, shown);
    }

    /** The row at which one is. */
    public Row row() {
        return window(at, 1).get(0);
    }

    /** The rows from one on, at most so many. */
    public List<Row> window(long first, int most) {
        List<Row> rows = new ArrayList<>();
        if (first == 0 && most > 0) {
            rows.add(new Row(0, path, null, root.table(), Row.Kind.OPEN));
        }
        collect(root, 1, Math.max(0, first - 1), most, rows);
        return rows;
    }

    private void collect(OpenTable node, int depth, long skip, int most, List<Row> rows) {
        long place = 0;
        long left = skip;
        for (Map.Entry<Long, OpenTable.Child> entry : node.children().entrySet()) {
            long end = entry.getKey() + 1;
            left = plain(node, depth, place, end, left, most, rows);
            OpenTable child = entry.getValue().node();
            if (left < child.rows() && rows.size() < most) {
                collect(child, depth + 1, left, most, rows);
            }
            left = Math.max(0, left - child.rows());
            place = end;
            if (rows.size() >= most) {
                return;
            }
        }
        plain(node, depth, place, node.listing().size(), left, most, rows);
    }

    /** The rows of the entries between two places; answers how many rows are still to be passed over. */
    private long plain(OpenTable node, int depth, long from, long to, long skip, int most, List<Row> rows) {
        long count = to - from;
        if (skip >= count) {
            return skip - count;
        }
        long place = from + skip;
        int wanted = (int) Math.min(to - place, most - rows.size());
        for (TableRows.Entry entry : node.listing().window(place, wanted)) {
            rows.add(Row.of(depth, entry.key(), entry.value(), kind(entry.value(), node.child(place))));
            place++;
        }
        return 0;
    }

    private Row.Kind kind(LuaValue value, @Nullable OpenTable open) {
        if (!isOpenable(value)) {
            return Row.Kind.PLAIN;
        }
        return open != null ? Row.Kind.OPEN : shown.containsKey(value) ? Row.Kind.ELSEWHERE : Row.Kind.CLOSED;
    }

    /** Whether a value is a table that is stored. */
    static boolean isOpenable(LuaValue value) {
        return value instanceof HomeTable table && table.id() != 0;
    }

    boolean isShown(LuaValue table) {
        return shown.containsKey(table);
    }

    /** The way to a row, as places of entries from the outermost table on. */
    List<Long> places(long row) {
        return row == 0 ? List.of() : root.placesOf(row - 1);
    }

    private OpenTable nodeOf(List<Long> places) {
        OpenTable node = root;
        for (int i = 0; i < places.size() - 1; i++) {
            OpenTable child = node.child(places.get(i));
            if (child == null) {
                throw new IllegalArgumentException("the way leads through a table that is not open");
            }
            node = child;
        }
        return node;
    }

    /** The table in which the row is at which one is; null at the outermost table. */
    public @Nullable HomeTable owner() {
        List<Long> places = places(at);
        return places.isEmpty() ? null : nodeOf(places).table();
    }

    private long rowOf(List<Long> places) {
        long row = 0;
        OpenTable node = root;
        for (int i = 0; i < places.size(); i++) {
            row += 1 + node.rowOf(places.get(i));
            OpenTable child = i + 1 < places.size() ? node.child(places.get(i)) : null;
            if (child != null) {
                node = child;
            }
        }
        return row;
    }

    /** The path of the row at which one is, as Lua. */
    public String path() {
        StringBuilder text = new StringBuilder(path);
        keys(places(at)).forEach(key -> text.append(LuaPaths.step(key)));
        return text.toString();
    }

    private List<LuaValue> keys(List<Long> places) {
        List<LuaValue> keys = new ArrayList<>();
        OpenTable node = root;
        for (int i = 0; i < places.size(); i++) {
            OpenTable.Child child = node.children().get(places.get(i));
            if (child != null) {
                keys.add(child.key());
                node = child.node();
            } else {
                node.listing().window(places.get(i), 1).forEach(entry -> keys.add(entry.key()));
            }
        }
        return keys;
    }

    /** The same with the table open at which one is; the same if it is none that can be opened. */
    public BrowserModel opened() {
        if (row().kind() != Row.Kind.CLOSED) {
            return this;
        }
        HomeTable table = (HomeTable) row().value();
        OpenTable changed = root.changed(places(at), open -> OpenTable.of(table, order));
        return new BrowserModel(path, changed, order, at);
    }

    /** The same with the table closed at which one is, and those in it; the same if it is not open. */
    public BrowserModel closed() {
        List<Long> places = places(at);
        if (places.isEmpty() || row().kind() != Row.Kind.OPEN) {
            return this;
        }
        return new BrowserModel(path, root.changed(places, open -> null), order, at);
    }

    /** The same at the first entry of the open table at which one is; the same if there is none. */
    public BrowserModel inward() {
        Row row = row();
        boolean filled = row.kind() == Row.Kind.OPEN && ((HomeTable) row.value()).entryCount() > 0;
        return filled ? at(at + 1) : this;
    }

    /** The same at the table in which the row is. */
    public BrowserModel outward() {
        List<Long> places = places(at);
        return places.isEmpty() ? this : at(rowOf(places.subList(0, places.size() - 1)));
    }

    /** The same at the place where a table is open; null if it is open nowhere. */
    public @Nullable BrowserModel whereOpen(HomeTable table) {
        List<Long> places = shown.get(table);
        return places == null ? null : at(rowOf(places));
    }

    /** The same at an entry of a table that is open; null if it is not, or has no such entry. */
    @Nullable
    BrowserModel whereOpen(HomeTable table, LuaValue key) {
        List<Long> places = shown.get(table);
        if (places == null) {
            return null;
        }
        OpenTable node = nodeOf(with(places, 0));
        long place = node.listing().placeOf(key, 0);
        return place < 0 ? null : at(rowOf(with(places, place)));
    }

    /** The table alone at which one is; the same if it is no table. */
    public BrowserModel alone() {
        Row row = row();
        return isOpenable(row.value()) ? of((HomeTable) row.value(), path(), order) : this;
    }

    /**
     * The same at an entry, with all open that it is in.
     *
     * @param places the way to it; the tables on it are open there or can be opened there
     */
    BrowserModel revealed(List<Long> places) {
        BrowserModel model = this;
        for (int i = 1; i < places.size(); i++) {
            model = model.at(model.rowOf(places.subList(0, i))).opened();
        }
        return model.at(model.rowOf(places));
    }

    /** The same in another order, at the same entry. */
    public BrowserModel sorted(EntryOrder other) {
        return read(other);
    }

    /**
     * What is to be seen after a change: the same tables are open as far as they are there, and one is at the same
     * entry, or at the same row if that is gone.
     */
    public BrowserModel reread() {
        return read(order);
    }

    private BrowserModel read(EntryOrder other) {
        List<Long> places = places(at);
        List<LuaValue> keys = keys(places);
        BrowserModel now = new BrowserModel(path, root.reread(other), other, at);
        List<Long> found = new ArrayList<>();
        OpenTable node = now.root;
        for (int i = 0; i < keys.size(); i++) {
            if (node == null) {
                return now;
            }
            long place = node.listing().placeOf(keys.get(i), places.get(i));
            if (place < 0) {
                return now;
            }
            found.add(place);
            node = node.child(place);
        }
        return now.at(now.rowOf(found));
    }
}
