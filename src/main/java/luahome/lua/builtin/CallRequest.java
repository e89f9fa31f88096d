package luahome.lua.builtin;

import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * How a built-in function goes on that calls back into Lua: it answers the call that it wants made and what to do with
 * the results, in place of calling. So it takes no Java stack while its callback runs, and a coroutine may yield in
 * there.
 *
 * @param callee the value to call next; null if the function is over
 * @param values the arguments of that call, or the results of the function
 * @param then what takes the results of the call; null if the function is over
 */
public record CallRequest(
        @Nullable LuaValue callee, Varargs values, @Nullable Continuation then) {
    /** The function is over and has these results. */
    public static CallRequest done(Varargs results) {
        return new CallRequest(null, results, null);
    }

    /** Calls a value, any one, and goes on with its results. */
    public static CallRequest call(LuaValue callee, Varargs args, Continuation then) {
        return new CallRequest(callee, args, then);
    }

    /** The rest of a function. */
    @FunctionalInterface
    public interface Continuation {
        /** Goes on with the results of the call that was wanted. */
        CallRequest take(Varargs results);
    }
}
