package luahome.lua.debug;

import luahome.home.value.HomeFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.Coroutine;
import luahome.lua.run.Frame;
import luahome.lua.run.StackLevels;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of the library `debug` for local variables. Built-in functions have none. */
final class DebugLocals {
    private static final LuaString EXTRA_ARGUMENT = Latin1.ofBytes("(*vararg)");
    private static final LuaString TEMPORARY = Latin1.ofBytes("(*temporary)");

    private DebugLocals() {}

    /** {@code debug.getlocal([thread,] f, n)}. */
    static Varargs getLocal(StackLevels levels, LuaArguments a) {
        int first = first(a);
        int number = a.int32(first + 1);
        LuaValue of = a.value(first);
        if (of instanceof LuaFunction) {
            LuaString name =
                    of instanceof HomeFunction ? ((HomeFunction) of).prototype().getlocalname(number, 0) : null;
            return name == null ? LuaValue.NIL : name;
        }
        Frame f = frame(levels, a, first);
        LuaString name = f == null ? null : name(f, number);
        if (f == null || name == null) {
            return LuaValue.NIL;
        }
        LuaValue value = number < 0 ? f.varargs.arg(-number) : f.registers[number - 1];
        return LuaValue.varargsOf(name, value == null ? LuaValue.NIL : value);
    }

    /** {@code debug.setlocal([thread,] level, n, value)}. */
    static Varargs setLocal(StackLevels levels, LuaArguments a) {
        int first = first(a);
        Frame f = frame(levels, a, first);
        LuaValue value = a.any(first + 2);
        int number = a.int32(first + 1);
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

    /** The position of the first argument behind the thread that may be there. */
    private static int first(LuaArguments a) {
        return a.value(1) instanceof Coroutine ? 2 : 1;
    }

    /** The frame of the level at a position; null if it is that of a built-in function. */
    private static @Nullable Frame frame(StackLevels levels, LuaArguments a, int position) {
        int level = a.int32(position);
        Frame f = levels.at(level);
        if (f == null && !levels.isBuiltin(level)) {
            throw a.wrong(position, "level out of range");
        }
        return f != null && f.kind == Frame.LUA ? f : null;
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
