package luahome.home.value;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import luahome.text.Utf8;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Paths into the tree of tables, written as Lua code: {@code _home.jobs[3]["odd key"]}. */
public final class LuaPaths {
    private static final int LONGEST_NAME = 200;

    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "break",
            "do",
            "else",
            "elseif",
            "end",
            "false",
            "for",
            "function",
            "goto",
            "if",
            "in",
            "local",
            "nil",
            "not",
            "or",
            "repeat",
            "return",
            "then",
            "true",
            "until",
            "while");

    private LuaPaths() {}

    /**
     * One step of a path: {@code .name}, {@code ["odd key"]}, {@code [1.5]}, {@code [true]}; {@code [#42]} where the
     * key is a persistent table or function, {@code [function]} and the like for another object.
     */
    public static String step(LuaValue key) {
        return switch (key.type()) {
            case LuaValue.TSTRING -> {
                LuaString string = (LuaString) key;
                yield isName(string) ? "." + ascii(string) : "[" + quote(string) + "]";
            }
            case LuaValue.TBOOLEAN -> "[" + key.tojstring() + "]";
            case LuaValue.TNUMBER -> "[" + (key.isinttype() ? key.tojstring() : number(key.todouble())) + "]";
            default -> {
                long number = key instanceof HomeTable table
                        ? table.id()
                        : key instanceof HomeFunction function ? function.number() : 0;
                yield "[" + (number == 0 ? key.typename() : "#" + number) + "]";
            }
        };
    }

    /** The path of a table's metatable. */
    public static String metatable(String table) {
        return "getmetatable(" + table + ")";
    }

    /** The path of what a function's variable holds. Not Lua: functions give nothing away. */
    public static String upvalue(String function, String name) {
        return function + ", upvalue " + name;
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "math.huge" : "-math.huge";
        }
        return Double.toString(value);
    }

    /** Whether a string can stand after a dot, and is not too long to do so in what people read. */
    public static boolean isName(LuaString string) {
        return string.m_length <= LONGEST_NAME && isIdentifier(string);
    }

    /** Whether a string can be the name of a variable. */
    public static boolean isIdentifier(LuaString string) {
        int length = string.m_length;
        if (length == 0) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            int c = string.m_bytes[string.m_offset + i];
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!letter && (i == 0 || c < '0' || c > '9')) {
                return false;
            }
        }
        return !KEYWORDS.contains(ascii(string));
    }

    /** A string as a Lua literal in double quotes, with escapes for what is not printable or not UTF-8. */
    public static String quote(LuaString string) {
        StringBuilder out = new StringBuilder(string.m_length + 2).append('"');
        Utf8.appendEscaped(out, string, string.m_length);
        return out.append('"').toString();
    }

    private static String ascii(LuaString string) {
        return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.US_ASCII);
    }
}
