package luahome.lua.run;

import java.util.Arrays;
import java.util.Objects;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.HomeFunction;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * One activation on a Lua stack: of a Lua function, or of one of the few things that stand between functions (a
 * protected call, the bottom of a coroutine, a call from Java into Lua). Frames form a chain and are kept for reuse:
 * {@code next} is the place of whatever this one calls, so a frame above the running one is only a spare, whatever it
 * contains.
 */
public final class Frame {
    /** Runs a Lua function. */
    public static final int LUA = 0;
    /** A call from Java: what returns to it leaves the run loop. */
    public static final int ENTRY = 1;
    /** A `pcall`. */
    static final int PCALL = 2;
    /** An `xpcall`; {@code extra} is its handler. */
    static final int XPCALL = 3;
    /** The bottom of a coroutine; {@code extra} is the coroutine. */
    static final int COROUTINE = 4;

    /**
     * A built-in function that goes on when what it called returns; {@code extra} is the {@link
     * CallRequest.Continuation}, and {@code multi} what came back. Its {@code function} is null, by which {@link
     * Loop#run} knows it.
     */
    static final int STEPS = 5;

    /** A call of a hook: like ENTRY, but between what stopped and its hook there is no level. */
    static final int HOOK = 6;

    /** The bits of {@link #call} that tell what becomes of the results… */
    static final int WANTED = 0x3f | 0x1ff << 14;
    /** … their value in a call that wants exactly one … */
    static final int ONE_RESULT = Lua.OP_CALL | 2 << 14;
    /** … and in one that wants none. */
    static final int NO_RESULT = Lua.OP_CALL | 1 << 14;

    /** What a frame has that has returned, so that nothing there keeps garbage alive. */
    static final LuaValue[] NO_REGISTERS = {};

    private static final int FIRST_OPEN_CELLS = 4;

    public final @Nullable Frame prev;

    @Nullable
    Frame next;
    /** Number of frames below this one on its stack. */
    final int depth;

    public int kind;
    /** The running function; meaningful in a LUA frame, null in one of kind STEPS. */
    @Nullable
    HomeFunction function;
    /** The code that it had when it was called, which is what {@link #pc} and the registers belong to. */
    @Nullable
    Code code;

    public LuaValue[] registers = NO_REGISTERS;
    /** The instruction after the one that is being executed. */
    public int pc;
    /** The instruction that a hook saw last in this call, see {@link InstructionTrap}. */
    int hookedPc;
    /** The instruction that made the call which is under way above this frame, of a function or a metamethod. */
    public int call;
    /** Whether the function was called by a `return f()` of one that it replaced, so that nothing tells its name. */
    public boolean tailCalled;
    /** The arguments beyond the named ones, of a function with `...`. */
    public Varargs varargs = LuaValue.NONE;
    /** Results of unknown number, on their way from one instruction to the next; the results of an ENTRY. */
    Varargs multi = LuaValue.NONE;
    /** The register at which {@code multi} would begin; in a concatenation, the last one that is still to be joined. */
    int multiBase;

    /** What belongs to a frame of another kind than LUA. */
    Object extra = LuaValue.NIL;

    int openCount;
    /** The open cells, and null behind them: a cell that was closed must not be kept alive here. */
    private @Nullable Cell[] open = {};

    /** A frame above another one; null for the bottom of a stack. */
    Frame(@Nullable Frame prev) {
        this.prev = prev;
        this.depth = prev == null ? 0 : prev.depth + 1;
    }

    /** The code of the running function; LUA frames only. */
    public Code prototype() {
        Code running = code;
        if (running == null) {
            throw new IllegalStateException("not a Lua frame");
        }
        return running;
    }

    /** The running function; LUA frames only. */
    public HomeFunction function() {
        HomeFunction running = function;
        if (running == null) {
            throw new IllegalStateException("not a Lua frame");
        }
        return running;
    }

    /** The frame of the level below; null at the bottom of a stack. */
    @Nullable
    Frame levelBelow() {
        Frame below = prev;
        while (below != null && below.kind == HOOK) {
            below = below.prev;
        }
        return below;
    }

