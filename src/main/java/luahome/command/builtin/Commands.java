package luahome.command.builtin;

import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import luahome.command.Command;
import luahome.command.Command.Next;
import luahome.command.CommandArguments;
import luahome.command.CommandTable;
import luahome.command.CommandWork;
import luahome.command.Context;
import luahome.command.PromptState;
import luahome.console.Console;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.lookup.CommandException;
import luahome.lookup.HeapUse;
import luahome.lookup.MetaListing;
import luahome.lookup.RevisionText;
import luahome.lookup.TableListing;
import luahome.lookup.TablePath;
import luahome.session.EntryText;
import luahome.session.Outcome;
import luahome.session.Session;
import luahome.session.SessionLocals;
import luahome.session.Work;
import luahome.show.Columns;
import luahome.show.ErrorText;
import luahome.show.Limits;
import luahome.show.Literals;
import luahome.show.Quantity;
import luahome.show.ValuePrinter;
import luahome.store.Revision;
import luahome.store.TableStore.Loaded;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/**
 * The meta-commands, as data: what is typed, what helps, and what is done. Help, completion and look-up derive from it.
 */
public final class Commands {
    private static final Work.Task SAVING = new Work.Task("saving", "", false);
    private static final Work.Task LOADING = new Work.Task("going back", "", false);

    /** All of them. */
    public static final CommandTable TABLE = new CommandTable(Stream.of(
                    work(),
                    EditCommands.ALL,
                    upkeep(),
                    ResultCommands.ALL,
                    SearchCommands.ALL,
                    DebugCommands.ALL,
                    ShellCommands.ALL,
                    SettingCommands.ALL,
                    rest())
            .flatMap(List::stream)
            .toList());

    private Commands() {}

    /** What the commands work on when someone sits at a session. */
    public static Context context(Session session, Console console) {
        return new Context(session, console, TABLE, new PromptState());
    }

    private static List<Command> work() {
        return List.of(
                new Command(
                        "save",
                        "[label]",
                        "mark the present state as a revision",
                        List.of("Every entry is kept without it. A revision is a state that :load can return to."),
                        List.of(":save", ":save before the clean-up"),
                        Commands::save),
                new Command(
                        "load",
                        "[revision]",
                        "return to the last save, or to a revision",
                        List.of("The state before is kept as a revision of its own, so that a :load can be undone."),
                        List.of(":load", ":load 3"),
                        Commands::load),
                new Command(
                                "tables",
                                "[ID|path]",
                                "list the stored tables, or the entries of one",
                                List.of(
                                        "Shows what is stored, without running any code.",
                                        "The list can be sorted by id, path, entries or bytes, and cut down to paths with a text in"
                                                + " them."),
                                List.of(
                                        ":tables",
                                        ":tables 42",
                                        ":tables _home.jobs[3][\"odd key\"]",
                                        ":tables by bytes",
                                        ":tables by entries like jobs"),
                                Commands::tables)
                        .in(Command.Place.ANYWHERE),
                new Command(
                                "meta",
                                "[key]",
                                "show facts about the workspace, or one of them",
                                List.of("The keys: " + String.join(", ", MetaListing.KEYS) + "."),
                                List.of(":meta", ":meta nextTableId"),
                                Commands::meta)
                        .in(Command.Place.ANYWHERE),
                new Command(
                                "source",
                                "function",
                                "show the text of a function",
                                List.of("As it was written. A path runs nothing; any other expression is evaluated."),
                                List.of(":source _home.fib", ":source #42", ":source getmetatable(_home.p).__tostring"),
                                FunctionCommands::source)
                        .in(Command.Place.ANYWHERE));
    }

    private static List<Command> upkeep() {
        return List.of(
                new Command(
                                "check",
                                "",
                                "read everything that is stored and report damage",
                                List.of("A table that nothing leads to is told of, too; that is no damage."),
                                List.of(":check"),
                                MaintenanceCommands::check)
                        .in(Command.Place.ANYWHERE),
                new Command(
                        "backup",
                        "FILE",
                        "write all that is committed into a file",
                        List.of(
                                "A file of a former backup is replaced; any other is refused. luahome restore puts a backup"
                                        + " in place."),
                        List.of(":backup /media/stick/work.db"),
                        MaintenanceCommands::backUp),
                new Command(
                        "gc",
                        "",
                        "clear away what nothing leads to",
                        List.of("It is done little by little anyway; this does all of it at once."),
                        List.of(":gc"),
                        MaintenanceCommands::collect),
                new Command(
                        "compact",
                        "",
                        "rebuild the file without the room that is free",
                        List.of("Contents and revisions stay. The old file counts until the new one is whole."),
                        List.of(":compact"),
                        MaintenanceCommands::compact),
                new Command(
                                "trace",
                                "",
                                "show where the last error came from",
                                List.of("The Lua functions that were running, innermost first, each with its line."),
                                List.of(":trace"),
                                Commands::trace)
                        .in(Command.Place.ANYWHERE),
                new Command(
                                "locals",
                                "[clear]",
                                "list the locals of the prompt, or forget them",
                                List.of("A local of one entry is there in the next ones, until it is declared anew."),
                                List.of(":locals", ":locals clear"),
                                Commands::locals)
                        .in(Command.Place.ANYWHERE),
                new Command(
                                "globals",
                                "",
                                "list what the variables of the session hold in memory",
                                List.of(
                                        "Globals and locals of the prompt, what holds most first, by and large; what is stored in"
                                                + " _home is not counted.",
                                        "Assigning nil to one frees what it holds alone."),
                                List.of(":globals"),
                                Commands::globals)
                        .in(Command.Place.ANYWHERE));
    }

