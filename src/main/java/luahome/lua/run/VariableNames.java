package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** Finds out from the code what a program calls the value in a register: {@code local 'x'}, {@code field 'name'}, … */
public final class VariableNames {
    private VariableNames() {}

    /** What the function called by the frame's current instruction is known as; null if nothing tells. */
    public static @Nullable String called(Frame f) {
        Prototype p = f.prototype();
        int at = f.pc - 1;
        if (at < 0) {
            return null;
        }
        int i = p.code[at];
        switch (i & 0x3f) {
            case Lua.OP_CALL:
            case Lua.OP_TAILCALL:
                return register(p, at, (i >> 6) & 0xff);
            case Lua.OP_TFORCALL:
                return "for iterator 'for iterator'";
            default:
                String event = event(i & 0x3f);
                return event == null ? null : "metamethod '" + event + "'";
        }
    }

    /** The metamethod that an instruction calls; null if it calls none. */
    private static @Nullable String event(int operation) {
        switch (operation) {
            case Lua.OP_SELF:
            case Lua.OP_GETTABUP:
            case Lua.OP_GETTABLE:
                return "__index";
            case Lua.OP_SETTABUP:
            case Lua.OP_SETTABLE:
                return "__newindex";
            case Lua.OP_ADD:
                return "__add";
            case Lua.OP_SUB:
                return "__sub";
            case Lua.OP_MUL:
                return "__mul";
            case Lua.OP_DIV:
                return "__div";
            case Lua.OP_MOD:
                return "__mod";
            case Lua.OP_POW:
                return "__pow";
            case Lua.OP_UNM:
                return "__unm";
            case Lua.OP_LEN:
                return "__len";
            case Lua.OP_CONCAT:
                return "__concat";
            case Lua.OP_EQ:
                return "__eq";
            case Lua.OP_LT:
                return "__lt";
            case Lua.OP_LE:
                return "__le";
            default:
                return null;
        }
    }

    /** The bare name in what {@link #called} answers; null if nothing tells. */
    public static @Nullable String bare(@Nullable String described) {
        if (described == null) {
            return null;
        }
        int quote = described.indexOf('\'');
        return described.substring(quote + 1, described.length() - 1);
    }

    /** An upvalue by its number. */
    static @Nullable String upvalue(Prototype p, int number) {
        LuaString name = number < p.upvalues.length ? p.upvalues[number].name : null;
        return name == null ? null : "upvalue '" + Latin1.toBytes(name) + "'";
    }

    /** What is in a register when the instruction at {@code pc} runs; null if nothing tells. */
    static @Nullable String register(Prototype p, int pc, int register) {
        LuaString local = p.getlocalname(register + 1, pc);
        if (local != null) {
            return "local '" + Latin1.toBytes(local) + "'";
        }
        int at = lastAssignment(p, pc, register);
        if (at < 0) {
            return null;
        }
        int i = p.code[at];
        int b = i >>> 23;
        int c = (i >> 14) & 0x1ff;
        switch (i & 0x3f) {
            case Lua.OP_MOVE:
                return b < ((i >> 6) & 0xff) ? register(p, at, b) : null;
            case Lua.OP_GETTABUP: {
                LuaString table = b < p.upvalues.length ? p.upvalues[b].name : null;
                return (isEnvironment(table) ? "global '" : "field '") + key(p, at, c) + "'";
            }
            case Lua.OP_GETTABLE:
                return (isEnvironment(p.getlocalname(b + 1, at)) ? "global '" : "field '") + key(p, at, c) + "'";
            case Lua.OP_GETUPVAL:
                return upvalue(p, b);
            case Lua.OP_LOADK:
                return constant(p, i >>> 14);
            case Lua.OP_LOADKX:
                return constant(p, p.code[at + 1] >>> 6);
            case Lua.OP_SELF:
                return "method '" + key(p, at, c) + "'";
            default:
                return null;
        }
    }

    private static boolean isEnvironment(@Nullable LuaString name) {
        return name != null && name.raweq(LuaValue.ENV);
    }

    private static @Nullable String constant(Prototype p, int number) {
        LuaValue value = p.k[number];
        return value instanceof LuaString ? "constant '" + Latin1.toBytes((LuaString) value) + "'" : null;
    }

    /** The name of a key: a constant string, or a register that holds one. */
    private static String key(Prototype p, int pc, int operand) {
        if (operand > 0xff) {
            LuaValue value = p.k[operand & 0xff];
            return value instanceof LuaString ? Latin1.toBytes((LuaString) value) : "?";
        }
        String name = register(p, pc, operand);
        String bare = bare(name);
        return name != null && bare != null && name.startsWith("constant") ? bare : "?";
    }

    /**
     * The instruction before {@code pc} that gave the register its value whatever way was taken; -1 if there is none.
     */
    private static int lastAssignment(Prototype p, int pc, int register) {
        int found = -1;
        int jumpedTo = 0;
        for (int at = 0; at < pc; at++) {
            int i = p.code[at];
            int a = (i >> 6) & 0xff;
            boolean assigns;
            switch (i & 0x3f) {
                case Lua.OP_LOADNIL:
                    assigns = a <= register && register <= a + (i >>> 23);
                    break;
                case Lua.OP_TFORCALL:
                    assigns = register >= a + 2;
                    break;
                case Lua.OP_CALL:
                case Lua.OP_TAILCALL:
                    assigns = register >= a;
                    break;
                case Lua.OP_JMP: {
                    int target = at + 1 + (i >>> 14) - 0x1ffff;
                    if (at < target && target <= pc && target > jumpedTo) {
                        jumpedTo = target;
                    }
                    assigns = false;
                    break;
                }
                case Lua.OP_TEST:
                    assigns = a == register;
                    break;
                case Lua.OP_SETLIST:
                    if (((i >> 14) & 0x1ff) == 0) {
                        at++;
                    }
                    assigns = false;
                    break;
                default:
                    assigns = Lua.testAMode(i & 0x3f) && a == register;
                    break;
            }
            if (assigns) {
                found = at < jumpedTo ? -1 : at;
            }
        }
        return found;
    }
}
