package luahome.home;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import luahome.home.Home.ListedTable;
import luahome.home.codec.EntryCodec;
import luahome.home.codec.ObjectKind;
import luahome.home.space.ObjectPaths;
import luahome.home.space.ObjectState;
import luahome.home.value.LuaPaths;
import luahome.store.ObjectIds;
import luahome.store.Progress;
import luahome.store.References;
import luahome.store.TableInfo;
import luahome.store.TableStore;

/**
 * Lists the committed tables with the shortest path to each, through entries if there is such a way, else through
 * metatables, keys and variables of functions too: a breadth-first walk over the store that brings nothing into
 * memory but one number and one path for each object.
 */
final class CommittedTables {
    private static final int LONGEST_PATH = 200;

    private final TableStore store;
    private final Progress progress;
    private long tablesWalked;

    /** By the numbers of the objects. */
    private final Map<Long, String> paths = new HashMap<>();

    /** Objects whose whole path would be too long, and so are those of the objects below them. */
    private final Set<Long> elided = new HashSet<>();

    private final Set<Long> withMetatable = new HashSet<>();
    private final ArrayDeque<Long> open = new ArrayDeque<>();

    /** Ways that are only taken when no way through entries is left. */
    private final ArrayDeque<Way> later = new ArrayDeque<>();

    CommittedTables(TableStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    /** Hands all tables, by ascending ID, to the visitor until it answers false. */
    void list(Iterable<Long> kept, Predicate<ListedTable> visitor) {
        walk(ObjectKind.ROOT_ID, ObjectPaths.ROOT_NAME);
        for (long id : kept) {
            walk(id, "#" + id);
        }
        store.tables(info ->
                visitor.test(new ListedTable(shown(info), paths.getOrDefault(info.id(), "#" + info.id()))));
    }

    /** What users count: the slot of the metatable is none of the entries. */
    private TableInfo shown(TableInfo info) {
        boolean metatable = paths.containsKey(info.id())
                ? withMetatable.contains(info.id())
                : store.get(info.id(), EntryCodec.METATABLE_KEY.clone()) != null;
        return metatable ? new TableInfo(info.id(), info.entries() - 1, info.bytes()) : info;
    }

    private void walk(long rootId, String rootPath) {
        long tables = store.tableCount();
        meet(rootId, rootPath, false);
        while (!open.isEmpty() || !later.isEmpty()) {
            if (open.isEmpty()) {
                Way way = later.remove();
                meet(way.from, way.to, way.path, "");
                continue;
            }
            long parent = open.remove();
            tablesWalked += ObjectKind.of(parent) == ObjectKind.TABLE ? 1 : 0;
            store.scanReferences(parent, null, (key, value) -> {
                progress.at(tablesWalked, tables);
                entry(parent, key, value);
                return true;
            });
        }
    }

    private void entry(long parent, byte[] key, byte[] value) {
        long number = ObjectIds.number(parent);
        boolean metatable = key[0] == EntryCodec.METATABLE_KEY[0];
        if (metatable) {
            withMetatable.add(number);
        }
        long child = References.ofValue(value);
        long keyChild = References.ofKey(key);
        String path = Objects.requireNonNull(paths.get(number), "a table whose path is not known");
        if (isNew(keyChild)) {
            later.add(new Way(number, keyChild, ObjectPaths.path(path, ObjectKind.TABLE, ObjectState.KEY)));
        }
        if (!isNew(child)) {
            return;
        }
        switch (ObjectKind.of(parent)) {
            case FUNCTION -> {
                if (ObjectKind.of(child) == ObjectKind.CELL) {
                    String name = EntryCodec.step(key, value).substring(1);
                    later.add(new Way(number, child, LuaPaths.upvalue(path, name)));
                }
            }
            case TABLE -> {
                if (metatable) {
                    later.add(new Way(number, child, LuaPaths.metatable(path)));
                } else {
                    String step = EntryCodec.step(key, value);
                    meet(number, child, path + step, step);
                }
            }
            case CELL, CODE -> meet(number, child, path, "");
        }
    }

    private boolean isNew(long id) {
        return id != 0 && !paths.containsKey(ObjectIds.number(id));
    }

    private void meet(long parent, long child, String path, String step) {
        boolean tooLong = path.length() > LONGEST_PATH || elided.contains(parent);
        meet(child, tooLong ? "#" + parent + cut(step) : path, tooLong);
    }

    private void meet(long id, String path, boolean tooLong) {
        long number = ObjectIds.number(id);
        if (paths.putIfAbsent(number, path) == null) {
            if (tooLong) {
                elided.add(number);
            }
            open.add(id);
        }
    }

    /** A way from one object to another one that does not go through an entry. */
    private record Way(long from, long to, String path) {}

    private static String cut(String step) {
        return step.length() <= LONGEST_PATH ? step : step.substring(0, LONGEST_PATH) + "…";
    }
}
