package luahome.lua.builtin;

import java.util.List;
import luahome.lua.value.Latin1;
import luahome.lua.value.LuaNumbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The arguments of one call of a library function, taken with Lua's coercions and refused in Lua's words.
 *
 * @param function its name, for messages
 * @param values what it was called with
 */
public record LuaArguments(String function, Varargs values) {
    /** How many there are. */
    public int count() {
        return values.narg();
    }

    /** The argument at a position from 1; nil if there is none. */
    public LuaValue value(int position) {
        return values.arg(position);
    }

    /** The argument at a position, or the error that there is none; nil counts as one. */
    public LuaValue any(int position) {
        if (position > count()) {
            throw wrong(position, "value expected");
        }
        return value(position);
    }

    /** A string, or a number as text. */
    public LuaString string(int position) {
        LuaValue value = values.arg(position);
        if (value instanceof LuaString s) {
            return s;
        }
        if (value instanceof LuaNumber) {
            return LuaNumbers.tostring(value);
        }
        throw wrongType(position, "string");
    }

    /** A string, a number as text, or the default where the argument is nil or missing. */
    public LuaString string(int position, LuaString otherwise) {
        return values.arg(position).isnil() ? otherwise : string(position);
    }

    /** A number, or a string that reads as one. */
    public double number(int position) {
        LuaValue value = values.arg(position);
        if (value instanceof LuaNumber) {
            return value.todouble();
        }
        if (value instanceof LuaString s) {
            LuaValue parsed = LuaNumbers.parse(s);
            if (parsed != null) {
                return parsed.todouble();
            }
        }
        throw wrongType(position, "number");
    }

    /** A number without its fraction; what is too large for a long becomes the nearest one. */
    public long integer(int position) {
        return (long) number(position);
    }

    /** A number without its fraction; what is too large for a long becomes the least one, as a cast in C makes it. */
    public long int64(int position) {
        double number = number(position);
        return number >= -0x1p63 && number < 0x1p63 ? (long) number : Long.MIN_VALUE;
    }

    /** A number that is an integer of 64 bits, or the error that it is none. */
    public double integral(int position) {
        double number = number(position);
        if (number != Math.rint(number) || number < -0x1p63 || number >= 0x1p63) {
            throw wrong(position, "number has no integer representation");
        }
        return number;
    }

    /** Likewise, or the default where the argument is nil or missing. */
    public double integral(int position, double otherwise) {
        return values.arg(position).isnil() ? otherwise : integral(position);
    }

    /** A number without its fraction as C's {@code int}: what is too large loses its upper bits. */
    public int int32(int position) {
        return (int) int64(position);
    }

    /** Likewise, or the default where the argument is nil or missing. */
    public int int32(int position, int otherwise) {
        return values.arg(position).isnil() ? otherwise : int32(position);
    }

    /**
     * Which of some words the argument is.
     *
     * @param otherwise what a missing argument or nil stands for; null if there must be one
     */
    public String option(int position, @Nullable String otherwise, List<String> options) {
        String option =
                otherwise != null && values.arg(position).isnil() ? otherwise : Latin1.toBytes(string(position));
        if (!options.contains(option)) {
            throw wrong(position, "invalid option '" + option + "'");
        }
        return option;
    }

    /** Likewise, or the default where the argument is nil or missing. */
    public long integer(int position, long otherwise) {
        return values.arg(position).isnil() ? otherwise : integer(position);
    }

    /** The error that another type was expected. */
    public ArgumentError wrongType(int position, String expected) {
        return ArgumentError.wrongType(function, position, expected, values);
    }

    /** The error that something else is wrong with an argument. */
    public ArgumentError wrong(int position, String detail) {
        return new ArgumentError(function, position, detail);
    }
}
