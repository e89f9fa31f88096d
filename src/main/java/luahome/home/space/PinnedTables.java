package luahome.home.space;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import luahome.store.References;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import luahome.store.Tags;

/**
 * The tables that `ext.table` made: they are kept though they may hang on nothing, until `ext.release`. The store's
 * system table lists them, one entry per table with the reference as its key.
 */
public final class PinnedTables {
    private static final byte[] PRESENT = {Tags.TRUE};

    private final TableStore store;
    private TreeSet<Long> ids;
    private boolean changed;

    PinnedTables(TableStore store) {
        this.store = store;
        ids = read();
    }

    private TreeSet<Long> read() {
        TreeSet<Long> found = new TreeSet<>();
        store.scan(TableStore.SYSTEM_TABLE, References.to(0), (key, value) -> {
            if (key[0] != Tags.TABLE) {
                return false;
            }
            found.add(References.ofKey(key));
            return true;
        });
        return found;
    }

    /** The IDs of the tables. */
    public Iterable<Long> ids() {
        return ids;
    }

    boolean add(long id) {
        boolean added = ids.add(id);
        changed |= added;
        return added;
    }

    boolean remove(long id) {
        boolean removed = ids.remove(id);
        changed |= removed;
        return removed;
    }

    /** Whether the set differs from the committed one. */
    boolean changed() {
        return changed;
    }

    /** Writes the difference to the committed set into the store's transaction. */
    void write() {
        TreeSet<Long> before = read();
        TreeSet<Long> all = new TreeSet<>(before);
        all.addAll(ids);
        List<Change> changes = all.stream()
                .filter(id -> before.contains(id) != ids.contains(id))
                .map(id -> new Change(References.to(id), ids.contains(id) ? PRESENT.clone() : null))
                .sorted((a, b) -> Arrays.compareUnsigned(a.key(), b.key()))
                .toList();
        Iterator<Change> ascending = changes.iterator();
        store.update(TableStore.SYSTEM_TABLE, ascending);
    }

    /** The set in memory is the committed one now. */
    void committed() {
        changed = false;
    }

    /** Goes back to the committed set. */
    void reload() {
        ids = read();
        changed = false;
    }
}
