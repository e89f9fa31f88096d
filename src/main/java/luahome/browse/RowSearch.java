package luahome.browse;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import luahome.home.value.HomeTable;
import luahome.text.TextMatcher;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Looks for a text in keys, strings and numbers, row by row, and inside the tables that are closed, each of which is
 * looked through once. Capital and small letters are the same. Used for one search.
 */
final class RowSearch {
    /** Tables that are so many times inside each other are not looked into. */
    private static final int DEEPEST = 500;

    private final BrowserModel model;
    private final TextMatcher wanted;
    private final BooleanSupplier stopped;
    private final Set<HomeTable> seen = new HashSet<>();
    /** The rows that are looked through: from this one … */
    private long from;
    /** … to before this one. */
    private long to;
    /** Whether of the first row only what is inside counts. */
    private boolean insideFirst;
    /** Whether the last place is wanted, not the first one. */
    private boolean last;

    private @Nullable List<Long> found;

    /**
     * A search in what a model shows.
     *
     * @param stopped whether it should end without a result
     */
    RowSearch(BrowserModel model, String text, BooleanSupplier stopped) {
        this.model = model;
        this.wanted = new TextMatcher(text);
        this.stopped = stopped;
    }

    /** The next place behind the row at which one is, or the first one of all; null if there is none. */
    @Nullable
    List<Long> next() {
        // What is inside the row comes behind it, the row itself last of all.
        insideFirst = true;
        List<Long> behind = search(model.at(), model.rows());
        insideFirst = false;
        return behind != null || stopped.getAsBoolean() ? behind : search(0, model.at() + 1);
    }

    /** The last place before the row at which one is, or the last one of all; null if there is none. */
    @Nullable
    List<Long> previous() {
        last = true;
        List<Long> before = search(0, model.at());
        return before != null || stopped.getAsBoolean() ? before : search(model.at(), model.rows());
    }

    private @Nullable List<Long> search(long first, long end) {
        seen.clear();
        found = null;
        from = first;
        to = end;
        rows(model.root(), List.of(), 1);
        return found;
    }

    /** Looks through an open table whose first entry is in a row; answers whether to go on. */
    private boolean rows(OpenTable node, List<Long> way, long firstRow) {
        long place = 0;
        long row = firstRow;
        for (Map.Entry<Long, OpenTable.Child> entry : node.children().entrySet()) {
            long next = entry.getKey() + 1;
            OpenTable child = entry.getValue().node();
            boolean more = entries(node, way, place, next, row);
            row += next - place;
            place = next;
            if (!more
                    || row < to
                            && row + child.rows() > from
                            && !rows(child, BrowserModel.with(way, entry.getKey()), row)) {
                return false;
            }
            row += child.rows();
        }
        return entries(node, way, place, node.listing().size(), row);
    }

    private boolean entries(OpenTable node, List<Long> way, long place, long end, long row) {
        long first = place + Math.max(0, from - row);
        long behind = Math.min(end, place + to - row);
        if (first >= behind) {
            return true;
        }
        boolean[] more = {true};
        node.listing().forEachFrom(first, (at, key, value) -> {
            boolean itself = !insideFirst || row + at - place > from;
            more[0] = entry(way, at, key, value, itself, 0);
            return more[0] && at + 1 < behind;
        });
        return more[0];
    }

    /** Looks at an entry, and inside its table if that is closed; answers whether to go on. */
    private boolean entry(List<Long> way, long at, LuaValue key, LuaValue value, boolean itself, int depth) {
        if (stopped.getAsBoolean()) {
            found = null;
            return false;
        }
        if (itself && (matches(key) || matches(value))) {
            found = BrowserModel.with(way, at);
            if (!last) {
                return false;
            }
        }
        boolean closed = depth < DEEPEST && BrowserModel.isOpenable(value) && !model.isShown(value);
        return !closed || !seen.add((HomeTable) value) || inside((HomeTable) value, BrowserModel.with(way, at), depth);
    }

    private boolean inside(HomeTable table, List<Long> way, int depth) {
        boolean[] more = {true};
        if (!worthSorting(table)) {
            return !stopped.getAsBoolean();
        }
        TableRows.of(table, model.order()).forEachFrom(0, (at, key, value) -> {
            more[0] = entry(way, at, key, value, true, depth + 1);
            return more[0];
        });
        return more[0];
    }

    /** Whether something may be found in a table, or in those in it; the answer loads nothing. */
    private boolean worthSorting(HomeTable table) {
        boolean[] worth = {false};
        table.forEachBehind(0, (key, value) -> {
            worth[0] = matches(key) || matches(value) || BrowserModel.isOpenable(value);
            return !worth[0] && !stopped.getAsBoolean();
        });
        return worth[0];
    }

    private boolean matches(LuaValue value) {
        if (value instanceof LuaString text) {
            return wanted.isIn(text);
        }
        return value.type() == LuaValue.TNUMBER && wanted.isIn(value.tojstring());
    }
}