    /** The frame below; not for the bottom of a stack. */
    public Frame below() {
        Frame below = prev;
        if (below == null) {
            throw new IllegalStateException("bottom of the stack");
        }
        return below;
    }

    /** The source line being executed; -1 if unknown. */
    public int line() {
        return lineOf(pc - 1);
    }

    /** The source line of an instruction; -1 if unknown. */
    int lineOf(int at) {
        int[] lines = prototype().lineinfo;
        return lines != null && at >= 0 && at < lines.length ? lines[at] : -1;
    }

    /** Whether the next instruction begins a line, or comes again to the one it saw last, see {@link #hookedPc}. */
    boolean beginsLine() {
        int at = pc - 1;
        return at <= hookedPc || hookedPc < 0 || lineOf(at) != lineOf(hookedPc);
    }

    /**
     * Puts the results of the call under way where its instruction wants them: a `CALL` made it, or any other
     * instruction that called a metamethod.
     */
    void accept(Varargs values) {
        int a = (call >> 6) & 0xff;
        int c = (call >> 14) & 0x1ff;
        LuaValue[] r = registers;
        switch (call & 0x3f) {
            case Lua.OP_CALL:
            case Lua.OP_TAILCALL:
                if (c == 0) {
                    multi = values;
                    multiBase = a;
                }
                for (int j = 1; j < c; j++) {
                    r[a + j - 1] = values.arg(j);
                }
                return;
            case Lua.OP_TFORCALL:
                for (int j = 1; j <= c; j++) {
                    r[a + 2 + j] = values.arg(j);
                }
                return;
            case Lua.OP_EQ:
            case Lua.OP_LT:
            case Lua.OP_LE:
                decide(values.arg1().toboolean());
                return;
            case Lua.OP_SETTABUP:
            case Lua.OP_SETTABLE:
                return;
            case Lua.OP_CONCAT:
                r[multiBase] = values.arg1();
                return;
            default:
                r[a] = values.arg1();
                return;
        }
    }

    /** Takes the outcome of the comparison in {@code call}: skips the jump behind it, or not. */
    void decide(boolean outcome) {
        if (outcome != (((call >> 6) & 0xff) != 0)) {
            pc++;
        }
    }

    /** The registers from {@code first} to the end of the values on their way, as values of their own; takes those. */
    Varargs gather(int first) {
        Varargs more = multi;
        multi = LuaValue.NONE;
        return ValueLists.gather(registers, first, multiBase - first, more);
    }

    /**
     * Clears the registers that a call under way has freed: in a Lua function's frame those that held the function, its
     * arguments, and what was above them.
     */
    void clearFreeRegisters() {
        int operation = call & 0x3f;
        if (kind != LUA || pc == 0 || prototype().code[pc - 1] != call) {
            return;
        }
        if (operation == Lua.OP_CALL || operation == Lua.OP_TAILCALL) {
            Arrays.fill(registers, (call >> 6) & 0xff, registers.length, LuaValue.NIL);
        } else if (operation == Lua.OP_TFORCALL) {
            Arrays.fill(registers, ((call >> 6) & 0xff) + 3, registers.length, LuaValue.NIL);
        }
    }

    /** The open cell over a register, made if need be. */
    Cell cell(int register) {
        Cell present = openCell(register);
        if (present != null) {
            return present;
        }
        if (openCount == open.length) {
            open = Arrays.copyOf(open, Math.max(FIRST_OPEN_CELLS, 2 * openCount));
        }
        Cell cell = new Cell(registers, register);
        open[openCount++] = cell;
        return cell;
    }

    /** The open cell over a register; null if there is none. */
    @Nullable
    Cell openCell(int register) {
        for (int i = openCount - 1; i >= 0; i--) {
            Cell cell = open(i);
            if (cell.index() == register) {
                return cell;
            }
        }
        return null;
    }

    /** Closes the open cells over {@code register} and above. */
    void close(int register) {
        int kept = 0;
        for (int i = 0; i < openCount; i++) {
            Cell cell = open(i);
            if (cell.index() >= register) {
                cell.close();
            } else {
                open[kept++] = cell;
            }
        }
        Arrays.fill(open, kept, openCount, null);
        openCount = kept;
    }

    private Cell open(int place) {
        return Objects.requireNonNull(open[place]);
    }
}
