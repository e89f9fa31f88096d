package luahome.lua;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The `..` operator. */
final class Concatenation {
    private Concatenation() {}

    /** Joins the registers {@code first} to {@code last}, from the right as Lua does. */
    static LuaValue concat(Interpreter vm, Frame f, int first, int last) {
        LuaValue[] r = f.registers;
        LuaValue right = r[last];
        int at = last - 1;
        while (at >= first) {
            if (!isText(right) || !isText(r[at])) {
                LuaValue left = r[at];
                LuaValue handler = Operations.metamethod(left, LuaValue.CONCAT);
                if (handler == LuaValue.NIL) {
                    handler = Operations.metamethod(right, LuaValue.CONCAT);
                }
                if (handler == LuaValue.NIL) {
                    throw Messages.concatenation(f, at, left, right);
                }
                right = vm.invoke(handler, LuaValue.varargsOf(left, right)).arg1();
                at--;
                continue;
            }
            int start = at;
            while (start > first && isText(r[start - 1])) {
                start--;
            }
            right = join(r, start, at, right);
            at = start - 1;
        }
        return right;
    }

    private static boolean isText(LuaValue value) {
        return value instanceof LuaString || value instanceof LuaNumber;
    }

    private static LuaString join(LuaValue[] r, int start, int end, LuaValue right) {
        LuaString tail = Text.of(right);
        LuaString[] parts = new LuaString[end - start + 1];
        long length = tail.m_length;
        for (int i = 0; i < parts.length; i++) {
            LuaString part = Text.of(r[start + i]);
            parts[i] = part;
            length += part.m_length;
        }
        if (length > Integer.MAX_VALUE - 16) {
            throw new LuaError("string length overflow");
        }
        if (tail.m_length == length) {
            return tail;
        }
        byte[] bytes = new byte[(int) length];
        int at = 0;
        for (LuaString part : parts) {
            System.arraycopy(part.m_bytes, part.m_offset, bytes, at, part.m_length);
            at += part.m_length;
        }
        System.arraycopy(tail.m_bytes, tail.m_offset, bytes, at, tail.m_length);
        return LuaString.valueUsing(bytes);
    }
}
