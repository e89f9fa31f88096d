package luahome.home;

import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Decides what may go into a persistent table, and adopts transient tables that do, with all that they reach. All or
 * nothing: everything is looked at before the first table gets an ID, so a refusal leaves nothing behind.
 */
final class Admission {
    private final TableSpace space;
    private final Map<LuaValue, String> builtins = new IdentityHashMap<>();
    private boolean refusing = true;

    Admission(TableSpace space) {
        this.space = space;
    }

    /** Names a built-in function or library table. */
    void builtin(LuaValue value, String name) {
        builtins.putIfAbsent(value, name);
    }

    /**
     * From now on a table that gets something that cannot be stored becomes transient in place of refusing it. For tests
     * only: it lets any Lua program run with all its tables persistent as long as they can be. Such a home cannot
     * commit.
     */
    void releaseInsteadOfRefusing() {
        refusing = false;
    }

    /** Answers for a table that gets something that cannot be stored: raises the error, but see above. */
    void refuse(PersistentState container, LuaError refusal) {
        HomeTable table = container.get();
        if (refusing || table == null) {
            throw refusal;
        }
        space.release(table);
    }

    /**
     * Lets a value into a persistent table, adopting what has to be.
     *
     * @throws LuaError with the place, if the key or the value cannot be stored
     */
    void admit(PersistentState container, LuaValue key, LuaValue value) {
        if (value.isnil()) {
            return;
        }
        if (!storableKey(key)) {
            throw keyRefusal(key, Locations.of(container));
        }
        if (storableScalar(value)) {
            return;
        }
        String refused = refused(value);
        if (refused != null) {
            throw refusal(refused, Locations.of(container) + LuaPaths.step(key));
        }
        HomeTable table = (HomeTable) value;
        PersistentState state = table.state();
        if (state == null) {
            state = adopt(table, () -> Locations.of(container) + LuaPaths.step(key));
        }
        state.hangsOn(container, key);
    }

    /** Adopts a transient table that hangs on nothing. */
    void adopt(HomeTable table) {
        String refused = refused(table);
        if (refused != null) {
            throw refusal(refused, "the table given");
        }
        adopt(table, () -> "the table given");
    }

    private PersistentState adopt(HomeTable root, Place place) {
        Map<HomeTable, Origin> found = new IdentityHashMap<>();
        ArrayDeque<HomeTable> open = new ArrayDeque<>();
        ArrayDeque<HomeTable> order = new ArrayDeque<>();
        found.put(root, new Origin(null, LuaValue.NIL));
        open.add(root);
        while (!open.isEmpty()) {
            HomeTable table = open.remove();
            order.add(table);
            for (int at = table.after(0); at > 0; at = table.after(at)) {
                LuaValue key = table.keyAt(at);
                LuaValue value = table.valueAt(at);
                if (!storableKey(key)) {
                    throw keyRefusal(key, path(found, table, place));
                }
                if (storableScalar(value)) {
                    continue;
                }
                String refused = refused(value);
                if (refused != null) {
                    throw refusal(refused, path(found, table, place) + LuaPaths.step(key));
                }
                if (((HomeTable) value).state() == null && !found.containsKey(value)) {
                    found.put((HomeTable) value, new Origin(table, key));
                    open.add((HomeTable) value);
                }
            }
        }
        try {
            order.forEach(table -> take(table, found));
        } catch (Throwable e) {
            // Short of memory, most likely: a table with a number must not hold one without.
            order.forEach(space::release);
            throw e;
        }
        PersistentState state = root.state();
        if (state == null) {
            throw new IllegalStateException("an adopted table has a state");
        }
        return state;
    }

    private void take(HomeTable table, Map<HomeTable, Origin> found) {
        PersistentState state = space.adopt(table);
        Origin origin = found.get(table);
        PersistentState parent = origin == null || origin.table == null ? null : origin.table.state();
        if (origin != null && parent != null) {
            state.hangsOn(parent, origin.key);
        }
    }

    private static String path(Map<HomeTable, Origin> found, HomeTable table, Place place) {
        StringBuilder steps = new StringBuilder();
        Origin origin = found.get(table);
        for (int depth = 0; origin != null && origin.table != null; depth++) {
            if (depth < 50) {
                steps.insert(0, LuaPaths.step(origin.key));
            } else if (depth == 50) {
                steps.insert(0, "…");
            }
            origin = found.get(origin.table);
        }
        return place.text() + steps;
    }

    private static boolean storableKey(LuaValue key) {
        return switch (key.type()) {
            case LuaValue.TSTRING, LuaValue.TNUMBER, LuaValue.TBOOLEAN -> true;
            default -> false;
        };
    }

    private static boolean storableScalar(LuaValue value) {
        return switch (value.type()) {
            case LuaValue.TSTRING, LuaValue.TNUMBER, LuaValue.TBOOLEAN -> true;
            default -> false;
        };
    }

    /** What a value is called if it cannot be stored; null if it can. */
    private @Nullable String refused(LuaValue value) {
        String name = builtins.get(value);
        if (name != null) {
            return "the built-in " + name;
        }
        return switch (value.type()) {
            case LuaValue.TFUNCTION -> "a function";
            case LuaValue.TTHREAD -> "a coroutine";
            case LuaValue.TTABLE -> refusedTable((LuaTable) value);
            default -> "a userdata value";
        };
    }

    private static @Nullable String refusedTable(LuaTable value) {
        if (!(value instanceof HomeTable table) || table.isGuarded()) {
            return "a table made by the system";
        }
        boolean plain = table.state() != null || table.getmetatable() == null;
        return plain ? null : "a table with a metatable";
    }

    private LuaError keyRefusal(LuaValue key, String place) {
        String what = key.type() == LuaValue.TTABLE ? "a table" : refused(key);
        return refusal(what + " as a key", place);
    }

    /** The error that says that something cannot be stored, and where it was to be. */
    LuaError refusal(String what, String place) {
        return new LuaError("cannot persist " + what + " (at " + place + ")");
    }

    /** Says where the adopted table is to hang; asked only when something goes wrong. */
    private interface Place {
        String text();
    }

    /** How a table was found: as the value of a key in another one; null for the first. */
    private record Origin(@Nullable HomeTable table, LuaValue key) {}
}
