package luahome.home.space;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import luahome.home.codec.ObjectKind;
import luahome.home.value.Cell;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Decides what may go into a persistent object, and adopts transient tables and functions that do, with all that they
 * reach. All or nothing: everything is looked at before the first object gets a number, so a refusal leaves nothing
 * behind.
 *
 * <p>What an open variable of a function holds is not looked at: it may still change, and is admitted at commit.
 */
public final class Adoption {
    private final ObjectSpace space;
    private boolean refusing = true;

    Adoption(ObjectSpace space) {
        this.space = space;
    }

    /**
     * From now on a table that gets something that cannot be stored becomes transient in place of refusing it. For
     * tests only: it lets any Lua program run with all its tables persistent as long as they can be. Such a home cannot
     * commit.
     */
    public void releaseInsteadOfRefusing() {
        refusing = false;
    }

    /** Answers for a table that gets something that cannot be stored: raises the error, but see above. */
    void refuse(TableState container, LuaError refusal) {
        HomeTable table = container.get();
        if (refusing || table == null) {
            throw refusal;
        }
        space.release(table);
    }

    /**
     * Lets an entry into a persistent table, adopting what has to be; a value of nil is always let in.
     *
     * @throws LuaError with the place, if the key or the value cannot be stored
     */
    void admitEntry(TableState container, LuaValue key, LuaValue value) {
        if (value.isnil()) {
            return;
        }
        if (settled(container, ObjectState.KEY, key)) {
            admit(container, key, value);
            return;
        }
        Walk walk = new Walk(() -> ObjectPaths.of(container), ObjectKind.TABLE);
        walk.meet(null, ObjectState.KEY, key);
        if (!settled(container, key, value)) {
            walk.meet(null, key, value);
        }
        walk.adopt();
        settled(container, ObjectState.KEY, key);
        settled(container, key, value);
    }

    /** Lets a metatable into a persistent table; see {@link #admitEntry}. */
    void admitMetatable(TableState container, LuaValue metatable) {
        if (!metatable.isnil()) {
            admit(container, ObjectState.METATABLE, metatable);
        }
    }

    /**
     * Lets a value into a persistent object.
     *
     * @param step as {@link ObjectState#parentStep} has it
     */
    void admit(ObjectState<?> container, LuaValue step, LuaValue value) {
        if (!settled(container, step, value)) {
            Walk walk = new Walk(() -> ObjectPaths.of(container), ObjectKind.of(container.id()));
            walk.meet(null, step, value);
            walk.adopt();
            settled(container, step, value);
        }
    }

    /** Adopts a transient table that hangs on nothing. */
    public void adopt(HomeTable table) {
        Walk walk = new Walk(() -> "the table given", ObjectKind.CELL);
        walk.meet(null, LuaValue.NIL, table);
        walk.adopt();
    }

    /** Whether a value can be stored as it is; if it is an object, notes where it hangs. */
    private boolean settled(ObjectState<?> container, LuaValue step, LuaValue value) {
        if (isScalar(value)) {
            return true;
        }
        ObjectState<?> state = ObjectSpace.state(value);
        if (state != null) {
            state.hangsOn(container, step);
        }
        return state != null || space.builtins().name(value) != null;
    }

    private static boolean isScalar(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TSTRING, LuaValue.TNUMBER, LuaValue.TBOOLEAN, LuaValue.TNIL -> true;
            default -> false;
        };
    }

    /** What a value is called that cannot be stored; null if it can, once it is adopted. */
    private static @Nullable String refused(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TFUNCTION -> value instanceof HomeFunction ? null : "a function that is not written in Lua";
            case LuaValue.TTHREAD -> "a coroutine";
            case LuaValue.TTABLE -> refusedTable((LuaTable) value);
            default -> "a userdata value";
        };
    }

    private static @Nullable String refusedTable(LuaTable value) {
        return value instanceof HomeTable table && !table.isGuarded() ? null : "a table made by the system";
    }

    /** A walk over what is to be adopted, from the nearest on, so that the paths told are short. */
    private final class Walk {
        private final Place place;
        private final ObjectKind kind;
        private final Map<LuaValue, Origin> found = new IdentityHashMap<>();
        private final ArrayDeque<LuaValue> open = new ArrayDeque<>();
        private final ArrayDeque<LuaValue> order = new ArrayDeque<>();

        /** A walk that begins at an object of a kind and a place. */
        Walk(Place place, ObjectKind kind) {
            this.place = place;
            this.kind = kind;
        }

        /** Takes in what an object has by a step; null is where the walk begins. */
        void meet(@Nullable LuaValue from, LuaValue step, LuaValue value) {
            if (isScalar(value)
                    || ObjectSpace.state(value) != null
                    || space.builtins().name(value) != null
                    || found.containsKey(value)) {
                return;
            }
            String refused = refused(value);
            if (refused != null) {
                boolean key = step == ObjectState.KEY;
                throw new LuaError("cannot persist " + refused + (key ? " as a key" : "") + " (at "
                        + (key ? path(from) : path(new Origin(from, step))) + ")");
            }
            found.put(value, new Origin(from, step));
            open.add(value);
        }

        void adopt() {
            while (!open.isEmpty()) {
                space.checkInterrupt();
                LuaValue object = open.remove();
                order.add(object);
                if (object instanceof HomeTable table) {
                    table(table);
                } else {
                    function((HomeFunction) object);
                }
            }
            try {
                order.forEach(this::take);
            } catch (Throwable e) {
                // Short of memory, or interrupted: an object with a number must not hold one without.
                order.forEach(space::release);
                throw e;
            }
        }

        private void table(HomeTable table) {
            LuaValue metatable = table.getmetatable();
            if (metatable != null) {
                meet(table, ObjectState.METATABLE, metatable);
            }
            table.forEach((key, value) -> {
                space.checkInterrupt();
                meet(table, ObjectState.KEY, key);
                meet(table, key, value);
                return true;
            });
        }

        private void function(HomeFunction function) {
            Cell[] cells = function.cells();
            for (int i = 0; i < cells.length; i++) {
                if (!cells[i].isOpen()) {
                    meet(function, function.prototype().upvalues[i].name, cells[i].get());
                }
            }
        }

        private void take(LuaValue object) {
            space.checkInterrupt();
            ObjectState<?> state = space.adopt(object);
            Origin origin = found.get(object);
            ObjectState<?> parent = origin == null || origin.object == null ? null : ObjectSpace.state(origin.object);
            if (origin != null && parent != null) {
                state.hangsOn(parent, origin.step);
            }
        }

        private String path(@Nullable LuaValue object) {
            Origin origin = object == null ? null : found.get(object);
            return origin == null ? place.text() : path(origin);
        }

        private String path(Origin last) {
            ArrayDeque<Origin> chain = new ArrayDeque<>();
            Origin at = last;
            while (at != null && chain.size() < 50) {
                chain.push(at);
                at = at.object == null ? null : found.get(at.object);
            }
            String path = at == null ? place.text() : "…";
            for (Origin step : chain) {
                ObjectKind of = step.object == null
                        ? kind
                        : step.object instanceof HomeTable ? ObjectKind.TABLE : ObjectKind.FUNCTION;
                path = ObjectPaths.path(path, of, step.step);
            }
            return path;
        }
    }

    /** Says where the walk begins; asked only when something goes wrong. */
    private interface Place {
        String text();
    }

    /** How an object was found: by a step from another one; null for where the walk began. */
    private record Origin(@Nullable LuaValue object, LuaValue step) {}
}
