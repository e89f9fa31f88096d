package luahome.lua.run;

import org.jspecify.annotations.Nullable;

/**
 * A place on the stacks of a program, by which a debugger knows whether a call has come back. Used on the Lua thread.
 *
 * @param coroutine whose stack it is; null for that of the main program
 * @param depth frames below it on that stack
 */
public record StackPosition(@Nullable Coroutine coroutine, int depth) {
    /** Whether what runs here was called, or resumed, by what was at a position before, which has not returned since. */
    public boolean isAbove(StackPosition earlier) {
        return coroutine == earlier.coroutine ? depth > earlier.depth : earlier.isWaiting();
    }

    private boolean isWaiting() {
        return coroutine == null || coroutine.status == Coroutine.Status.NORMAL;
    }
}
