package luahome.home.space;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Predicate;
import luahome.home.value.Cell;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.store.TableInfo;
import org.luaj.vm2.LuaValue;

/**
 * Finds the objects that the program uses and that do not exist in a revision to be loaded. They become transient then
 * and keep what they hold, which must be in memory before the load.
 */
public final class DetachedObjects {
    /** With more objects than these it is worth asking the collector which are in use. */
    private static final long MANY = 1000;

    /** What is brought in takes at most one part of the heap in so many. */
    private static final int HEAP_SHARE = 4;

    private final ObjectSpace space;
    private final Predicate<ObjectState<?>> vanishes;

    /** How much more may come into memory, in bytes. */
    private long room;

    private final Set<Object> found = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> open = new ArrayDeque<>();

    /**
     * @param vanishes which objects the store will not have any more
     */
    public DetachedObjects(ObjectSpace space, Predicate<ObjectState<?>> vanishes) {
        this.space = space;
        this.vanishes = vanishes;
        room = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
    }

    /**
     * Brings the contents of the objects into memory, with all that can be reached from them and vanishes too, as far
     * as a share of the heap goes: the tables beyond it will be lost. The store's transaction must have what tables
     * contain.
     */
    public Set<Object> objects() {
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
            TableState state = TableState.of(table);
            if (state != null && !state.isResident()) {
                TableInfo info = space.existing(state.id());
                long weight = ResidentSet.weigh(info.entries(), info.bytes(), 0);
                if (weight > room) {
                    return;
                }
                room -= weight;
                state.loadWhole(table);
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
        return state != null && vanishes.test(state);
    }
}
