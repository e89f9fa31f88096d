package luahome.lua.lib.string;

import static luahome.lua.value.LuaBytes.java;
import static luahome.lua.value.LuaBytes.lua;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import luahome.home.value.HomeTable;
import luahome.lua.run.Interpreter;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.LuaNumbers;
import luahome.lua.value.RealLua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library on its own, called from Java; shows what a call gave as one line. */
public final class StringLibrary {
    private final HomeTable functions = new HomeTable();

    StringLibrary(InterruptCheck check) {
        LuaStringLib.register(new Interpreter(), functions, check, StringLibrary::tostring);
    }

    StringLibrary() {
        this(() -> {});
    }

    LuaTable functions() {
        return functions;
    }

    /** Calls a function with Strings (bytes), Numbers, Booleans and LuaValues; null is nil. */
    Varargs call(String name, Object... arguments) {
        LuaValue[] values = new LuaValue[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(arguments[i]);
        }
        return functions.rawget(lua(name)).invoke(LuaValue.varargsOf(values));
    }

    /** The results as in {@code "a" 1 nil}, or the message of the error. */
    String show(String name, Object... arguments) {
        try {
            Varargs results = call(name, arguments);
            List<String> shown = new ArrayList<>();
            for (int i = 1; i <= results.narg(); i++) {
                shown.add(show(results.arg(i)));
            }
            return String.join(" ", shown);
        } catch (LuaError e) {
            return "error: " + e.getMessage();
        }
    }

    private static String show(LuaValue value) {
        return value instanceof LuaString ? RealLua.literal(java(value)) : java(tostring(value));
    }

    public static LuaValue value(Object object) {
        if (object == null) {
            return LuaValue.NIL;
        }
        if (object instanceof LuaValue value) {
            return value;
        }
        if (object instanceof String text) {
            return lua(text);
        }
        if (object instanceof Boolean flag) {
            return LuaValue.valueOf(flag);
        }
        return LuaValue.valueOf(((Number) object).doubleValue());
    }

    /** The call as Lua source, written so that Lua shows it the same way. */
    static String source(String name, List<Object> arguments) {
        return "show(string." + name
                + arguments.stream().map(a -> ", " + sourceOf(a)).collect(Collectors.joining()) + ")\n";
    }

    private static String sourceOf(Object object) {
        if (object instanceof String text) {
            return RealLua.literal(text);
        }
        if (object instanceof Number number) {
            double d = number.doubleValue();
            return Double.isInfinite(d) ? (d > 0 ? "1/0" : "-1/0") : "(" + Double.toHexString(d) + ")";
        }
        return String.valueOf(object).replace("null", "nil");
    }

    /** What {@link #source} needs in front. */
    static String prelude() {
        return """
                local function escape(c)
                  local b = c:byte()
                  return (b < 32 or b > 126 or b == 34 or b == 92) and ("\\\\%03d"):format(b) or c
                end
                local function literal(v)
                  if type(v) ~= "string" then return tostring(v) end
                  return '"' .. v:gsub('.', escape) .. '"'
                end
                function show(f, ...)
                  local r = table.pack(pcall(f, ...))
                  if not r[1] then print("error: " .. r[2]:gsub("'string%.", "'")) return end
                  for i = 2, r.n do r[i] = literal(r[i]) end
                  print(table.concat(r, " ", 2, r.n))
                end
                """;
    }

    private static LuaString tostring(LuaValue value) {
        if (value instanceof LuaString s) {
            return s;
        }
        if (value instanceof LuaNumber) {
            return LuaNumbers.tostring(value);
        }
        LuaValue metamethod = value.metatag(LuaValue.TOSTRING);
        return metamethod.isnil()
                ? lua(value.tojstring())
                : metamethod.call(value).strvalue();
    }
}
