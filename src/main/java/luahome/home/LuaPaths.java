package luahome.home;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Paths into the tree of tables, written as Lua code: {@code _home.jobs[3]["odd key"]}. */
public final class LuaPaths {
    private static final Set<String> KEYWORDS = Set.of(
            "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
            "nil", "not", "or", "repeat", "return", "then", "true", "until", "while");

    private LuaPaths() {}

    /** One step of a path: {@code .name}, {@code ["odd key"]}, {@code [1.5]}, {@code [true]}. */
    public static String step(LuaValue key) {
        if (key instanceof LuaString string) {
            return isName(string) ? "." + ascii(string) : "[" + quote(string) + "]";
        }
        return "[" + (key.isinttype() || key.isboolean() ? key.tojstring() : number(key.todouble())) + "]";
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "math.huge" : "-math.huge";
        }
        return Double.toString(value);
    }

    /** Whether a string can stand after a dot. */
    public static boolean isName(LuaString string) {
        int length = string.m_length;
        if (length == 0 || length > 200) {
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
