package luahome.command.builtin;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import luahome.command.Command;
import luahome.command.CommandWork;
import luahome.command.Context;
import luahome.command.StoreSearch;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import luahome.lookup.CommandException;
import luahome.lookup.NamePath;
import luahome.lookup.RawLookup;
import luahome.lookup.Spelling;
import luahome.lookup.TablePath;
import luahome.lua.doc.LibraryDoc;
import luahome.lua.doc.LibraryDocs;
import luahome.session.EntryText;
import luahome.session.Session;
import luahome.show.Literals;
import luahome.show.Quantity;
import luahome.store.Progress;
import luahome.text.Utf8;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The meta-commands that find something: what a name means, and where things are in the workspace. */
public final class SearchCommands {
    /** In the order of help. */
    public static final List<Command> ALL = List.of(
            new Command(
                            "doc",
                            "NAME",
                            "explain a function of the library, or one of yours",
                            List.of(
                                    "Of a library, its functions are listed. Of a function of yours: its comment, where it is from,"
                                            + " and its text."),
                            List.of(":doc string.rep", ":doc table", ":doc _home.rules.check"),
                            SearchCommands::doc)
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "tree",
                            "[path] [depth]",
                            "show how tables hang on each other",
                            List.of(
                                    "Without a path it begins at _home; it goes 3 tables deep unless a depth is given."),
                            List.of(":tree", ":tree _home.jobs", ":tree #42 5"),
                            SearchCommands::tree)
                    .in(Command.Place.ANYWHERE),
            BrowseCommand.COMMAND,
            new Command(
                            "find",
                            "TEXT",
                            "find a text in all keys and strings that are stored",
                            List.of("Capital and small letters count as the same. Ctrl-C stops it."),
                            List.of(":find rope"),
                            SearchCommands::find)
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "refs",
                            "ID|path",
                            "show what refers to a table",
                            List.of("Ctrl-C stops it."),
                            List.of(":refs #42", ":refs _home.best"),
                            SearchCommands::refs)
                    .in(Command.Place.ANYWHERE),
            new Command(
                            "path",
                            "ID|path",
                            "show the shortest way to a table",
                            List.of(),
                            List.of(":path #42"),
                            SearchCommands::path)
                    .in(Command.Place.ANYWHERE));

    private static final int DETAIL = 60;
    private static final int USUAL_DEPTH = 3;

    /** So many entries of a table stand in a tree. */
    private static final int BRANCHES = 40;

    private SearchCommands() {}

    private static Command.Next doc(Context context, String name) throws CommandException {
        if (name.isEmpty()) {
            throw new CommandException("what is to be explained? write for example :doc string.rep");
        }
        Session session = context.session();
        LibraryDocs docs = session.docs();
        LibraryDoc doc = docs.named(name);
        List<String> lines = new ArrayList<>();
        if (doc != null) {
            lines.add(doc.signature());
            lines.add("  " + doc.summary());
        } else {
            docs.all().stream()
                    .filter(member -> member.name().startsWith(name + ".")
                            || member.name().startsWith(name + ":"))
                    .forEach(member -> lines.add(member.signature() + "  " + member.summary()));
        }
        EntryText text = new EntryText(name);
        LuaValue value =
                new RawLookup(session).at(NamePath.endingAt(text, text.parts().size() - 1));
        if (lines.isEmpty() && value instanceof HomeFunction function) {
            FunctionCommands.doc(context, function, name);
            return Command.Next.GO_ON;
        }
        if (lines.isEmpty()) {
            lines.addAll(other(session, value, name));
        }
        context.console().page(lines::forEach);
        return Command.Next.GO_ON;
    }

    private static List<String> other(Session session, LuaValue value, String name) throws CommandException {
        LibraryDoc doc = session.docs().of(value);
        if (doc != null) {
            return List.of(doc.signature(), "  " + doc.summary());
        }
        if (value.isnil()) {
            List<String> names =
                    session.docs().all().stream().map(LibraryDoc::name).toList();
            String nearest = Spelling.to(name, names);
            throw new CommandException(
                    nearest != null
                            ? "nothing is known of " + name + "; did you mean " + nearest + "?"
                            : "nothing is known of " + name + "; write for example :doc string.rep");
        }
        return List.of(name + " is " + (value == RawLookup.LONG ? "a long string" : Literals.brief(value, DETAIL)));
    }

    private static Command.Next tree(Context context, String argument) throws CommandException {
        String[] words = argument.split("\\s+(?=[0-9]{1,3}$)");
        boolean onlyDepth = argument.matches("[0-9]{1,3}");
        String path = onlyDepth || argument.isEmpty() ? "_home" : words[0];
        int depth =
                onlyDepth ? Integer.parseInt(argument) : words.length > 1 ? Integer.parseInt(words[1]) : USUAL_DEPTH;
        HomeTable root = TablePath.table(context.session().home(), path);
        List<String> lines = new ArrayList<>();
        lines.add(path + "  " + Literals.brief(root, DETAIL));
        try (CommandWork work = CommandWork.begin(context, "walking", "")) {
            branches(root, "  ", depth, new HashSet<>(Set.of(root)), lines, work);
        }
        context.console().page(lines::forEach);
        return Command.Next.GO_ON;
    }

    private static void branches(
            HomeTable table, String indent, int depth, Set<LuaTable> seen, List<String> lines, Progress progress) {
        if (depth <= 0) {
            return;
        }
        int[] shown = {0};
        table.forEach((key, value) -> {
            progress.at(lines.size(), 0);
            String step = key instanceof LuaString name && LuaPaths.isName(name) ? Utf8.text(name) : LuaPaths.step(key);
            boolean inner = value instanceof HomeTable && seen.add((LuaTable) value);
            String again = value instanceof HomeTable && !inner ? "  (shown above)" : "";
            lines.add(indent + step + "  " + Literals.brief(value, DETAIL) + again);
            if (inner) {
                branches((HomeTable) value, indent + "  ", depth - 1, seen, lines, progress);
            }
            return ++shown[0] < BRANCHES;
        });
        if (table.entryCount() > shown[0]) {
            lines.add(indent + "… " + (table.entryCount() - shown[0]) + " more");
        }
    }

    private static Command.Next find(Context context, String text) throws CommandException {
        if (text.isEmpty()) {
            throw new CommandException("what is to be found? write for example :find rope");
        }
        return report(context, new StoreSearch(context).containing(text));
    }

    private static Command.Next refs(Context context, String argument) throws CommandException {
        HomeTable table = table(context, "refs", argument);
        return report(context, new StoreSearch(context).referringTo(table));
    }

    private static HomeTable table(Context context, String command, String argument) throws CommandException {
        if (argument.isEmpty()) {
            throw new CommandException("which table? write for example :" + command + " #42");
        }
        return TablePath.table(context.session().home(), argument);
    }

    private static Command.Next report(Context context, StoreSearch.Found found) throws CommandException {
        context.console().page(found.lines()::forEach);
        if (found.stopped()) {
            throw new CommandException("stopped after " + Quantity.of(found.count(), "place", "places"));
        }
        long left = found.count() - found.lines().size();
        context.console()
                .print(
                        found.count() == 0
                                ? "found nothing"
                                : left > 0
                                        ? "… " + left + " more; " + Quantity.of(found.count(), "place", "places")
                                                + " in all"
                                        : Quantity.of(found.count(), "place", "places"));
        return Command.Next.GO_ON;
    }

    private static Command.Next path(Context context, String argument) throws CommandException {
        HomeTable table = table(context, "path", argument);
        TreeSet<String> found = new TreeSet<>();
        try (CommandWork work = CommandWork.begin(context, "looking for the way", "tables")) {
            context.session()
                    .home()
                    .tables(
                            listed -> {
                                if (listed.info().id() == table.id()) {
                                    found.add(listed.path());
                                }
                                return found.isEmpty();
                            },
                            work);
        }
        if (found.isEmpty()) {
            throw new CommandException("#" + table.id() + " hangs on nothing that is stored");
        }
        context.console().print(found.first());
        return Command.Next.GO_ON;
    }
}
