package luahome.prompt;

import java.util.List;
import luahome.assist.Completion;
import luahome.assist.Highlighting;
import luahome.assist.Hints;
import luahome.assist.Indentation;
import luahome.command.CommandTable;
import luahome.console.Console;
import luahome.session.PromptEntry;
import luahome.session.Session;

/** Helps whoever types entries and commands at the prompt of a session. Lives on the Lua thread. */
final class PromptHelp implements Console.EntryHelp {
    private final Session session;
    private final Completion completion;
    private final Hints hints;
    private final Highlighting highlighting;

    /** @param commands those that can be typed */
    PromptHelp(Session session, CommandTable commands) {
        this.session = session;
        this.completion = new Completion(session, commands);
        this.hints = new Hints(session, commands);
        this.highlighting = new Highlighting(session, commands);
    }

    @Override
    public boolean incomplete(String text) {
        if (text.isBlank() || CommandTable.isCommand(text)) {
            return false;
        }
        return PromptEntry.incomplete(text, session.machine());
    }

    @Override
    public List<Console.Suggestion> complete(String text) {
        return completion.of(text);
    }

    @Override
    public Depth depth(String text) {
        return CommandTable.isCommand(text) ? new Depth(0, 0, false) : Indentation.of(text);
    }

    @Override
    public List<Span> highlight(String text, int cursor) {
        return highlighting.of(text, cursor);
    }

    @Override
    public String hint(String text) {
        return hints.at(text);
    }
}
