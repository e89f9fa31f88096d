package luahome.lua.value;

import java.util.Arrays;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/** Collects the bytes of a new string. For one thread. */
public final class ByteBuilder {
    private byte[] bytes;
    private int length;

    /** An empty builder that expects so many bytes. */
    public ByteBuilder(int expected) {
        bytes = new byte[Math.max(16, expected)];
    }

    /** Adds one byte, the lowest eight bits. */
    public void append(int b) {
        reserve(1);
        bytes[length++] = (byte) b;
    }

    /** Adds a string. */
    public void append(LuaString s) {
        append(s.m_bytes, s.m_offset, s.m_length);
    }

    /** Adds a range of an array. */
    public void append(byte[] source, int offset, int count) {
        reserve(count);
        System.arraycopy(source, offset, bytes, length, count);
        length += count;
    }

    /** Adds text whose characters are all below 256, one byte each. */
    public void append(CharSequence text) {
        int count = text.length();
        reserve(count);
        for (int i = 0; i < count; i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    /** Adds one byte many times. */
    public void fill(int b, int count) {
        if (count > 0) {
            reserve(count);
            Arrays.fill(bytes, length, length + count, (byte) b);
            length += count;
        }
    }

    /** The string of all that was added. The builder is not to be used any more. */
    public LuaString toLuaString() {
        if (length == bytes.length || length > 64 && length >= bytes.length / 2) {
            return LuaString.valueUsing(bytes, 0, length);
        }
        return LuaString.valueUsing(Arrays.copyOf(bytes, length));
    }

    private void reserve(int count) {
        long needed = (long) length + count;
        if (needed > bytes.length) {
            if (needed > LuaStrings.MAX_LENGTH) {
                throw new LuaError("resulting string too large");
            }
            long larger = Math.min(LuaStrings.MAX_LENGTH, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, larger));
        }
    }
}
