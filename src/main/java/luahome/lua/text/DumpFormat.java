package luahome.lua.text;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import luahome.home.value.CodeText;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * What `string.dump` gives and `load` takes: not instructions, which nothing could verify, but what is needed to
 * compile the function again. It begins as precompiled Lua does and is otherwise of our own: the mark "Hm", a version,
 * a CRC-32 of what follows, then the fields of {@link CodeText}, strings with their length before them, numbers in 4
 * bytes big-endian.
 */
public final class DumpFormat {
    private static final byte[] MAGIC = {0x1b, 'L', 'u', 'a', 'H', 'm', 1};
    private static final int BODY = MAGIC.length + Integer.BYTES;

    private DumpFormat() {}

    /** Bytes out of a text. */
    public static byte[] write(CodeText text) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, text.text());
        number(body, text.parameters());
        number(body, text.method() ? 1 : 0);
        string(body, bytes(text.chunkName()));
        number(body, text.line());
        number(body, text.upvalues().size());
        text.upvalues().forEach(name -> string(body, bytes(name)));
        return ByteBuffer.allocate(BODY + body.size())
                .put(MAGIC)
                .putInt(crc(body.toByteArray(), 0))
                .put(body.toByteArray())
                .array();
    }

    /**
     * The text out of bytes.
     *
     * @throws LuaError in one sentence, if they are of another make or damaged
     */
    public static CodeText read(byte[] dump) {
        int begun = Math.min(dump.length, MAGIC.length);
        if (!Arrays.equals(dump, 0, begun, MAGIC, 0, begun)) {
            throw new LuaError("bad binary format (only what string.dump gives here can be loaded)");
        }
        if (dump.length < BODY || ByteBuffer.wrap(dump).getInt(MAGIC.length) != crc(dump, BODY)) {
            throw new LuaError("truncated precompiled chunk");
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(dump, BODY, dump.length - BODY);
            byte[] text = string(in);
            int parameters = in.getInt();
            boolean method = in.getInt() != 0;
            LuaString chunkName = LuaString.valueUsing(string(in));
            int line = in.getInt();
            List<LuaString> names = new ArrayList<>();
            for (int left = in.getInt(); left > 0; left--) {
                names.add(LuaString.valueUsing(string(in)));
            }
            if (parameters >= text.length) {
                throw new LuaError("damaged precompiled chunk");
            }
            return new CodeText(text, parameters, method, chunkName, line, names);
        } catch (BufferUnderflowException | NegativeArraySizeException e) {
            throw new LuaError("damaged precompiled chunk");
        }
    }

    private static int crc(byte[] bytes, int from) {
        CRC32 crc = new CRC32();
        crc.update(bytes, from, bytes.length - from);
        return (int) crc.getValue();
    }

    private static byte[] bytes(LuaString string) {
        return Arrays.copyOfRange(string.m_bytes, string.m_offset, string.m_offset + string.m_length);
    }

    private static void number(ByteArrayOutputStream out, int value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private static void string(ByteArrayOutputStream out, byte[] bytes) {
        number(out, bytes.length);
        out.writeBytes(bytes);
    }

    private static byte[] string(ByteBuffer in) {
        int length = in.getInt();
        if (length > in.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return bytes;
    }
}
