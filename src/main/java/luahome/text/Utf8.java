package luahome.text;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/** Lua's bytes as Java text, one well-formed UTF-8 sequence at a time. */
public final class Utf8 {
    private Utf8() {}

    /**
     * A string of bytes as text: bytes that are not UTF-8, and control characters but newline and tab, as {@code \ddd}.
     */
    public static String text(LuaString bytes) {
        StringBuilder out = new StringBuilder(bytes.m_length);
        int at = 0;
        while (at < bytes.m_length) {
            int b = bytes.m_bytes[bytes.m_offset + at] & 0xff;
            if (b == '\n' || b == '\t') {
                out.append((char) b);
                at++;
            } else {
                at += appendOne(out, bytes, at);
            }
        }
        return out.toString();
    }

    /** A text from outside, such as a path, in one line and without anything that could steer a terminal. */
    public static String harmless(String text) {
        return text(bytes(text)).replace('\n', ' ').replace('\t', ' ');
    }

    /** Text as the bytes that Lua has; LuaJ's own conversion damages characters outside the basic plane. */
    public static LuaString bytes(String text) {
        return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Well-formed UTF-8 as text, with all its control characters. */
    public static String decode(LuaString bytes) {
        return new String(bytes.m_bytes, bytes.m_offset, bytes.m_length, StandardCharsets.UTF_8);
    }

    /** Whether all of it is well-formed UTF-8. */
    public static boolean valid(LuaString bytes) {
        int at = 0;
        while (at < bytes.m_length) {
            int length = sequence(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /**
     * Appends the string as it stands between double quotes in Lua source.
     *
     * @return how many bytes of it were appended: all, or as many whole characters as fit in the limit
     */
    public static int appendEscaped(StringBuilder out, LuaString bytes, int limit) {
        int at = 0;
        while (at < bytes.m_length) {
            int length = Math.max(1, sequence(bytes, at));
            if (at + length > limit) {
                return at;
            }
            int b = bytes.m_bytes[bytes.m_offset + at] & 0xff;
            switch (b) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> appendOne(out, bytes, at);
            }
            at += length;
        }
        return at;
    }

    /** Appends the character that begins there, or its first byte escaped; answers how many bytes that took. */
    private static int appendOne(StringBuilder out, LuaString bytes, int at) {
        int length = sequence(bytes, at);
        if (length > 0) {
            int codePoint = codePoint(bytes, at, length);
            if (!invisible(codePoint)) {
                out.appendCodePoint(codePoint);
                return length;
            }
        }
        int taken = Math.max(1, length);
        for (int i = 0; i < taken; i++) {
            out.append('\\').append(String.format("%03d", bytes.m_bytes[bytes.m_offset + at + i] & 0xff));
        }
        return taken;
    }

    /** Controls, and the format characters that reorder or hide the text around them. */
    private static boolean invisible(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.CONTROL
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || codePoint >= 0x202A && codePoint <= 0x202E
                || codePoint >= 0x2066 && codePoint <= 0x2069;
    }

    /** Length of the well-formed sequence that begins there; 0 if none does. */
    private static int sequence(LuaString bytes, int at) {
        int first = bytes.m_bytes[bytes.m_offset + at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xC2 ? 0 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : first < 0xF5 ? 4 : 0;
        if (at + length > bytes.m_length) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes.m_bytes[bytes.m_offset + at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        if (length < 3) {
            return length;
        }
        int codePoint = codePoint(bytes, at, length);
        boolean overlong = codePoint < (length == 3 ? 0x800 : 0x10000);
        boolean surrogate = codePoint >= 0xD800 && codePoint <= 0xDFFF;
        return overlong || surrogate || codePoint > 0x10FFFF ? 0 : length;
    }

    private static int codePoint(LuaString bytes, int at, int length) {
        int first = bytes.m_bytes[bytes.m_offset + at] & 0xff;
        int codePoint = length == 1 ? first : first & (0x7F >> length);
        for (int i = 1; i < length; i++) {
            codePoint = codePoint << 6 | bytes.m_bytes[bytes.m_offset + at + i] & 0x3F;
        }
        return codePoint;
    }
}
