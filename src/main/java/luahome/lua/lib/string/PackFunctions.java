package luahome.lua.lib.string;

import java.util.ArrayList;
import java.util.List;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.value.ByteBuilder;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code string.pack}, {@code packsize} and {@code unpack} of Lua 5.4. Numbers are floats here, so an integer beyond
 * 2^53 is read as the nearest one.
 */
final class PackFunctions {
    private static final int BYTES_OF_LONG = 8;

    private PackFunctions() {}

    static Varargs pack(LuaArguments a) {
        PackFormat format = new PackFormat(a);
        ByteBuilder out = new ByteBuilder(16);
        int argument = 1;
        long length = 0;
        while (format.next(length)) {
            out.fill(0, format.padding());
            length += format.padding();
            switch (format.kind()) {
                case SIGNED -> integer(out, signed(a, ++argument, format.size()), format);
                case UNSIGNED -> integer(out, unsigned(a, ++argument, format.size()), format);
                case FLOAT -> bytes(out, Float.floatToIntBits((float) a.number(++argument)), 4, format, false);
                case DOUBLE -> bytes(out, Double.doubleToLongBits(a.number(++argument)), 8, format, false);
                case FIXED -> {
                    LuaString text = a.string(++argument);
                    if (text.length() > format.size()) {
                        throw a.wrong(argument, "string longer than given size");
                    }
                    out.append(text);
                    out.fill(0, format.size() - text.length());
                }
                case COUNTED -> {
                    LuaString text = a.string(++argument);
                    if (format.size() < Integer.BYTES && text.length() >= 1 << 8 * format.size()) {
                        throw a.wrong(argument, "string length does not fit in given size");
                    }
                    integer(out, text.length(), format);
                    out.append(text);
                    length += text.length();
                }
                case TERMINATED -> {
                    LuaString text = a.string(++argument);
                    if (text.indexOf((byte) 0, 0) >= 0) {
                        throw a.wrong(argument, "string contains zeros");
                    }
                    out.append(text);
                    out.append(0);
                    length += text.length() + 1L;
                }
                case PADDING -> out.append(0);
                case ALIGNMENT, NONE -> {}
            }
            length += format.size();
        }
        return out.toLuaString();
    }

    static Varargs packSize(LuaArguments a) {
        PackFormat format = new PackFormat(a);
        long length = 0;
        while (format.next(length)) {
            if (format.kind() == PackFormat.Kind.COUNTED || format.kind() == PackFormat.Kind.TERMINATED) {
                throw a.wrong(1, "variable-length format");
            }
            length += format.padding() + (long) format.size();
            if (length > Integer.MAX_VALUE) {
                throw a.wrong(1, "format result too large");
            }
        }
        return LuaValue.valueOf((double) length);
    }

    static Varargs unpack(LuaArguments a) {
        PackFormat format = new PackFormat(a);
        LuaString data = a.string(2);
        double start = a.integral(3, 1);
        start = Math.max(1, start < 0 ? data.length() + start + 1 : start);
        if (start > data.length() + 1L) {
            throw a.wrong(3, "initial position out of string");
        }
        int at = (int) start - 1;
        List<LuaValue> values = new ArrayList<>();
        while (format.next(at)) {
            if (format.padding() + (long) format.size() > data.length() - at) {
                throw a.wrong(2, "data string too short");
            }
            at += format.padding();
            switch (format.kind()) {
                case SIGNED -> values.add(number(data, at, format, true));
                case UNSIGNED -> values.add(number(data, at, format, false));
                case FLOAT -> values.add(LuaValue.valueOf(Float.intBitsToFloat((int) bits(data, at, 4, format))));
                case DOUBLE -> values.add(LuaValue.valueOf(Double.longBitsToDouble(bits(data, at, 8, format))));
                case FIXED -> values.add(data.substring(at, at + format.size()));
                case COUNTED -> {
                    double length = number(data, at, format, false).todouble();
                    int from = at + format.size();
                    if (length > data.length() - from) {
                        throw a.wrong(2, "data string too short");
                    }
                    values.add(data.substring(from, from + (int) length));
                    at += (int) length;
                }
                case TERMINATED -> {
                    int end = data.indexOf((byte) 0, at);
                    if (end < 0) {
                        throw a.wrong(2, "unfinished string for format 'z'");
                    }
                    values.add(data.substring(at, end));
                    at = end + 1;
                }
                case PADDING, ALIGNMENT, NONE -> {}
            }
            at += format.size();
        }
        values.add(LuaValue.valueOf(at + 1));
        return LuaValue.varargsOf(values.toArray(LuaValue[]::new));
    }

    private static long signed(LuaArguments a, int argument, int size) {
        long value = (long) a.integral(argument);
        if (size < BYTES_OF_LONG) {
            long limit = 1L << 8 * size - 1;
            if (value < -limit || value >= limit) {
                throw a.wrong(argument, "integer overflow");
            }
        }
        return value;
    }

    private static long unsigned(LuaArguments a, int argument, int size) {
        long value = (long) a.integral(argument);
        if (size < BYTES_OF_LONG && value >>> 8 * size != 0) {
            throw a.wrong(argument, "unsigned overflow");
        }
        return value;
    }

    private static void integer(ByteBuilder out, long value, PackFormat format) {
        bytes(out, value, format.size(), format, value < 0 && format.kind() == PackFormat.Kind.SIGNED);
    }

    private static void bytes(ByteBuilder out, long value, int size, PackFormat format, boolean negative) {
        for (int i = 0; i < size; i++) {
            int place = format.isLittleEndian() ? i : size - 1 - i;
            out.append(place < BYTES_OF_LONG ? (int) (value >>> 8 * place) & 0xff : negative ? 0xff : 0);
        }
    }

    private static LuaValue number(LuaString data, int at, PackFormat format, boolean signed) {
        int size = format.size();
        long value = bits(data, at, Math.min(size, BYTES_OF_LONG), size, format);
        if (size < BYTES_OF_LONG) {
            if (signed) {
                int unused = 64 - 8 * size;
                value = value << unused >> unused;
            }
        }
        for (int place = BYTES_OF_LONG; place < size; place++) {
            int more = data.luaByte(at + (format.isLittleEndian() ? place : size - 1 - place));
            if (more != (signed && value < 0 ? 0xff : 0)) {
                throw new LuaError(size + "-byte integer does not fit into Lua Integer");
            }
        }
        return LuaValue.valueOf((double) value);
    }

    private static long bits(LuaString data, int at, int size, PackFormat format) {
        return bits(data, at, size, size, format);
    }

    /** The lowest bytes of a number. */
    private static long bits(LuaString data, int at, int count, int size, PackFormat format) {
        long value = 0;
        for (int place = count - 1; place >= 0; place--) {
            value = value << 8 | data.luaByte(at + (format.isLittleEndian() ? place : size - 1 - place));
        }
        return value;
    }
}
