package luahome.edit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import luahome.command.CommandTable;
import luahome.command.Context;
import luahome.console.Console;
import luahome.lookup.CommandException;
import luahome.lua.text.SyntaxException;
import luahome.session.PromptEntry;
import luahome.session.Session;

/** Lets the user change the last entry in an editor; what is saved is entered as if it was typed. */
public final class EntryEditor {
    private static final String COMMAND = ":edit";

    private final Context context;
    private final Session session;
    private final Console console;

    /** An editor for a command. */
    public EntryEditor(Context context) {
        this.context = context;
        session = context.session();
        console = context.console();
    }

    /** Opens the last entry that is remembered, but for the wish to edit one. */
    public void edit() throws CommandException {
        List<String> entries = console.history();
        int last = entries.size() - 1;
        while (last >= 0 && COMMAND.startsWith(entries.get(last).strip())) {
            last--;
        }
        if (last < 0) {
            throw new CommandException("no entry is remembered that could be edited");
        }
        boolean taken = new TextEditor(console)
                .edit(entries.get(last).getBytes(StandardCharsets.UTF_8), text -> enter(text(text)));
        if (!taken) {
            console.print("the entry was left as it is, and was not run");
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    }

    /** Has the entry run after the command, if it can be. */
    private void enter(String entry) throws TextEditor.Refusal {
        try {
            if (CommandTable.isCommand(entry.strip())) {
                context.commands().parse(entry.strip(), 1);
            } else if (!entry.isEmpty()) {
                PromptEntry.of(entry, session);
            }
        } catch (CommandException e) {
            throw new TextEditor.Refusal(String.valueOf(e.getMessage()), 1);
        } catch (SyntaxException e) {
            throw new TextEditor.Refusal(e);
        }
        context.prompt().enter(entry);
    }
}
