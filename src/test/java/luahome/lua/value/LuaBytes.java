package luahome.lua.value;

import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** Lua strings and Java strings of one character per byte, for tests. */
public final class LuaBytes {
    private LuaBytes() {}

    /** The Lua string with these bytes; in the middle of a larger array, so that offsets matter. */
    public static LuaString lua(String bytes) {
        byte[] wide = ("<<<" + bytes + ">".repeat(40)).getBytes(StandardCharsets.ISO_8859_1);
        return LuaString.valueUsing(wide, 3, bytes.length());
    }

    /** The bytes of a Lua string. */
    public static String java(LuaValue value) {
        LuaString s = (LuaString) value;
        return new String(s.m_bytes, s.m_offset, s.m_length, StandardCharsets.ISO_8859_1);
    }
}
