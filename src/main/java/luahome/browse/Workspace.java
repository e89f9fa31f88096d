package luahome.browse;

import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** What the browser needs of a session. Lives on the Lua thread. */
public interface Workspace {
    /** Whether entries can be changed. */
    boolean writable();

    /** The stored table with that number; null if there is none. */
    @Nullable
    HomeTable table(long id);

    /**
     * Sets an entry to what a Lua expression gives, nil removing it; in one transaction, which is kept or rolled back.
     *
     * @throws Refusal if nothing was changed
     */
    void assign(HomeTable table, LuaValue key, String expression) throws Refusal;

    /**
     * Sets an entry to a value, nil removing it; in one transaction.
     *
     * @throws Refusal if nothing was changed
     */
    void restore(HomeTable table, LuaValue key, LuaValue value) throws Refusal;

    /** Forgets earlier requests to stop. */
    void begin();

    /** Whether the user has asked to stop what is being done. */
    boolean stopped();

    /** Why something was not done; the message is one sentence. */
    final class Refusal extends Exception {
        /** With the sentence. */
        public Refusal(String message) {
            super(message, null, false, false);
        }
    }
}
