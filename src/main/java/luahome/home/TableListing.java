package luahome.home;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import luahome.home.Home.ListedTable;
import luahome.store.TableStore;

/**
 * Lists the committed tables with the shortest path to each: a breadth-first walk over the store that brings nothing into
 * memory but one number and one key for each table.
 */
final class TableListing {
    private static final int LONGEST_PATH = 200;

    private final TableStore store;
    private final Map<Long, String> paths = new HashMap<>();

    /** Tables whose whole path would be too long, and so are those of the tables below them. */
    private final Set<Long> elided = new HashSet<>();

    TableListing(TableStore store) {
        this.store = store;
    }

    /** Hands all tables, by ascending ID, to the visitor until it answers false. */
    void list(Iterable<Long> kept, Predicate<ListedTable> visitor) {
        walk(Locations.ROOT_ID, Locations.ROOT_NAME);
        for (long id : kept) {
            if (!paths.containsKey(id)) {
                walk(id, "#" + id);
            }
        }
        store.tables(info -> visitor.test(new ListedTable(info, paths.getOrDefault(info.id(), "#" + info.id()))));
    }

    private void walk(long rootId, String rootPath) {
        ArrayDeque<Long> open = new ArrayDeque<>();
        paths.put(rootId, rootPath);
        open.add(rootId);
        while (!open.isEmpty()) {
            long parent = open.remove();
            String parentPath = paths.get(parent);
            store.scan(parent, null, (key, value) -> {
                long child = EntryCodec.referredTable(value);
                if (child != 0 && !paths.containsKey(child)) {
                    String step = LuaPaths.step(EntryCodec.decodeKey(key, value));
                    String path = parentPath + step;
                    boolean tooLong = path.length() > LONGEST_PATH || elided.contains(parent);
                    paths.put(child, tooLong ? "#" + parent + cut(step) : path);
                    if (tooLong) {
                        elided.add(child);
                    }
                    open.add(child);
                }
                return true;
            });
        }
    }

    private static String cut(String step) {
        return step.length() <= LONGEST_PATH ? step : step.substring(0, LONGEST_PATH) + "…";
    }
}
