package luahome.command;

import luahome.debugger.ProgramDebugger;
import luahome.lookup.CommandException;
import luahome.setting.Settings;
import org.jspecify.annotations.Nullable;

/** What belongs to one who sits at a session, and not to the session. Lives on the Lua thread. */
public final class PromptState {
    private final Settings settings = new Settings();
    private final Results results = new Results(settings);
    private @Nullable String nextEntry;
    private @Nullable ProgramDebugger debugger;

    /** How it looks and behaves. */
    public Settings settings() {
        return settings;
    }

    /** What was shown last. */
    public Results results() {
        return results;
    }

    /** Gives whoever sits there a debugger. */
    public void debugger(ProgramDebugger made) {
        debugger = made;
    }

    /**
     * The debugger of the session.
     *
     * @throws CommandException if nobody sits there who could be asked what to do
     */
    public ProgramDebugger debugger() throws CommandException {
        if (debugger == null) {
            throw new CommandException("programs are debugged at the prompt; here nobody could be asked");
        }
        return debugger;
    }

    /** Has an entry run at the prompt next, as if it was typed. */
    public void enter(String entry) {
        nextEntry = entry;
    }

    /** The entry that is to run next, once; null if one is to be read. */
    public @Nullable String takeNextEntry() {
        String entry = nextEntry;
        nextEntry = null;
        return entry;
    }
}
