package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaValue;

/**
 * The hook of `debug.sethook`. It is looked at where an interrupt is, when a function is entered and at jumps
 * backwards, so that it costs nothing while there is none: calls are seen, instructions are counted in whole rounds of
 * loops, and neither lines nor returns are seen.
 */
public final class Hook {
    /** What the code that runs once in a function counts for. */
    private static final int INSTRUCTIONS_PER_CALL = 4;

    private final LuaValue function;
    private final String mask;
    private final int count;
    private long left;
    private boolean running;

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
        this.left = count;
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

    /**
     * Calls the function if it is time; {@code instructions} is the length of a loop's round, 0 where a frame begins.
     */
    void reached(Interpreter vm, Frame f, int instructions) {
        if (running || f.kind != Frame.LUA) {
            return;
        }
        if (f.pc == 0 && mask.indexOf('c') >= 0) {
            call(vm, f.tailCalled ? "tail call" : "call");
        }
        if (count == 0) {
            return;
        }
        left -= instructions == 0 ? INSTRUCTIONS_PER_CALL : instructions;
        if (left <= 0) {
            left = count;
            call(vm, "count");
        }
    }

    private void call(Interpreter vm, String event) {
        running = true;
        try {
            vm.callFromJava(function, LuaValue.varargsOf(Latin1.ofBytes(event), LuaValue.NIL));
        } finally {
            running = false;
        }
    }
}
