package luahome.lua.builtin;

import org.luaj.vm2.LuaError;
import org.luaj.vm2.Varargs;

/**
 * A library function did not like an argument. The message is complete, but carries its parts, so that the caller of a
 * method, who knows what the program called, can count without {@code self} as Lua does.
 */
public final class ArgumentError extends LuaError {
    private final String function;
    private final int position;
    private final String detail;

    /**
     * An error about one argument.
     *
     * @param function the name without its library, as in {@code rep}
     * @param position of the argument, from 1
     * @param detail what stands in parentheses
     */
    public ArgumentError(String function, int position, String detail) {
        super(text(function, position, detail));
        this.function = function;
        this.position = position;
        this.detail = detail;
    }

    /** A value of another type was expected; the detail is worded as PUC Lua words it. */
    static ArgumentError wrongType(String function, int position, String expected, Varargs args) {
        String actual = position > args.narg() ? "no value" : args.arg(position).typename();
        return new ArgumentError(function, position, expected + " expected, got " + actual);
    }

    /** The function's own name, without its library. */
    public String function() {
        return function;
    }

    /** Which argument it was, from 1, {@code self} counted. */
    public int position() {
        return position;
    }

    /** What is wrong, the part in parentheses. */
    public String detail() {
        return detail;
    }

    /**
     * The message as Lua words it for a call under a certain name.
     *
     * @param calledAs what the program wrote before the arguments
     * @param method whether the call was of the form {@code value:name(…)}
     */
    public String message(String calledAs, boolean method) {
        if (!method) {
            return text(calledAs, position, detail);
        }
        return position == 1
                ? "calling '" + calledAs + "' on bad self (" + detail + ")"
                : text(calledAs, position - 1, detail);
    }

    private static String text(String function, int position, String detail) {
        return "bad argument #" + position + " to '" + function + "' (" + detail + ")";
    }
}
