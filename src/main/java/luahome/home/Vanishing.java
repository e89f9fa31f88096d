package luahome.home;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import luahome.store.TableStore;
import org.luaj.vm2.LuaValue;

/**
 * Finds the objects that the program uses and that do not exist in a revision to be loaded. They become transient then
 * and keep what they hold, which must be in memory before the load.
 */
final class Vanishing {
    /** With more objects than these it is worth asking the collector which are in use. */
    private static final long MANY = 1000;

    private final TableStore store;
    private final ObjectSpace space;
    private final long revision;
    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> open = new ArrayDeque<>();

    /**
     * @param revision the number of the revision that is to be loaded
     */
    Vanishing(TableStore store, ObjectSpace space, long revision) {
        this.store = store;
        this.space = space;
        this.revision = revision;
    }

    /**
     * Brings the contents of the objects into memory, with all that can be reached from them and vanishes too.
     * Everything must have been committed.
     */
    Set<Object> objects() {
        if (count() > MANY) {
            letGo();
        }
        space.forEachLive(open::add);
        space.residents().suspended(() -> {
            while (!open.isEmpty()) {
                Object object = open.remove();
                if (vanishes(object) && found.add(object)) {
                    bringIn(object);
                }
            }
        });
        return found;
    }

    private void bringIn(Object object) {
        if (object instanceof HomeTable table) {
            TableState state = table.state();
            if (state != null && state.isGhost()) {
                state.touch();
                LuaValue metatable = table.getmetatable();
                if (metatable != null) {
                    open.add(metatable);
                }
                table.forEach((key, value) -> {
                    open.add(key);
                    return open.add(value);
                });
            }
        } else if (object instanceof HomeFunction function && function.isGhost()) {
            open.add(function.prototype());
            for (Cell cell : function.cells()) {
                open.add(cell);
            }
        } else if (object instanceof Cell cell) {
            open.add(cell.get());
        }
    }

    private long count() {
        long[] count = {0};
        space.forEachLive(object -> count[0] += vanishes(object) ? 1 : 0);
        return count[0];
    }

    /**
     * Lets go of objects that only hang on tables which remain: these become ghosts, and the collector does the rest.
     * Without it a session that only filled a large workspace would have to hold all of it in memory.
     */
    private void letGo() {
        space.forEachLive(object -> {
            if (object instanceof HomeTable && !vanishes(object)) {
                space.reload(object);
            }
        });
        System.gc();
    }

    private boolean vanishes(Object object) {
        ObjectState<?> state = ObjectSpace.state(object);
        return state != null && !store.existsIn(revision, state.id());
    }
}
