package luahome.assist;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import luahome.command.CommandTable;
import luahome.console.Console.EntryHelp.Look;
import luahome.console.Console.EntryHelp.Span;
import luahome.home.value.HomeTable;
import luahome.lookup.CommandException;
import luahome.lookup.NamePath;
import luahome.lookup.RawLookup;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;
import luahome.session.EntryText;
import luahome.session.Session;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/**
 * What the parts of an entry are while it is typed. Names are looked up, so that what is stored, what is there, and
 * what is not there (or misspelt) look different; what the entry itself names first is not held against it, nor is a
 * name at the cursor, which may only be half of one.
 */
public final class Highlighting {
    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final RawLookup lookup;
    private final CommandTable commands;

    /** Highlighting for one who sits at a session. */
    public Highlighting(Session session, CommandTable commands) {
        this.lookup = new RawLookup(session);
        this.commands = commands;
    }

    /**
     * The spans of a text that are something; in order, without overlap.
     *
     * @param cursor index of the character at which one types
     */
    public List<Span> of(String text, int cursor) {
        if (CommandTable.isCommand(text)) {
            return command(text);
        }
        EntryText entry = new EntryText(text);
        List<Part> parts = entry.parts();
        Map<Integer, Look> brackets = brackets(entry, cursor);
        Set<String> own = declared(entry);
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            Look look = switch (part.kind()) {
                case UNFINISHED ->
                    text.startsWith("[", part.start()) || part.end() == text.length() ? Look.STRING : Look.WRONG;
                case SYMBOL -> brackets.get(i);
                case NAME -> name(entry, i, own);
                default -> plain(part.kind());
            };
            boolean unfinished = look == Look.UNKNOWN && part.end() == cursor;
            if (look != null && !unfinished) {
                spans.add(new Span(part.start(), part.end(), look));
            }
        }
        return spans;
    }

    /** The spans of a text by itself: what its names stand for is not looked up. */
    public static List<Span> ofSource(String text) {
        List<Span> spans = new ArrayList<>();
        for (Part part : new EntryText(text).parts()) {
            Look look = plain(part.kind());
            if (look != null) {
                spans.add(new Span(part.start(), part.end(), look));
            }
        }
        return spans;
    }

    /** What a part is that is what it is by itself; null for others. */
    private static @Nullable Look plain(Kind kind) {
        return switch (kind) {
            case KEYWORD -> Look.KEYWORD;
            case STRING -> Look.STRING;
            case NUMBER -> Look.NUMBER;
            case COMMENT -> Look.COMMENT;
            case WRONG -> Look.WRONG;
            case UNFINISHED, SYMBOL, NAME -> null;
        };
    }

    private List<Span> command(String text) {
        int end = text.indexOf(' ') < 0 ? text.length() : text.indexOf(' ');
        try {
            commands.parse(text.substring(0, end), 1);
            return List.of(new Span(0, end, Look.COMMAND));
        } catch (CommandException e) {
            return List.of();
        }
    }

    private @Nullable Look name(EntryText entry, int index, Set<String> own) {
        List<Part> parts = entry.parts();
        String name = entry.in(parts.get(index));
        String before = index == 0 ? "" : entry.in(parts.get(index - 1));
        boolean field = before.equals(".") || before.equals(":");
        String after = index + 1 < parts.size() ? entry.in(parts.get(index + 1)) : "";
        boolean set = after.equals("=") || after.equals("(") && isOfDefinition(entry, index);
        if (before.equals("goto") || before.equals("::") || set && !field) {
            return set && !lookup.named(name).isnil() ? Look.GLOBAL : null;
        }
        NamePath chain = NamePath.endingAt(entry, index);
        if (chain.root().isEmpty() || own.contains(chain.root())) {
            return null;
        }
        LuaValue value = lookup.at(chain);
        if (value.isnil()) {
            boolean known = field
                    && !(lookup.at(new NamePath(
                                    chain.root(),
                                    chain.keys().subList(0, chain.keys().size() - 1),
                                    0,
                                    false))
                            instanceof HomeTable);
            return set || known ? null : Look.UNKNOWN;
        }
        boolean stored = value instanceof HomeTable table && table.id() != 0 || field && isInStore(chain);
        return stored ? Look.STORED : field ? null : Look.GLOBAL;
    }

    /** Whether a name ends one that stands behind {@code function}. */
    private static boolean isOfDefinition(EntryText entry, int index) {
        List<Part> parts = entry.parts();
        int first = index;
        while (first > 1
                && (entry.in(parts.get(first - 1)).equals(".")
                        || entry.in(parts.get(first - 1)).equals(":"))) {
            first -= 2;
        }
        return first > 0 && entry.in(parts.get(first - 1)).equals("function");
    }

    private boolean isInStore(NamePath chain) {
        LuaValue owner = lookup.at(new NamePath(
                chain.root(), chain.keys().subList(0, Math.max(0, chain.keys().size() - 1)), 0, false));
        return owner instanceof HomeTable table && table.id() != 0;
    }

    /** The names that the entry declares or assigns itself, anywhere. */
    private static Set<String> declared(EntryText entry) {
        Set<String> names = new HashSet<>();
        List<Part> parts = entry.parts();
        boolean list = false;
        boolean head = false;
        for (int i = 0; i < parts.size(); i++) {
            String text = entry.in(parts.get(i));
            if (parts.get(i).kind() == Kind.NAME) {
                String after = i + 1 < parts.size() ? entry.in(parts.get(i + 1)) : "";
                String before = i == 0 ? "" : entry.in(parts.get(i - 1));
                boolean function = before.equals("function") && after.equals("(");
                if (list || function || after.equals("=") && !before.equals(".")) {
                    names.add(text);
                }
            } else if (text.equals("function")) {
                list = false;
                head = true;
            } else if (text.equals("local") || text.equals("for") || head && text.equals("(")) {
                list = true;
                head = false;
            } else if (!text.equals(",") && !text.equals("...")) {
                list = false;
            }
        }
        return names;
    }

    /** The looks of the brackets that have one, by the indexes of their parts. */
    private static Map<Integer, Look> brackets(EntryText entry, int cursor) {
        Map<Integer, Look> looks = new HashMap<>();
        Deque<Integer> open = new ArrayDeque<>();
        List<Part> parts = entry.parts();
        for (int i = 0; i < parts.size(); i++) {
            String symbol = parts.get(i).kind() == Kind.SYMBOL ? entry.in(parts.get(i)) : "";
            if (symbol.length() != 1) {
                continue;
            }
            if (OPENING.contains(symbol)) {
                open.push(i);
            } else if (CLOSING.contains(symbol)) {
                Integer partner = open.peek();
                boolean fits =
                        partner != null && OPENING.indexOf(entry.in(parts.get(partner))) == CLOSING.indexOf(symbol);
                if (!fits || partner == null) {
                    looks.put(i, Look.WRONG);
                    continue;
                }
                open.pop();
                if (beside(parts.get(i), cursor) || beside(parts.get(partner), cursor)) {
                    looks.put(i, Look.PARTNER);
                    looks.put(partner, Look.PARTNER);
                }
            }
        }
        return looks;
    }

    private static boolean beside(Part part, int cursor) {
        return part.start() == cursor || part.end() == cursor;
    }
}
