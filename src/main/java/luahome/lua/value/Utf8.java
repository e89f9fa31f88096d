package luahome.lua.value;

import org.luaj.vm2.LuaString;

/**
 * UTF-8 as Lua takes it: the code points of Unicode, or, without strictness, all numbers of 31 bits in up to 6 bytes, as
 * the encoding was first defined (RFC 2279).
 */
public final class Utf8 {
    private static final int LAST_CODE_POINT = 0x10ffff;

    /** The least number that takes so many bytes more than one. */
    private static final int[] LEAST = {0, 0x80, 0x800, 0x10000, 0x200000, 0x4000000};

    private Utf8() {}

    /**
     * The character at an index.
     *
     * @param strict whether surrogates and numbers beyond Unicode are wrong
     * @return what {@link #code} and {@link #end} take apart; negative if no character is there
     */
    public static long decode(LuaString text, int at, boolean strict) {
        int first = text.luaByte(at);
        // The number of ones in front is the number of bytes.
        int more = Integer.numberOfLeadingZeros(~first << 24) - 1;
        if (more < 0) {
            return found(first, at + 1);
        }
        if (more == 0 || more >= LEAST.length || at + more >= text.length()) {
            return -1;
        }
        int code = first & 0x3f >> more;
        for (int i = 1; i <= more; i++) {
            int next = text.luaByte(at + i);
            if ((next & 0xc0) != 0x80) {
                return -1;
            }
            code = code << 6 | next & 0x3f;
        }
        boolean foreign = code > LAST_CODE_POINT || code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
        return code < LEAST[more] || strict && foreign ? -1 : found(code, at + more + 1);
    }

    private static long found(int code, int end) {
        return (long) code << 32 | end;
    }

    /** The number of a character that {@link #decode} found. */
    public static int code(long found) {
        return (int) (found >> 32);
    }

    /** The index behind it. */
    public static int end(long found) {
        return (int) found;
    }

    /** Appends a character, of 31 bits at most. */
    public static void append(ByteBuilder text, int code) {
        if (code < 0x80) {
            text.append((byte) code);
            return;
        }
        int more = LEAST.length - 1;
        while (code < LEAST[more]) {
            more--;
        }
        text.append((byte) (0xff80 >> more | code >> 6 * more));
        for (int i = more - 1; i >= 0; i--) {
            text.append((byte) (0x80 | code >> 6 * i & 0x3f));
        }
    }
}
