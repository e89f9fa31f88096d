package luahome.cli;

import java.util.Arrays;
import java.util.Base64;
import luahome.home.value.BuiltinName;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Values as JSON in one line.
 *
 * <p>No library: what one would save here is the escaping of strings. The rest is how values of Lua are written, whose
 * strings are bytes that may be no text, and no library has a word in that.
 */
final class Json {
    private Json() {}

    /** An object of names and values, which take turns. */
    static String object(@Nullable Object... namesAndValues) {
        StringBuilder out = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.append(i == 0 ? "" : ", ")
                    .append(string(String.valueOf(namesAndValues[i])))
                    .append(": ");
            out.append(value(namesAndValues[i + 1]));
        }
        return out.append('}').toString();
    }

    /** A value: null, a Boolean, an integer, a String, {@code long[]}, or one of Lua's. */
    static String value(@Nullable Object value) {
        if (value instanceof LuaValue lua) {
            return lua(lua);
        }
        if (value instanceof long[] numbers) {
            return Arrays.toString(numbers);
        }
        return value instanceof String text ? string(text) : String.valueOf(value);
    }

    private static String lua(LuaValue value) {
        if (value instanceof LuaString bytes) {
            return Utf8.valid(bytes) ? string(Utf8.decode(bytes)) : object("base64", base64(bytes));
        }
        if (value instanceof HomeTable table) {
            return object("table", table.id());
        }
        if (value instanceof HomeFunction function) {
            return object("function", function.number());
        }
        if (value instanceof BuiltinName builtin) {
            return object("builtin", builtin.name());
        }
        return switch (value.type()) {
            case LuaValue.TNIL -> "null";
            case LuaValue.TBOOLEAN -> String.valueOf(value.toboolean());
            case LuaValue.TNUMBER -> number(value.todouble());
            default -> object("type", value.typename());
        };
    }

    private static String number(double number) {
        if (Double.isNaN(number)) {
            return object("number", "nan");
        }
        if (Double.isInfinite(number)) {
            return object("number", number > 0 ? "inf" : "-inf");
        }
        boolean whole = number == Math.rint(number) && Math.abs(number) < 1L << 53;
        return whole ? Long.toString((long) number) : Double.toString(number);
    }

    private static String base64(LuaString bytes) {
        byte[] copy = Arrays.copyOfRange(bytes.m_bytes, bytes.m_offset, bytes.m_offset + bytes.m_length);
        return Base64.getEncoder().encodeToString(copy);
    }

    private static String string(String text) {
        StringBuilder out = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c == '\n') {
                out.append("\\n");
            } else if (c < ' ' || c == 0x7F) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }
}
