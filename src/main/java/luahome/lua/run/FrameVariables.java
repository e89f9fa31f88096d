package luahome.lua.run;

import java.util.LinkedHashMap;
import java.util.Map;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The variables that the running line of a function sees, for a debugger: those of the functions around it, and its own
 * locals, which hide them. Used on the Lua thread.
 */
public final class FrameVariables {
    private final Frame frame;
    private final Map<String, Cell> upvalues = new LinkedHashMap<>();
    private final Map<String, Cell> locals = new LinkedHashMap<>();
    /** Locals that no function shares, so that they have no cell of their own, by their registers. */
    private final Map<Integer, Cell> copies = new LinkedHashMap<>();

    private FrameVariables(Frame frame) {
        this.frame = frame;
    }

    static FrameVariables of(Frame frame) {
        FrameVariables found = new FrameVariables(frame);
        found.find(frame.prototype(), frame.pc - 1);
        return found;
    }

    private void find(Code code, int at) {
        for (int i = 0; i < code.upvalues.length; i++) {
            LuaString name = code.upvalues[i].name;
            if (name != null) {
                upvalues.put(Latin1.toBytes(name), frame.function().cells()[i]);
            }
        }
        LuaString name;
        for (int register = 0; (name = code.getlocalname(register + 1, at)) != null; register++) {
            String text = Latin1.toBytes(name);
            // What a loop keeps for itself is called (for index) and the like.
            if (!text.startsWith("(")) {
                locals.remove(text);
                locals.put(text, cell(register));
            }
        }
    }

    private Cell cell(int register) {
        Cell shared = frame.openCell(register);
        if (shared != null) {
            return shared;
        }
        LuaValue value = frame.registers[register];
        Cell copy = new Cell(value == null ? LuaValue.NIL : value);
        copies.put(register, copy);
        return copy;
    }

    /** The function's own, by their names, in the order of their declaration. */
    public Map<String, Cell> locals() {
        return locals;
    }

    /** Those of the functions around it that it uses, by their names. */
    public Map<String, Cell> upvalues() {
        return upvalues;
    }

    /** The arguments beyond the named ones; null for a function that takes none. */
    public @Nullable Varargs extraArguments() {
        return frame.prototype().is_vararg != 0 ? frame.varargs : null;
    }

    /** Gives the function the values that its locals have got in their cells since. */
    public void store() {
        copies.forEach((register, cell) -> frame.registers[register] = cell.get());
    }
}
