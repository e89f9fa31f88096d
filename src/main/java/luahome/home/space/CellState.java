package luahome.home.space;

import java.lang.ref.ReferenceQueue;
import luahome.home.value.Cell;
import luahome.home.value.CellPersistence;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** What makes a variable of a persistent function persistent. */
public final class CellState extends ObjectState<Cell> implements CellPersistence {
    private boolean dirty;
    private LuaValue stored = LuaValue.NIL;

    CellState(ObjectSpace space, long id, Cell cell, ReferenceQueue<Object> queue, boolean fresh) {
        super(space, id, cell, queue, fresh);
    }

    /** The state of a variable; null while no persistent function uses it. */
    static @Nullable CellState of(Cell cell) {
        return (CellState) cell.persistence();
    }

    @Override
    public void changed(Cell cell) {
        space().requireWritable();
        if (!isFresh() && !dirty) {
            dirty = true;
            space().transaction().dirtied(cell);
        }
    }

    /** The value that the store has; of an open cell only, whose changes nobody reports. */
    LuaValue stored() {
        return stored;
    }

    /** The store has this value now. */
    void stored(LuaValue value) {
        stored = value;
    }

    @Override
    void committed() {
        super.committed();
        dirty = false;
    }

    /** The variable has the value again that the store knows. */
    void forgotten() {
        dirty = false;
    }
}
