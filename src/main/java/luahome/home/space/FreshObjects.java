package luahome.home.space;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import org.luaj.vm2.LuaValue;

/**
 * Finds what a commit has to write besides what changed: the objects adopted in the transaction that can be reached
 * from the changes. On the way the cells and the code of functions are adopted, and what those cells hold. Used for one
 * commit.
 */
final class FreshObjects {
    private final ObjectSpace space;
    private final long first;
    private final BitSet seen = new BitSet();
    private final ArrayDeque<Object> open = new ArrayDeque<>();
    private final List<Object> reached = new ArrayList<>();
    private final boolean tablesOnly;

    /** Functions that were met and not followed. */
    private final List<HomeFunction> functions = new ArrayList<>();

    /**
     * @param tablesOnly whether functions are not followed but only noted, since what their open variables hold may
     *     change
     * @param first the lowest number that an object adopted in the transaction can have
     */
    FreshObjects(ObjectSpace space, long first, boolean tablesOnly) {
        this.space = space;
        this.first = first;
        this.tablesOnly = tablesOnly;
    }

    /** Takes in what changed in a table. */
    void changed(HomeTable table, TableState state) {
        DirtyKeys dirty = state.dirty();
        if (dirty != null) {
            dirty.forEach(key -> {
                LuaValue value = state.changedValue(table, key);
                if (!value.isnil()) {
                    visit(key);
                    visit(value);
                }
            });
        }
        if (state.hasDirtyMetatable()) {
            visitMetatable(table);
        }
    }

    /**
     * Takes in a variable that was assigned.
     *
     * @throws org.luaj.vm2.LuaError with its path, if what it holds cannot be stored
     */
    void changed(Cell cell, CellState state) {
        space.adoption().admit(state, LuaValue.NIL, cell.get());
        visit(cell.get());
    }

    /** Takes in a function that has other code or variables. */
    void changed(HomeFunction function, FunctionState state) {
        parts(function, state);
    }

    /** All that was found, by ascending IDs. */
    List<Object> all() {
        while (!open.isEmpty()) {
            Object object = open.remove();
            if (tablesOnly && object instanceof HomeFunction function) {
                functions.add(function);
                continue;
            }
            reached.add(object);
            if (object instanceof HomeTable table) {
                contents(table);
            } else if (object instanceof HomeFunction function) {
                parts(function, Objects.requireNonNull(FunctionState.of(function)));
            } else if (object instanceof Cell cell) {
                changed(cell, Objects.requireNonNull(CellState.of(cell)));
            }
        }
        reached.sort(Comparator.comparingLong(
                object -> Objects.requireNonNull(ObjectSpace.state(object)).id()));
        return reached;
    }

    /** The functions that were met, if they were not to be followed. */
    List<HomeFunction> functions() {
        return functions;
    }

    private void contents(HomeTable table) {
        int references = 0;
        for (int at = table.after(0); at > 0; at = table.after(at)) {
            LuaValue value = table.valueAt(at);
            references += TableState.isReference(value) ? 1 : 0;
            visit(table.keyAt(at));
            visit(value);
        }
        visitMetatable(table);
        Objects.requireNonNull(TableState.of(table)).references(references);
    }

    private void visitMetatable(HomeTable table) {
        LuaValue metatable = table.getmetatable();
        if (metatable != null) {
            visit(metatable);
        }
    }

    private void parts(HomeFunction function, FunctionState state) {
        Code code = function.prototype();
        adoptPart(code, state, LuaValue.NIL);
        Cell[] cells = function.cells();
        for (int i = 0; i < cells.length; i++) {
            adoptPart(cells[i], state, code.upvalues[i].name);
        }
    }

    private void adoptPart(Object part, FunctionState of, LuaValue step) {
        if (ObjectSpace.state(part) == null) {
            space.adopt(part).hangsOn(of, step);
        }
        visit(part);
    }

    /** Notes an object that was adopted in this transaction, to be written and followed. */
    void visit(Object object) {
        ObjectState<?> state = ObjectSpace.state(object);
        if (state == null) {
            return;
        }
        space.collector().meet(state.id());
        if (state.isFresh()) {
            int index = Math.toIntExact(state.number() - first);
            if (!seen.get(index)) {
                seen.set(index);
                open.add(object);
            }
        }
    }
}
