package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The `..` operator. */
final class Concatenation {
    private Concatenation() {}

    /**
     * Joins the registers B to {@code last} of the instruction, from the right as Lua does. The registers hold
     * temporary values, so they take what is joined already; when a metamethod has answered, this is called again for
     * the rest.
     *
     * @return the frame to go on with: {@code f} itself if no Lua function had to be called
     */
    static @Nullable Frame concat(Interpreter vm, Frame f, int instruction, int last) {
        LuaValue[] r = f.registers;
        int first = instruction >>> 23;
        int end = last;
        while (end > first) {
            LuaValue left = r[end - 1];
            LuaValue right = r[end];
            if (!isText(right) || !isText(left)) {
                LuaValue handler = Operations.metamethod(left, LuaValue.CONCAT);
                if (handler == LuaValue.NIL) {
                    handler = Operations.metamethod(right, LuaValue.CONCAT);
                }
                if (handler == LuaValue.NIL) {
                    throw RuntimeMessages.concatenation(f, end - 1, left, right);
                }
                f.multiBase = end - 1;
                return Operations.call(vm, f, instruction, handler, LuaValue.varargsOf(left, right));
            }
            int start = end - 1;
            while (start > first && isText(r[start - 1])) {
                start--;
            }
            r[start] = join(r, start, end);
            end = start;
        }
        r[(instruction >> 6) & 0xff] = r[first];
        return f;
    }

    private static boolean isText(LuaValue value) {
        return value instanceof LuaString || value instanceof LuaNumber;
    }

    private static LuaString join(LuaValue[] r, int start, int end) {
        LuaString[] parts = new LuaString[end - start + 1];
        long length = 0;
        for (int i = 0; i < parts.length; i++) {
            LuaString part = Latin1.of(r[start + i]);
            parts[i] = part;
            length += part.m_length;
        }
        if (length > Integer.MAX_VALUE - 16) {
            throw new LuaError("string length overflow");
        }
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (LuaString part : parts) {
            System.arraycopy(part.m_bytes, part.m_offset, bytes, at, part.m_length);
            at += part.m_length;
        }
        return LuaString.valueUsing(bytes);
    }
}
