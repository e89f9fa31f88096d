package luahome.prompt;

import luahome.command.Context;
import luahome.console.Console;
import luahome.debugger.Stop;
import luahome.debugger.StopText;
import luahome.lua.run.ExitRequest;
import luahome.lua.run.Interrupted;
import luahome.session.Session;

/**
 * The loop at the prompt in the middle of a program that has stopped: reads commands that look at it and let it go on,
 * and Lua that sees its variables. Lives on the Lua thread.
 */
final class StopPrompt {
    private static final String PROMPT = "debug> ";

    private final Session session;
    private final Console console;
    private final Repl repl;
    private final PromptHelp help;

    /** @param outer what the prompt outside works on */
    StopPrompt(Context outer) {
        session = outer.session();
        console = outer.console();
        Context context = new Context(session, console, outer.commands().atStop(), outer.prompt());
        repl = new Repl(context);
        help = new PromptHelp(session, context.commands());
    }

    /**
     * Talks to the user until the program is to go on.
     *
     * @throws Interrupted if it is to end
     */
    void at(Stop stop) {
        StopText.of(stop).forEach(console::print);
        while (stop.isStanding()) {
            String entry = console.readEntry(PROMPT, help);
            if (entry == null) {
                throw new Interrupted();
            }
            Integer status = entry.isBlank() ? null : repl.answer(entry);
            if (status != null) {
                throw new ExitRequest(status);
            }
        }
        if (session.machine().interrupted()) {
            throw new Interrupted();
        }
    }
}
