package luahome.lua.value;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Between Lua's byte strings and Java's. Messages are put together from Java strings in which each char is one byte
 * (Latin-1), so that names in any encoding come through untouched.
 */
public final class Latin1 {
    private Latin1() {}

    /** The text of a string or number, without metamethods. */
    public static LuaString of(LuaValue value) {
        return value instanceof LuaString ? (LuaString) value : LuaNumbers.tostring(value);
    }

    /** A Lua string of the chars as bytes. */
    public static LuaString ofBytes(String latin1) {
        return LuaString.valueUsing(latin1.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The bytes of a Lua string as chars. */
    public static String toBytes(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.ISO_8859_1);
    }

    /** A Lua string of the text in UTF-8, four-byte characters included. */
    public static LuaString ofUnicode(String text) {
        return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The text that a Lua string holds in UTF-8; other bytes become the replacement character. */
    public static String toUnicode(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8);
    }
}
