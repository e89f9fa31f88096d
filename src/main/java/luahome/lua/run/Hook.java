package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaValue;

/**
 * The hook of `debug.sethook`, of one coroutine or of the main program. Calls are seen where the run loop begins with a
 * function; for lines, returns and counts it stops at each instruction, see {@link InstructionTrap}. Calls of built-in
 * functions are not seen. Used on the Lua thread.
 */
public final class Hook {
    private final LuaValue function;
    private final String mask;
    private final int count;
    private final boolean calls;
    private final boolean lines;
    private final boolean returns;
    private int left;
    private boolean running;
    private boolean failed;

    /**
     * A hook.
     *
     * @param mask what it is to be called for, letters of {@code crl}
     * @param count after how many instructions it is called; 0 for never
     */
    public Hook(LuaValue function, String mask, int count) {
        this.function = function;
        this.mask = mask;
        this.count = Math.max(0, count);
        calls = mask.indexOf('c') >= 0;
        lines = mask.indexOf('l') >= 0;
        returns = mask.indexOf('r') >= 0;
        left = count;
    }

    /** The function that is called; NIL if there is none. */
    public LuaValue function() {
        return function;
    }

    /** The events that it is called for, as `debug.sethook` takes them. */
    public String mask() {
        return mask;
    }

    /** After how many instructions it is called; 0 for never. */
    public int count() {
        return count;
    }

    /** Whether the run loop is to stop at each instruction. */
    boolean wantsInstructions() {
        return !running && (lines || returns || count > 0);
    }

    /** Calls the function for a Lua function that begins. */
    void entered(Interpreter vm, Frame f) {
        if (calls && !running) {
            // Whoever asks for the line is told that of the first instruction.
            f.pc = 1;
            call(vm, f.tailCalled ? "tail call" : "call", LuaValue.NIL);
            f.pc = 0;
        }
    }

    /**
     * Calls the function, if it is time, before the instruction at which a frame has stopped.
     *
     * @param beginsLine as of {@link Frame#beginsLine}
     */
    void reached(Interpreter vm, Frame f, boolean beginsLine) {
        if (running) {
            return;
        }
        if (count > 0 && --left <= 0) {
            left = count;
            call(vm, "count", LuaValue.NIL);
        }
        int at = f.pc - 1;
        if (lines && beginsLine) {
            call(vm, "line", LuaValue.valueOf(f.line()));
        }
        if (returns && returns(f, f.prototype().code[at])) {
            call(vm, "return", LuaValue.NIL);
        }
    }

    /** Whether an instruction ends a function: a tail call of a built-in one does so too, see Interpreter#tailCall. */
    private static boolean returns(Frame f, int instruction) {
        int operation = instruction & 0x3f;
        return operation == Lua.OP_RETURN
                || operation == Lua.OP_TAILCALL && CallRequestRunner.isPlain(f.registers[instruction >> 6 & 0xff]);
    }

    /** Whether the last call of the function ended in an error. */
    boolean failed() {
        return failed;
    }

    private void call(Interpreter vm, String event, LuaValue line) {
        running = true;
        failed = true;
        try {
            vm.callHook(function, LuaValue.varargsOf(Latin1.ofBytes(event), line));
            failed = false;
        } finally {
            running = false;
        }
    }
}
