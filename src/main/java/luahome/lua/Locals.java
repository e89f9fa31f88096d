package luahome.lua;

import luahome.home.HomeFunction;
import luahome.lua.lib.Arguments;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of the library `debug` for local variables. Built-in functions have none. */
final class Locals {
    private static final LuaString EXTRA_ARGUMENT = Text.ofBytes("(*vararg)");
    private static final LuaString TEMPORARY = Text.ofBytes("(*temporary)");

    private Locals() {}

    /** {@code debug.getlocal([thread,] f, n)}. */
    static Varargs getLocal(Frame caller, Arguments all) {
        Arguments a = DebugLib.withoutThread(all);
        int number = a.int32(2);
        if (a.value(1) instanceof LuaFunction) {
            LuaString name = a.value(1) instanceof HomeFunction
                    ? ((HomeFunction) a.value(1)).prototype().getlocalname(number, 0)
                    : null;
            return name == null ? LuaValue.NIL : name;
        }
        Frame f = frame(caller, all, a);
        LuaString name = f == null ? null : name(f, number);
        if (f == null || name == null) {
            return LuaValue.NIL;
        }
        LuaValue value = number < 0 ? f.varargs.arg(-number) : f.registers[number - 1];
        return LuaValue.varargsOf(name, value == null ? LuaValue.NIL : value);
    }

    /** {@code debug.setlocal([thread,] level, n, value)}. */
    static Varargs setLocal(Frame caller, Arguments all) {
        Arguments a = DebugLib.withoutThread(all);
        Frame f = frame(caller, all, a);
        LuaValue value = a.any(3);
        int number = a.int32(2);
        LuaString name = f == null ? null : name(f, number);
        if (f == null || name == null) {
            return LuaValue.NIL;
        }
        if (number < 0) {
            LuaValue[] extra = new LuaValue[f.varargs.narg()];
            for (int i = 0; i < extra.length; i++) {
                extra[i] = i + 1 == -number ? value : f.varargs.arg(i + 1);
            }
            f.varargs = LuaValue.varargsOf(extra);
        } else {
            f.registers[number - 1] = value;
        }
        return name;
    }

    /** The frame of the level that is asked for; null if it is that of a built-in function. */
    private static @Nullable Frame frame(Frame caller, Arguments all, Arguments a) {
        int level = a.int32(1);
        boolean other = a != all;
        if (level == 0 && !other) {
            return null;
        }
        Frame stack = other ? ((Coroutine) all.value(1)).top : caller;
        Frame f = level < 0 ? null : Levels.at(stack, other ? level + 1 : level);
        if (f == null) {
            throw a.wrong(1, "level out of range");
        }
        return f.kind == Frame.LUA ? f : null;
    }

    /** What a variable is called: by its register from 1, or an argument beyond the named ones from -1 downwards. */
    private static @Nullable LuaString name(Frame f, int number) {
        if (number < 0) {
            return -(long) number <= f.varargs.narg() && f.prototype().is_vararg != 0 ? EXTRA_ARGUMENT : null;
        }
        LuaString name = f.prototype().getlocalname(number, f.pc - 1);
        if (name != null) {
            return name;
        }
        return number > 0 && number <= inUse(f) ? TEMPORARY : null;
    }

    /** The number of registers below what the current instruction calls. */
    private static int inUse(Frame f) {
        int operation = f.call & 0x3f;
        boolean calls = operation == Lua.OP_CALL || operation == Lua.OP_TAILCALL;
        return calls ? (f.call >> 6) & 0xff : 0;
    }
}
