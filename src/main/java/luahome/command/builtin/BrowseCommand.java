package luahome.command.builtin;

import java.util.List;
import luahome.browse.Browser;
import luahome.browse.Workspace;
import luahome.command.Command;
import luahome.command.Context;
import luahome.home.value.HomeTable;
import luahome.lookup.CommandException;
import luahome.lookup.TablePath;
import luahome.lua.text.SyntaxException;
import luahome.session.EntryText;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.Session;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The command that browses the workspace on a whole screen, and what a session does for that. */
final class BrowseCommand implements Workspace {
    /** The command. */
    static final Command COMMAND = new Command(
            "browse",
            "[path]",
            "browse the workspace on the whole screen",
            List.of(
                    "The arrow keys move, open and close; e changes a value and u undoes that; / searches; q leaves.",
                    "? lists all keys. Without a path it begins at _home.",
                    "The path that y copied last stands at the next prompt."),
            List.of(":browse", ":browse _home.players", ":browse #42"),
            BrowseCommand::browse);

    private final Session session;

    private BrowseCommand(Session session) {
        this.session = session;
    }

    private static Command.Next browse(Context context, String argument) throws CommandException {
        String named = argument.matches("[0-9]+") ? "#" + argument : argument;
        String path = argument.isEmpty() ? "_home" : Utf8.harmless(named);
        Session session = context.session();
        HomeTable table = TablePath.table(session.home(), path);
        if (!context.console().browse(new Browser(new BrowseCommand(session), table, path))) {
            throw new CommandException(":browse needs a terminal whose screen it can fill; :tree "
                    + (argument.isEmpty() ? "" : argument + " ") + "shows the same line by line");
        }
        return Command.Next.GO_ON;
    }

    @Override
    public boolean writable() {
        return session.home().writable();
    }

    @Override
    public @Nullable HomeTable table(long id) {
        return session.home().table(id);
    }

    @Override
    public void assign(HomeTable table, LuaValue key, String expression) throws Refusal {
        PromptEntry entry;
        try {
            // The sign makes it an expression: a statement would give no value.
            entry = PromptEntry.of("=" + expression, session);
        } catch (SyntaxException e) {
            throw new Refusal(String.valueOf(e.getMessage()));
        }
        change(session.transact(() -> {
            Varargs values = entry.run();
            if (values.narg() != 1) {
                throw new LuaError("one value is needed, and this gives " + values.narg());
            }
            table.rawset(key, values.arg1());
            return LuaValue.NONE;
        }));
    }

    @Override
    public void restore(HomeTable table, LuaValue key, LuaValue value) throws Refusal {
        change(session.transact(() -> {
            table.rawset(key, value);
            return LuaValue.NONE;
        }));
    }

    private static void change(Outcome outcome) throws Refusal {
        if (!(outcome instanceof Outcome.Done)) {
            throw new Refusal(EntryText.message(outcome.sentence()));
        }
    }

    @Override
    public void begin() {
        session.machine().clearInterrupt();
    }

    @Override
    public boolean stopped() {
        return session.machine().interrupted();
    }
}
