package luahome.home.value;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * A Lua variable that closures share (an upvalue). While the activation that declared it still runs, the cell is open
 * and stands for one of its registers; when the variable goes out of scope the cell is closed and holds the value
 * itself. Where a persistent function uses it, the cell is persistent too: two functions that share it still do so
 * tomorrow. Used by the Lua thread only.
 */
public final class Cell {
    private LuaValue[] slots;
    private int index;
    private boolean open;
    private @Nullable CellPersistence state;

    /** A closed cell that holds the value. */
    public Cell(LuaValue value) {
        this.slots = new LuaValue[] {value};
    }

    /** An open cell over a register. */
    public Cell(LuaValue[] registers, int index) {
        this.slots = registers;
        this.index = index;
        this.open = true;
    }

    /** The variable's value; never null. */
    public LuaValue get() {
        return slots[index];
    }

    /** Assigns the variable; a LuaError if it is persistent and the workspace is open for reading only. */
    public void set(LuaValue value) {
        if (state != null) {
            state.changed(this);
        }
        slots[index] = value;
    }

    /** Gives the variable the value that the store has. */
    public void restore(LuaValue value) {
        slots[index] = value;
    }

    /** The persistent state; null while no persistent function uses the variable. */
    public @Nullable CellPersistence persistence() {
        return state;
    }

    /** Makes the variable persistent, or, with null, transient again. */
    public void persistence(@Nullable CellPersistence newState) {
        state = newState;
    }

    /** Whether it still stands for a register. */
    public boolean isOpen() {
        return open;
    }

    /** The register that an open cell stands for; 0 for a closed one. */
    public int index() {
        return index;
    }

    /** Takes the value out of the register, for good. Does nothing to a closed cell. */
    public void close() {
        if (open) {
            slots = new LuaValue[] {slots[index]};
            index = 0;
            open = false;
        }
    }
}
