package luahome.home;

import org.luaj.vm2.LuaValue;

/**
 * A Lua variable that closures share (an upvalue). While the activation that declared it still runs, the cell is open and
 * stands for one of its registers; when the variable goes out of scope the cell is closed and holds the value itself.
 * Used by the Lua thread only.
 */
public final class Cell {
    private LuaValue[] slots;
    private int index;
    private boolean open;

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

    /** Assigns the variable. */
    public void set(LuaValue value) {
        slots[index] = value;
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
