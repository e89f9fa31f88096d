package luahome.lua.run;

import java.util.Map;
import java.util.WeakHashMap;
import luahome.home.value.Code;
import org.luaj.vm2.Lua;

/**
 * Lets the run loop stop in front of each instruction, at no cost while nobody asks for it: the loop then runs a copy of
 * the code whose instructions all have the operation {@link #OPERATION}, but for the one that is to be executed next. The
 * operands stay, since some instructions read those of the next one. Only one frame runs at a time, so one place at a
 * time is open. Used on the Lua thread.
 */
final class InstructionTrap {
    /** An operation that Lua does not have. */
    static final int OPERATION = 0x3f;

    private final Map<Code, int[]> copies = new WeakHashMap<>();
    private int[] running = {};

    /** The place in {@link #running} of the instruction that does not stop; -1 if there is none. */
    private int open = -1;

    /** The code to run a frame with, whose next instruction stops. */
    int[] enter(Frame f) {
        close();
        f.hookedPc = f.pc - 1;
        return copyOf(f);
    }

    /** Lets the instruction at which a frame has stopped be executed, once. */
    void pass(Frame f) {
        close();
        open = f.pc - 1;
        f.hookedPc = open;
        running = copyOf(f);
        running[open] = f.prototype().code[open];
    }

    /** Sees to it that the instruction that was to be executed stops as the others do, if it comes again. */
    void close() {
        if (open >= 0) {
            running[open] |= OPERATION;
            open = -1;
        }
    }

    private int[] copyOf(Frame f) {
        return copies.computeIfAbsent(f.prototype(), code -> copy(code.code));
    }

    private static int[] copy(int[] code) {
        int[] copy = code.clone();
        for (int i = 0; i < code.length; i++) {
            copy[i] = code[i] | OPERATION;
            if (isFollowedByData(code[i])) {
                i++;
            }
        }
        return copy;
    }

    private static boolean isFollowedByData(int instruction) {
        int operation = instruction & OPERATION;
        return operation == Lua.OP_LOADKX || operation == Lua.OP_SETLIST && (instruction >> 14 & 0x1ff) == 0;
    }
}