    private static List<Command> rest() {
        return List.of(
                new Command(
                                "help",
                                "[command]",
                                "list the commands, or explain one",
                                List.of(),
                                List.of(":help", ":help save"),
                                Commands::help)
                        .in(Command.Place.ANYWHERE),
                new Command(
                        "quit",
                        "",
                        "leave; everything is kept",
                        List.of("So does Ctrl-D on an empty prompt."),
                        List.of(":quit"),
                        Commands::quit));
    }

    private static Next save(Context context, String label) throws CommandException {
        try {
            Home home = context.session().home();
            Revision revision = told(context, SAVING, work -> home.save(label.isEmpty() ? null : label, Instant.now()));
            context.console().print("saved " + RevisionText.named(revision));
            return Next.GO_ON;
        } catch (LuaError e) {
            throw new CommandException(ErrorText.of(e));
        }
    }

    private static Next load(Context context, String argument) throws CommandException {
        try {
            Long number = revision(argument);
            Home home = context.session().home();
            Loaded loaded = told(context, LOADING, work -> home.load(number, Instant.now(), work));
            long undo = loaded.undo().number();
            context.console()
                    .print("back at " + RevisionText.dated(loaded.revision()) + "; the state before is" + " revision "
                            + undo + ": :load " + undo + " returns to it");
            return Next.GO_ON;
        } catch (LuaError e) {
            throw new CommandException(ErrorText.of(e));
        }
    }

    /** Does what cannot be stopped, while whoever waits is told of it. */
    private static <T> T told(Context context, Work.Task task, Function<Work, T> action) {
        Work work = context.console().work(task);
        try {
            return action.apply(work);
        } finally {
            work.close();
        }
    }

    private static @Nullable Long revision(String argument) throws CommandException {
        if (argument.isEmpty()) {
            return null;
        }
        try {
            return Long.parseLong(argument);
        } catch (NumberFormatException e) {
            throw new CommandException(
                    "not the number of a revision: " + argument + "; write :load, or for example :load 3");
        }
    }

    private static Next tables(Context context, String argument) throws CommandException {
        TableListing.Choice choice = TableListing.Choice.of(argument);
        if (choice != null) {
            List<Home.ListedTable> all;
            try (CommandWork work = CommandWork.begin(context, "listing", "tables")) {
                all = TableListing.all(context.session().home(), work);
            }
            int width = context.settings().width(context.console().listingWidth());
            context.console().page(taker -> TableListing.write(all, choice, width, taker));
            return Next.GO_ON;
        }
        HomeTable table = TablePath.table(context.session().home(), argument);
        try (CommandWork work = CommandWork.begin(context, "listing", "entries")) {
            long all = table.entryCount();
            long[] listed = {0};
            context.console()
                    .page(taker -> TableListing.entries(table, line -> {
                        work.at(++listed[0], all);
                        taker.accept(line);
                    }));
        }
        return Next.GO_ON;
    }

    private static Next meta(Context context, String key) throws CommandException {
        MetaListing meta = MetaListing.of(context.session().home());
        if (key.isEmpty()) {
            meta.lines().forEach(context.console()::print);
        } else {
            context.console().print(meta.value(key));
        }
        return Next.GO_ON;
    }

    private static Next trace(Context context, String argument) throws CommandException {
        CommandArguments.none("trace", argument);
        Outcome.Failed failure = context.session().lastFailure();
        if (failure == null) {
            throw new CommandException("there was no error yet");
        }
        context.console().print(failure.message());
        String traceback = failure.traceback();
        context.console().print(traceback == null ? "it did not come from Lua code" : EntryText.message(traceback));
        return Next.GO_ON;
    }

    private static Next locals(Context context, String argument) throws CommandException {
        SessionLocals locals = context.session().locals();
        switch (argument) {
            case "clear" -> locals.clear();
            case "" -> {
                for (String name : locals.names()) {
                    LuaValue value = locals.value(name);
                    String shown = value == null ? "nil" : new ValuePrinter(Limits.line()).print(value);
                    context.console().print(name + " = " + shown);
                }
            }
            default ->
                throw new CommandException(
                        "not an argument of :locals: " + argument + "; write :locals, or :locals clear");
        }
        return Next.GO_ON;
    }

    private static Next globals(Context context, String argument) throws CommandException {
        CommandArguments.none("globals", argument);
        List<HeapUse.Variable> variables = HeapUse.of(context.session());
        if (variables.isEmpty()) {
            context.console().print("no variable holds anything in memory beyond the library and what is stored");
            return Next.GO_ON;
        }
        Columns columns = new Columns("llrl").row("NAME", "TYPE", "BYTES", "HOLDS");
        int width = context.settings().width(context.console().listingWidth());
        for (HeapUse.Variable variable : variables) {
            columns.row(
                    variable.name(),
                    variable.value().typename(),
                    (variable.whole() ? "" : "> ") + variable.bytes(),
                    held(variable.value(), width / 2));
        }
        context.console().page(columns.lines()::forEach);
        return Next.GO_ON;
    }

    /** What a variable holds, in a few words. */
    private static String held(LuaValue value, int stringLimit) {
        return value instanceof HomeTable table
                ? Quantity.of(table.entryCount(), "entry", "entries")
                : Literals.brief(value, stringLimit);
    }

    private static Next help(Context context, String name) throws CommandException {
        List<String> lines = name.isEmpty()
                ? context.commands().overview()
                : context.commands().help(name);
        lines.forEach(context.console()::print);
        return Next.GO_ON;
    }

    private static Next quit(Context context, String argument) throws CommandException {
        CommandArguments.none("quit", argument);
        return Next.LEAVE;
    }
}
