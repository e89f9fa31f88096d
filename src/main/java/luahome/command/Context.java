package luahome.command;

import luahome.console.Console;
import luahome.session.Session;
import luahome.setting.Settings;

/**
 * What a command works on.
 *
 * @param session runs Lua
 * @param console who sits there
 * @param commands all that there are
 * @param prompt what belongs to who sits there
 */
public record Context(Session session, Console console, CommandTable commands, PromptState prompt) {
    /** How it looks and behaves. */
    public Settings settings() {
        return prompt.settings();
    }

    /** What was shown last. */
    public Results results() {
        return prompt.results();
    }
}
