package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * An error on its way through Lua code: its value is final, positions included. What a Java library throws as a plain
 * {@link LuaError} becomes one of these in the Lua function that called the library.
 */
public final class RaisedError extends LuaError {
    private LuaValue value;
    private boolean settled;
    private @Nullable LuaString traceback;
    private @Nullable ErrorOrigin origin;

    /** An error with that value; any value but null. */
    public RaisedError(LuaValue value) {
        super("");
        this.value = value;
    }

    /** As above, with what Java had to say about it, for debugging only. */
    public RaisedError(LuaValue value, Throwable cause) {
        this(value);
        this.cause = cause;
    }

    /** The error's value, as `pcall` hands it out. */
    public LuaValue value() {
        return value;
    }

    /**
     * What the Lua stack was when the error was raised, as `debug.traceback` words it; null if the error was caught.
     */
    public @Nullable LuaString traceback() {
        return traceback;
    }

    /** The place that the message tells; null if it tells none, or the error was caught. */
    public @Nullable ErrorOrigin origin() {
        return origin;
    }

    @Override
    public LuaValue getMessageObject() {
        return value;
    }

    /** The text of a string or number; for other values what kind they are. Runs no code. */
    @Override
    public String getMessage() {
        if (value.isstring()) {
            LuaString text = Latin1.of(value);
            return Latin1.toUnicode(text);
        }
        return "(error object is a " + value.typename() + " value)";
    }

    /** An error is an ordinary event of a Lua program; where Java was does not matter and costs time. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** Whether the handler that applies where the error was raised was looked for. */
    boolean settled() {
        return settled;
    }

    /** Notes that there was no handler, only the end of the stack or a protected call. */
    void settle(@Nullable LuaString stack) {
        settled = true;
        traceback = stack;
    }

    /** Notes that nothing stops it, from a frame downwards. */
    void settleUncaught(Frame top) {
        settle(Latin1.ofBytes(Traceback.of(top, 0)));
        origin = ErrorOrigin.of(top, value);
    }

    /** Notes what the handler made of the error. */
    void settleWith(LuaValue handled) {
        settled = true;
        value = handled;
    }

    /** Gives a value that tells more, for an error passed on by `coroutine.wrap`. */
    void replace(LuaValue better) {
        value = better;
    }
}
