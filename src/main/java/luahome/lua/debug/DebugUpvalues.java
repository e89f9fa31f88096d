package luahome.lua.debug;

import luahome.home.value.Cell;
import luahome.home.value.HomeFunction;
import luahome.lua.builtin.LuaArguments;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of the library `debug` for upvalues. Those of built-in functions are Java's and not to be seen. */
final class DebugUpvalues {
    private DebugUpvalues() {}

    /** {@code debug.getupvalue(f, n)}. */
    static Varargs get(LuaArguments a) {
        int number = a.int32(2);
        Cell cell = cell(function(a, 1), number);
        return cell == null ? LuaValue.NONE : LuaValue.varargsOf(name(a.value(1), number), cell.get());
    }

    /** {@code debug.setupvalue(f, n, value)}. */
    static Varargs set(LuaArguments a) {
        LuaValue value = a.any(3);
        int number = a.int32(2);
        Cell cell = cell(function(a, 1), number);
        if (cell == null) {
            return LuaValue.NONE;
        }
        cell.set(value);
        return name(a.value(1), number);
    }

    /** {@code debug.upvalueid(f, n)}. */
    static Varargs id(LuaArguments a) {
        return new LuaUserdata(existing(a, 1));
    }

    /** Whether a value is one that {@link #id} answers: what PUC Lua calls light userdata. */
    static boolean isId(LuaValue value) {
        return value instanceof LuaUserdata userdata && userdata.userdata() instanceof Cell;
    }

    /** {@code debug.upvaluejoin(f1, n1, f2, n2)}. */
    static Varargs join(LuaArguments a) {
        existing(a, 1);
        Cell from = existing(a, 3);
        ((HomeFunction) a.value(1)).join(a.int32(2) - 1, from);
        return LuaValue.NONE;
    }

    private static LuaValue function(LuaArguments a, int position) {
        if (!(a.value(position) instanceof LuaFunction)) {
            throw a.wrongType(position, "function");
        }
        return a.value(position);
    }

    /** The cell that a function and a number, one behind the other, stand for. */
    private static Cell existing(LuaArguments a, int position) {
        int number = a.int32(position + 1);
        Cell cell = cell(function(a, position), number);
        if (cell == null) {
            throw a.wrong(position + 1, "invalid upvalue index");
        }
        return cell;
    }

    private static @Nullable Cell cell(LuaValue function, int number) {
        if (!(function instanceof HomeFunction)) {
            return null;
        }
        Cell[] cells = ((HomeFunction) function).cells();
        return number < 1 || number > cells.length ? null : cells[number - 1];
    }

    private static LuaValue name(LuaValue function, int number) {
        LuaString name = ((HomeFunction) function).prototype().upvalues[number - 1].name;
        return name == null ? LuaValue.EMPTYSTRING : name;
    }
}
