package luahome.home;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Paths into the tree of tables, written as Lua code: {@code _home.jobs[3]["odd key"]}. */
public final class LuaPaths {
    private static final Set<String> KEYWORDS = Set.of(
            "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local", "nil",
            "not", "or", "repeat", "return", "then", "true", "until", "while");

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

    /**
     * A string as a Lua literal in double quotes: valid UTF-8 stands as it is, control characters and other bytes as
     * escapes.
     */
    public static String quote(LuaString string) {
        StringBuilder out = new StringBuilder(string.m_length + 2).append('"');
        int end = string.m_offset + string.m_length;
        for (int i = string.m_offset; i < end; ) {
            int length = utf8Length(string.m_bytes, i, end);
            if (length > 1) {
                out.append(new String(string.m_bytes, i, length, StandardCharsets.UTF_8));
                i += length;
            } else {
                boolean digitFollows = i + 1 < end && string.m_bytes[i + 1] >= '0' && string.m_bytes[i + 1] <= '9';
                quoteByte(string.m_bytes[i] & 0xFF, digitFollows, out);
                i++;
            }
        }
        return out.append('"').toString();
    }

    private static void quoteByte(int c, boolean digitFollows, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (c >= ' ' && c < 0x7F) {
                    out.append((char) c);
                } else {
                    out.append(digitFollows ? String.format("\\%03d", c) : "\\" + c);
                }
            }
        }
    }

    /**
     * Length in bytes of the printable character of UTF-8 that begins at a place: 1 for ASCII and for a byte that begins
     * no valid or no printable character. The ranges are those of the Unicode standard's table of well-formed sequences.
     */
    private static int utf8Length(byte[] bytes, int at, int end) {
        int first = bytes[at] & 0xFF;
        int length = first >= 0xC2 && first < 0xE0 ? 2 : first >= 0xE0 && first < 0xF0 ? 3 : first >= 0xF0 && first < 0xF5 ? 4 : 1;
        if (length == 1 || at + length > end) {
            return 1;
        }
        int code = first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            int next = bytes[at + i] & 0xFF;
            if ((next & 0xC0) != 0x80) {
                return 1;
            }
            code = code << 6 | next & 0x3F;
        }
        boolean shortest = length == 2 || length == 3 && code >= 0x800 || length == 4 && code >= 0x10000;
        boolean printable = shortest && code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF) && !Character.isISOControl(code);
        return printable ? length : 1;
    }

    private static String ascii(LuaString string) {
        return new String(string.m_bytes, string.m_offset, string.m_length, StandardCharsets.US_ASCII);
    }
}
