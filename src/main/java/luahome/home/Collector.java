package luahome.home;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import luahome.store.TableStore;

/**
 * Finds the tables that can no longer be reached from given ones, cycles included, and drops them: mark and sweep over
 * the store. Works on the committed state, without bringing anything into memory.
 */
final class Collector {
    private final TableStore store;
    private final BitSet reached = new BitSet();
    private final ArrayDeque<Long> open = new ArrayDeque<>();

    Collector(TableStore store) {
        this.store = store;
    }

    /** Says that a table is in use. */
    void root(long id) {
        int index = Math.toIntExact(id);
        if (!reached.get(index)) {
            reached.set(index);
            open.add(id);
        }
    }

    /** Drops every table that no root leads to, in the store's current transaction; answers how many. */
    long sweep() {
        while (!open.isEmpty()) {
            store.scan(open.remove(), null, (key, value) -> {
                long id = EntryCodec.referredTable(value);
                if (id != 0) {
                    root(id);
                }
                return true;
            });
        }
        List<Long> garbage = new ArrayList<>();
        store.tables(info -> {
            if (!reached.get(Math.toIntExact(info.id()))) {
                garbage.add(info.id());
            }
            return true;
        });
        garbage.forEach(store::drop);
        return garbage.size();
    }
}
