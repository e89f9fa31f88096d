package luahome.home;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import luahome.store.TableStore;

/**
 * Finds the tables that can no longer be reached from given ones, cycles included, and drops them: mark and sweep over
 * the store. Works on the committed state, without bringing anything into memory.
 */
final class Collector {
    private final TableStore store;
    private final IdSet reached = new IdSet();
    private final ArrayDeque<Long> open = new ArrayDeque<>();

    Collector(TableStore store) {
        this.store = store;
    }

    /** Says that a table is in use. */
    void root(long id) {
        if (reached.add(id)) {
            open.add(id);
        }
    }

    /** Follows all references from the roots given so far; answers how many more tables they lead to than before. */
    long mark() {
        long found = 0;
        for (; !open.isEmpty(); found++) {
            store.scan(open.remove(), null, (key, value) -> {
                long id = EntryCodec.referredTable(value);
                if (id != 0) {
                    root(id);
                }
                return true;
            });
        }
        return found;
    }

    /** Drops every table that was not marked, in the store's current transaction; answers how many. */
    long sweep() {
        List<Long> garbage = new ArrayList<>();
        store.tables(info -> {
            if (!reached.contains(info.id())) {
                garbage.add(info.id());
            }
            return true;
        });
        garbage.forEach(store::drop);
        return garbage.size();
    }
}
