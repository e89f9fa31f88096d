package luahome.command.builtin;

import java.util.List;
import luahome.command.Command;
import luahome.command.CommandArguments;
import luahome.command.Context;
import luahome.command.Results;
import luahome.lookup.CommandException;
import luahome.lookup.DidYouMean;
import luahome.lua.text.SyntaxException;
import luahome.session.EntryText;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.RolledBack;
import luahome.session.RunCost;
import luahome.session.Session;
import org.luaj.vm2.Varargs;

/** The meta-commands about values: how they are shown, and what they cost. */
public final class ResultCommands {
    /** In the order of help. */
    public static final List<Command> ALL = List.of(
            new Command(
                            "more",
                            "",
                            "show more of the last result, where it was cut",
                            List.of("Tables are shown up to a limit; what is left out is counted."),
                            List.of(":more"),
                            ResultCommands::more)
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "grid",
                            "EXPR",
                            "show a table as rows and columns",
                            List.of("A list of similar records is shown so without it."),
                            List.of(":grid _home.players", ":grid _"),
                            (context, expression) ->
                                    show(context, expression, Results.Form.GRID, ":grid _home.players"))
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "list",
                            "EXPR",
                            "show a value as Lua, also a list of records",
                            List.of(),
                            List.of(":list _home.players", ":list _"),
                            (context, expression) ->
                                    show(context, expression, Results.Form.LIST, ":list _home.players"))
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "time",
                            "EXPR",
                            "run Lua and tell what it took: time, memory, pages",
                            List.of(
                                    "The time is that of one run, with the commit behind it; memory is what the run allocated.",
                                    "The pages are those that were fetched from the disk, since they were not in memory, and"
                                            + " those that the commit wrote, with the bytes that the journal grew by."),
                            List.of(":time #_home.jobs", ":time for i = 1, 1e6 do end"),
                            ResultCommands::time)
                    .in(Command.Place.ANYWHERE));

    private ResultCommands() {}

    private static Command.Next more(Context context, String argument) throws CommandException {
        CommandArguments.none("more", argument);
        context.results().more(context.console());
        return Command.Next.GO_ON;
    }

    private static Command.Next show(Context context, String expression, Results.Form form, String example)
            throws CommandException {
        Varargs values = evaluate(context, expression, example);
        context.session().remember(values);
        context.results().show(values, form, context.console());
        return Command.Next.GO_ON;
    }

    private static Command.Next time(Context context, String code) throws CommandException {
        RunCost measure = RunCost.begin(context.session().home());
        Varargs values = evaluate(context, code, ":time #_home.jobs");
        String cost = measure.end();
        context.session().remember(values);
        context.results().show(values, context.console());
        context.console().print(cost);
        return Command.Next.GO_ON;
    }

    /**
     * Runs an entry as one transaction and answers its results.
     *
     * @param example how the command is used, for whom leaves the entry out
     */
    private static Varargs evaluate(Context context, String code, String example) throws CommandException {
        if (code.isEmpty()) {
            throw new CommandException("an expression is missing; write for example " + example);
        }
        Session session = context.session();
        PromptEntry entry;
        try {
            entry = PromptEntry.of(code, session);
        } catch (SyntaxException e) {
            throw new CommandException(String.valueOf(e.getMessage()));
        }
        Outcome outcome = session.transact(entry::run);
        if (outcome instanceof Outcome.Done done) {
            entry.keepLocals();
            return done.values();
        }
        if (outcome instanceof Outcome.Failed failed) {
            if (failed.value() != null) {
                session.rememberError(failed.value());
            }
            String meant = new DidYouMean(session).suffix(failed.message(), code);
            throw new CommandException(
                    EntryText.message(failed.message()) + meant + RolledBack.suffix(failed.rolledBack()));
        }
        throw new CommandException(outcome.sentence());
    }
}
