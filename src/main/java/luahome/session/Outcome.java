package luahome.session;

import luahome.lua.run.ErrorOrigin;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** How a transaction ended. In all cases the workspace is in a committed state again. */
public sealed interface Outcome {
    /** It ended well and is durable. */
    record Done(Varargs values) implements Outcome {}

    /**
     * It failed, or could not be committed.
     *
     * @param traceback the Lua stack at that moment; null if no Lua code was at fault
     * @param value what the program raised; null if it was not the program
     * @param origin the place that the message tells; null if that is not known
     */
    record Failed(
            String message,
            @Nullable String traceback,
            long rolledBack,
            @Nullable LuaValue value,
            @Nullable ErrorOrigin origin)
            implements Outcome {}

    /** It was interrupted. */
    record Stopped(long rolledBack) implements Outcome {}

    /** The program asked to end the process; with status 0 its changes are committed. */
    record Exit(int status) implements Outcome {}

    /** The workspace did not do its part: damaged, or the disk is full. */
    record Broken(StoreException reason, long rolledBack) implements Outcome {}

    /** What is said of it: the failure in one sentence, with how much it took back; nothing if it ended well. */
    default String sentence() {
        if (this instanceof Failed failed) {
            return failed.message() + RolledBack.suffix(failed.rolledBack());
        }
        if (this instanceof Stopped stopped) {
            return "interrupted" + RolledBack.suffix(stopped.rolledBack());
        }
        if (this instanceof Broken broken) {
            return broken.reason().getMessage() + RolledBack.suffix(broken.rolledBack());
        }
        return this instanceof Exit ? "os.exit is for entries, not for commands" : "";
    }
}
