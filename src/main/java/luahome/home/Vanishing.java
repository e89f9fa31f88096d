package luahome.home;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import luahome.store.TableStore;

/**
 * Finds the tables that the program uses and that do not exist in a revision to be loaded. They become transient then and
 * keep their entries, which must be in memory before the load.
 */
final class Vanishing {
    /** With more tables than these it is worth asking the collector which are in use. */
    private static final long MANY = 1000;

    private final TableStore store;
    private final TableSpace space;
    private final long revision;

    /**
     * @param revision the number of the revision that is to be loaded
     */
    Vanishing(TableStore store, TableSpace space, long revision) {
        this.store = store;
        this.space = space;
        this.revision = revision;
    }

    /**
     * Brings the entries of the tables into memory, with all that can be reached from them and vanishes too.
     * Everything must have been committed.
     */
    Set<HomeTable> tables() {
        if (count() > MANY) {
            letGo();
        }
        Set<HomeTable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        ArrayDeque<HomeTable> open = new ArrayDeque<>();
        space.forEachLive(open::add);
        space.residents().suspended(() -> {
            while (!open.isEmpty()) {
                HomeTable table = open.remove();
                PersistentState state = table.state();
                if (state != null && vanishes(table) && found.add(table) && state.isGhost()) {
                    state.touch();
                    table.forEach((key, value) -> value instanceof HomeTable child ? open.add(child) : true);
                }
            }
        });
        return found;
    }

    private long count() {
        long[] count = {0};
        space.forEachLive(table -> count[0] += vanishes(table) ? 1 : 0);
        return count[0];
    }

    /**
     * Lets go of tables that only hang on tables which remain: these become ghosts, and the collector does the rest.
     * Without it a session that only filled a large workspace would have to hold all of it in memory.
     */
    private void letGo() {
        space.forEachLive(table -> {
            if (!vanishes(table)) {
                space.transaction().discard(table);
            }
        });
        System.gc();
    }

    private boolean vanishes(HomeTable table) {
        return !store.existsIn(revision, table.id());
    }
}
