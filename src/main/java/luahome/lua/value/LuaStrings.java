package luahome.lua.value;

import java.util.Arrays;
import org.luaj.vm2.LuaString;

/** What the interpreter and the libraries need of strings as bytes. Stateless; any thread. */
public final class LuaStrings {
    /** No string is longer, whatever memory there is: the size of a Java array with some room for its header. */
    public static final int MAX_LENGTH = Integer.MAX_VALUE - 64;

    private static final int KEEP_SHARED = 64;

    private LuaStrings() {}

    /** Orders strings by their unsigned bytes, as Lua's {@code <} does in the C locale; the sign is the answer. */
    public static int compare(LuaString a, LuaString b) {
        return Arrays.compareUnsigned(
                a.m_bytes, a.m_offset, a.m_offset + a.m_length, b.m_bytes, b.m_offset, b.m_offset + b.m_length);
    }

    /**
     * The part between two offsets. It shares the bytes if it is a good part of them, so that a program that cuts a
     * string from the front does not copy it each time; a small part never keeps a large array alive.
     *
     * @param from first offset, from 0
     * @param to the offset behind the last
     */
    public static LuaString slice(LuaString s, int from, int to) {
        int length = to - from;
        if (length == s.m_length) {
            return s;
        }
        if (length > KEEP_SHARED && length >= s.m_bytes.length / 2) {
            return LuaString.valueUsing(s.m_bytes, s.m_offset + from, length);
        }
        return LuaString.valueUsing(Arrays.copyOfRange(s.m_bytes, s.m_offset + from, s.m_offset + to));
    }

    /** Whether the first byte is that ASCII character. */
    public static boolean startsWith(LuaString s, char first) {
        return s.m_length > 0 && at(s, 0) == first;
    }

    /** The byte at an offset, 0 to 255. */
    public static int at(LuaString s, int offset) {
        return s.m_bytes[s.m_offset + offset] & 0xff;
    }
}
