package luahome.assist;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import luahome.command.Command;
import luahome.command.CommandTable;
import luahome.console.Console.Suggestion;
import luahome.lookup.CommandException;
import luahome.lookup.MetaListing;
import luahome.lookup.NamePath;
import luahome.lookup.RawLookup;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;
import luahome.session.EntryText;
import luahome.session.Session;
import org.luaj.vm2.LuaValue;

/**
 * What could stand at the cursor: names, the keys of tables, files inside quotes, commands and their arguments. It is
 * found by looking only: nothing is run, and no table is loaded.
 */
public final class Completion {
    private static final List<String> KEYWORDS = List.of(
            "and",
            "break",
            "do",
            "else",
            "elseif",
            "end",
            "false",
            "for",
            "function",
            "goto",
            "if",
            "in",
            "local",
            "nil",
            "not",
            "or",
            "repeat",
            "return",
            "then",
            "true",
            "until",
            "while");

    /** The functions that take the name of a file. */
    private static final List<String> OPENING = List.of("dofile", "loadfile", "io.open", "io.lines", "io.input");

    private final Session session;
    private final CommandTable commands;
    private final RawLookup lookup;
    private final KeySuggestions keys;

    /** Completion for one who sits at a session. */
    public Completion(Session session, CommandTable commands) {
        this.session = session;
        this.commands = commands;
        this.lookup = new RawLookup(session);
        this.keys = new KeySuggestions(session);
    }

    /** The suggestions at the end of the text; all replace the same part of it. */
    public List<Suggestion> of(String text) {
        if (text.startsWith(":") && !text.startsWith("::")) {
            return command(text);
        }
        return lua(text);
    }

    private List<Suggestion> command(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            return commands.all().stream()
                    .filter(command -> command.name().startsWith(text.substring(1)) && commands.isUsable(command))
                    .map(command -> new Suggestion(0, ":" + command.name(), command.summary()))
                    .toList();
        }
        Command command;
        try {
            command = commands.parse(text.substring(0, blank), 1).command();
        } catch (CommandException e) {
            return List.of();
        }
        int start = blank + 1;
        while (start < text.length() && text.charAt(start) == ' ') {
            start++;
        }
        return argument(command, text.substring(start), start);
    }

    private List<Suggestion> argument(Command command, String typed, int start) {
        List<Suggestion> found =
                switch (command.arguments().replaceAll("[\\[\\]]", "").split(" ")[0]) {
                    case "command" ->
                        words(commands.all().stream().map(Command::name).toList(), typed);
                    case "key" -> words(MetaListing.KEYS, typed);
                    case "FILE" -> FileSuggestions.of(typed, 0, "");
                    case "EXPR", "LUA", "PLACE", "NAME", "path", "ID|path", "ID|path|by", "path|function" -> lua(typed);
                    case "name" -> SettingSuggestions.of(typed);
                    case "clear" -> words(List.of("clear"), typed);
                    default -> List.of();
                };
        return found.stream().map(suggestion -> suggestion.movedBy(start)).toList();
    }

    private static List<Suggestion> words(List<String> words, String typed) {
        return words.stream()
                .filter(word -> word.startsWith(typed))
                .map(word -> new Suggestion(0, word, ""))
                .toList();
    }

    private List<Suggestion> lua(String text) {
        EntryText entry = new EntryText(text);
        List<Part> parts = entry.parts();
        int last = parts.size() - 1;
        Part end = last < 0 ? null : parts.get(last);
        boolean touches = end != null && end.end() == text.length();
        if (end != null && touches && end.kind() == Kind.COMMENT) {
            return List.of();
        }
        if (end != null && touches && end.kind() == Kind.UNFINISHED) {
            return insideString(entry, last);
        }
        boolean word = end != null && touches && (end.kind() == Kind.NAME || end.kind() == Kind.KEYWORD);
        int start = end != null && word ? end.start() : text.length();
        String typed = text.substring(start);
        int before = word ? last - 1 : last;
        String symbol = before < 0 ? "" : entry.in(parts.get(before));
        if ((symbol.equals(".") || symbol.equals(":")) && before > 0) {
            LuaValue owner = lookup.at(NamePath.endingAt(entry, before - 1));
            return keys.fields(
                    lookup.sources(owner), symbol, typed, parts.get(before).start());
        }
        if (symbol.equals("[") && typed.isEmpty() && before > 0) {
            LuaValue owner = lookup.at(NamePath.endingAt(entry, before - 1));
            List<Suggestion> found =
                    keys.brackets(lookup.sources(owner), parts.get(before).start());
            return found.isEmpty() ? names(typed, start) : found;
        }
        if (touches && end != null && end.kind() == Kind.NUMBER) {
            return List.of();
        }
        return typed.startsWith("#") || symbol.equals("#") && typed.isEmpty() && text.endsWith("#")
                ? ids(typed.isEmpty() ? "" : typed.substring(1), typed.isEmpty() ? start - 1 : start)
                : names(typed, start);
    }

    private List<Suggestion> insideString(EntryText entry, int last) {
        Part string = entry.parts().get(last);
        char quote = entry.text().charAt(string.start());
        if (quote == '[' || last == 0) {
            return List.of();
        }
        String typed = entry.text().substring(string.start() + 1);
        int before = last - 1;
        if (entry.in(entry.parts().get(before)).equals("[") && before > 0) {
            LuaValue owner = lookup.at(NamePath.endingAt(entry, before - 1));
            return keys.quoted(lookup.sources(owner), NamePath.unquoted(typed), string.start());
        }
        int function = entry.in(entry.parts().get(before)).equals("(") ? before - 1 : before;
        return function >= 0
                        && OPENING.contains(NamePath.endingAt(entry, function).shown())
                ? FileSuggestions.of(typed, string.start() + 1, String.valueOf(quote))
                : List.of();
    }

    private List<Suggestion> ids(String digits, int start) {
        List<Suggestion> found = new ArrayList<>();
        for (long id : session.home().metadata().tableIds()) {
            if (Long.toString(id).startsWith(digits) && found.size() < KeySuggestions.MOST) {
                found.add(new Suggestion(start, "#" + id, keys.detail(lookup.named("#" + id))));
            }
        }
        return found;
    }

    private List<Suggestion> names(String typed, int start) {
        List<Suggestion> found = new ArrayList<>();
        for (String name : session.locals().names()) {
            LuaValue value = session.locals().value(name);
            if (name.startsWith(typed) && value != null) {
                found.add(new Suggestion(start, name, name, keys.detail(value), "locals"));
            }
        }
        found.sort(Comparator.comparing(Suggestion::text));
        found.addAll(keys.globals(session.machine().globals(), typed, start));
        for (String keyword : typed.isEmpty() ? List.<String>of() : KEYWORDS) {
            if (keyword.startsWith(typed)) {
                found.add(new Suggestion(start, keyword, keyword, "", "keywords"));
            }
        }
        return found;
    }
}
