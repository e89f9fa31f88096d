package luahome.lua.builtin;

import java.nio.charset.StandardCharsets;
import luahome.home.value.HomeTable;
import luahome.lua.value.ByteBuilder;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Small things that every library needs. */
public final class Library {
    private Library() {}

    /** Adds a built-in function to a table. */
    public static void add(HomeTable table, String name, LibraryFunction.Body body) {
        table.rawset(text(name), new LibraryFunction(name, body));
    }

    /** A built-in function that no table has. */
    public static LibraryFunction function(String name, LibraryFunction.Body body) {
        return new LibraryFunction(name, body);
    }

    /** Adds a built-in function that calls back into Lua to a table. */
    public static void add(CallbackFunctions vm, HomeTable table, String name, Stepwise body) {
        table.rawset(text(name), vm.stepwise(name, args -> body.call(new LuaArguments(name, args))));
    }

    /** A Lua string of an ASCII text. */
    public static LuaString text(String ascii) {
        return LuaString.valueUsing(ascii.getBytes(StandardCharsets.UTF_8));
    }

    /** The table at a position, or the error that something else is there. */
    public static LuaTable table(LuaArguments a, int position) {
        if (a.value(position) instanceof LuaTable table) {
            return table;
        }
        throw a.wrongType(position, "table");
    }

    /** What a failed operation of `io`, `os` or `load` answers: nil and the reason. */
    public static Varargs failure(String reason) {
        return LuaValue.varargsOf(LuaValue.NIL, text(reason));
    }

    /** Text around a name of any bytes; null stands for an empty one. */
    public static LuaString joined(String before, @Nullable LuaString name, String after) {
        ByteBuilder text = new ByteBuilder(0);
        text.append(text(before));
        if (name != null) {
            text.append(name);
        }
        text.append(text(after));
        return text.toLuaString();
    }

    /** The metamethod of a value; NIL if there is none. */
    public static LuaValue metamethod(LuaValue value, LuaString event) {
        LuaValue metatable = value.getmetatable();
        return metatable == null ? LuaValue.NIL : metatable.rawget(event);
    }

    /** What a function does that calls back into Lua. */
    @FunctionalInterface
    public interface Stepwise {
        /** Takes the arguments of a call, answers how to go on. */
        CallRequest call(LuaArguments arguments);
    }
}
