package luahome.home;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import luahome.store.IdSet;
import luahome.store.ObjectIds;
import luahome.store.References;
import luahome.store.TableInfo;
import luahome.store.TableStore;

/**
 * Finds the stored objects that can no longer be reached from given ones, cycles included, and drops them: mark and sweep
 * over the store. Works on the committed state, without bringing anything into memory.
 */
final class Collector {
    private final TableStore store;
    private final IdSet reached = new IdSet();
    private final ArrayDeque<Long> open = new ArrayDeque<>();

    Collector(TableStore store) {
        this.store = store;
    }

    /** Says that an object is in use. */
    void root(long id) {
        if (reached.add(ObjectIds.number(id))) {
            open.add(id);
        }
    }

    /** Follows all references from the roots given so far; answers how many more objects they lead to than before. */
    long mark() {
        long found = 0;
        for (; !open.isEmpty(); found++) {
            store.scan(open.remove(), null, (key, value) -> {
                follow(References.ofKey(key));
                follow(References.ofValue(value));
                return true;
            });
        }
        return found;
    }

    private void follow(long id) {
        if (id != 0) {
            root(id);
        }
    }

    /** Drops every object that was not marked, in the store's current transaction; answers how many. */
    long sweep() {
        List<Long> garbage = new ArrayList<>();
        Predicate<TableInfo> visitor = info -> {
            if (!reached.contains(ObjectIds.number(info.id()))) {
                garbage.add(info.id());
            }
            return true;
        };
        store.tables(visitor);
        for (Kind kind : Kind.values()) {
            if (kind != Kind.TABLE) {
                store.auxiliaries(kind.ordinal(), visitor);
            }
        }
        garbage.forEach(store::drop);
        return garbage.size();
    }
}
