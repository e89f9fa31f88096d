package luahome.lua.lib;

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
record Arguments(String function, Varargs values) {
    /** How many there are. */
    int count() {
        return values.narg();
    }

    /** The argument at a position from 1; nil if there is none. */
    LuaValue value(int position) {
        return values.arg(position);
    }

    /** A string, or a number as text. */
    LuaString string(int position) {
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
    LuaString string(int position, LuaString otherwise) {
        return values.arg(position).isnil() ? otherwise : string(position);
    }

    /** A number, or a string that reads as one. */
    double number(int position) {
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
    long integer(int position) {
        return (long) number(position);
    }

    /** Likewise, or the default where the argument is nil or missing. */
    long integer(int position, long otherwise) {
        return values.arg(position).isnil() ? otherwise : integer(position);
    }

    /** The error that another type was expected. */
    ArgumentError wrongType(int position, String expected) {
        return ArgumentError.wrongType(function, position, expected, values);
    }

    /** The error that something else is wrong with an argument. */
    ArgumentError wrong(int position, String detail) {
        return new ArgumentError(function, position, detail);
    }
}
