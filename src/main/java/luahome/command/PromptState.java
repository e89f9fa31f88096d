package luahome.command;

import luahome.setting.Settings;
import org.jspecify.annotations.Nullable;

/** What belongs to one who sits at a session, and not to the session. Lives on the Lua thread. */
public final class PromptState {
    private final Settings settings = new Settings();
    private final Results results = new Results(settings);
    private @Nullable String nextEntry;

    /** How it looks and behaves. */
    public Settings settings() {
        return settings;
    }

    /** What was shown last. */
    public Results results() {
        return results;
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
