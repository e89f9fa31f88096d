package luahome.show;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import luahome.home.value.BuiltinName;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import luahome.lua.LuaMachine;
import luahome.lua.builtin.Builtin;
import luahome.lua.value.LuaNumbers;
import luahome.text.Utf8;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/** Single values as one line of Lua-like text. */
public final class Literals {
    private Literals() {}

    /**
     * A string in quotes, with escapes for what is not printable or not UTF-8.
     *
     * @param limit how many bytes to show at most; a longer one is cut between characters and its length is said
     */
    public static String quote(LuaString text, int limit) {
        StringBuilder out = new StringBuilder(Math.min(text.m_length, limit) + 16).append('"');
        int shown = Utf8.appendEscaped(out, text, limit);
        out.append('"');
        if (shown < text.m_length) {
            out.append("… (").append(text.m_length).append(" bytes)");
        }
        return out.toString();
    }

    /** A key as it stands before {@code =} in a table constructor: a bare name where that is possible. */
    public static String key(LuaValue key, int stringLimit) {
        if (key instanceof LuaString name && LuaPaths.isName(name)) {
            return ascii(name);
        }
        return "[" + scalar(key, stringLimit) + "]";
    }

    /**
     * A value without its contents: a scalar as a literal, a table as its ID and number of entries.
     *
     * @param stringLimit how many bytes of a string to show at most
     */
    public static String brief(LuaValue value, int stringLimit) {
        if (value instanceof HomeTable table && table.id() != 0) {
            return reference(table) + " { " + Quantity.of(table.entryCount(), "entry", "entries") + " }";
        }
        return scalar(value, stringLimit);
    }

    /** What names a table when its contents are not shown: the ID of a persistent one, an address otherwise. */
    static String reference(LuaTable table) {
        return table instanceof HomeTable home && home.id() != 0 ? "#" + home.id() : address(table);
    }

    static String scalar(LuaValue value, int stringLimit) {
        return switch (value.type()) {
            case LuaValue.TNIL, LuaValue.TBOOLEAN -> value.tojstring();
            case LuaValue.TNUMBER -> number(value);
            case LuaValue.TSTRING -> quote((LuaString) value, stringLimit);
            case LuaValue.TTABLE -> reference((LuaTable) value);
            case LuaValue.TFUNCTION -> function(value);
            default -> address(value);
        };
    }

    /** A number as it can be typed: as Lua prints it, with more digits where it takes them to mean the same number. */
    static String number(LuaValue value) {
        double number = value.todouble();
        if (Double.isNaN(number)) {
            return "0/0";
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? "math.huge" : "-math.huge";
        }
        String usual = ascii(LuaNumbers.tostring(value));
        return Double.parseDouble(usual) == number
                ? usual
                : Double.toString(number).replace('E', 'e');
    }

    /**
     * A function: the number of a persistent one, its parameters and where it was defined; or its name if it is built
     * in. Of a stored function that cannot be compiled here only the number.
     */
    private static String function(LuaValue value) {
        if (value instanceof HomeFunction function) {
            String tag = function.number() == 0 ? "" : "#" + function.number() + " ";
            try {
                Prototype code = function.prototype();
                String place = LuaMachine.chunkName(code) + (code.linedefined > 0 ? ":" + code.linedefined : "");
                return tag + "function(" + String.join(", ", parameters(function)) + ") " + place;
            } catch (LuaError e) {
                return tag + "function";
            }
        }
        if (value instanceof BuiltinName builtin) {
            return builtin.tojstring();
        }
        return value instanceof Builtin builtin && builtin.builtinName() != null
                ? "function: builtin: " + builtin.builtinName()
                : address(value);
    }

    /** The names of a function's parameters; {@code ...} for further ones. */
    private static List<String> parameters(HomeFunction function) {
        Prototype code = function.prototype();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < code.numparams; i++) {
            names.add(i < code.locvars.length ? Utf8.text(code.locvars[i].varname) : "?");
        }
        if (code.is_vararg != 0) {
            names.add("...");
        }
        return names;
    }

    private static String address(LuaValue value) {
        return String.format("%s: 0x%08x", value.typename(), System.identityHashCode(value));
    }

    private static String ascii(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.US_ASCII);
    }
}
