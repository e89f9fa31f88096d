package luahome.repl;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import luahome.home.HomeFunction;
import luahome.home.HomeTable;
import luahome.home.LuaPaths;
import luahome.home.Utf8;
import luahome.repl.Console.Suggestion;
import luahome.show.Count;
import luahome.show.Literals;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The keys of tables as suggestions: in groups, each with what it holds. Values are named, not read. */
final class KeySuggestions {
    /** More help nobody. */
    static final int MOST = 500;

    private static final int DETAIL = 30;

    private static final List<String> GROUPS = List.of("tables", "functions", "values");

    private final LibraryDocs docs;

    KeySuggestions(LibraryDocs docs) {
        this.docs = docs;
    }

    /**
     * The fields that can stand behind a dot, or the functions that can stand behind a colon.
     *
     * @param symbol the dot or the colon
     * @param typed what stands behind it already
     * @param start index of the symbol
     */
    List<Suggestion> fields(List<LuaTable> tables, String symbol, String typed, int start) {
        boolean method = symbol.equals(":");
        return collect(tables, typed, (name, value) -> {
            boolean plain = LuaPaths.isName(name);
            if (method && !(plain && value.isfunction())) {
                return null;
            }
            String text = plain ? symbol + Utf8.text(name) : LuaPaths.step(name);
            return new Suggestion(start, text, plain ? Utf8.text(name) : text, detail(value), group(value));
        });
    }

    /** The globals. */
    List<Suggestion> globals(LuaTable table, String typed, int start) {
        return collect(List.of(table), typed, (name, value) -> LuaPaths.isName(name)
                ? new Suggestion(start, Utf8.text(name), Utf8.text(name), detail(value), group(value))
                : null);
    }

    /** The keys in brackets, numbers too. */
    List<Suggestion> brackets(List<LuaTable> tables, String typed, int start) {
        List<Suggestion> numbers = new ArrayList<>();
        for (LuaTable table : tables) {
            Peek.each(table, (key, value) -> {
                if (key.type() == LuaValue.TNUMBER) {
                    String text = LuaPaths.step(key);
                    numbers.add(new Suggestion(start, text, text, detail(value), group(value)));
                }
                return numbers.size() < MOST;
            });
        }
        List<Suggestion> all = new ArrayList<>(collect(tables, typed, (name, value) -> {
            String text = "[" + LuaPaths.quote(name) + "]";
            return new Suggestion(start, text, text, detail(value), group(value));
        }));
        all.addAll(numbers);
        return grouped(all.subList(0, Math.min(MOST, all.size())));
    }

    /** The keys in quotes, with what closes them; {@code start} is the index of the opening quote. */
    List<Suggestion> quoted(List<LuaTable> tables, String typed, int start) {
        return collect(tables, typed, (name, value) -> {
            String quoted = LuaPaths.quote(name);
            return new Suggestion(start, quoted + "]", quoted, detail(value), group(value));
        });
    }

    private static List<Suggestion> collect(List<LuaTable> tables, String typed, Maker maker) {
        byte[] prefix = typed.getBytes(StandardCharsets.UTF_8);
        Map<LuaString, Suggestion> found = new LinkedHashMap<>();
        for (LuaTable table : tables) {
            Peek.each(table, (key, value) -> {
                if (key instanceof LuaString name && startsWith(name, prefix) && !found.containsKey(name)) {
                    Suggestion suggestion = maker.suggestion(name, value);
                    if (suggestion != null) {
                        found.put(name, suggestion);
                    }
                }
                return found.size() < MOST;
            });
        }
        return grouped(new ArrayList<>(found.values()));
    }

    private static boolean startsWith(LuaString name, byte[] prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= name.m_length || name.m_bytes[name.m_offset + i] != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static List<Suggestion> grouped(List<Suggestion> all) {
        List<Suggestion> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.<Suggestion>comparingInt(suggestion -> GROUPS.indexOf(suggestion.group()))
                .thenComparing(Suggestion::display, NaturalOrder.INSTANCE));
        return sorted;
    }

    private static String group(LuaValue value) {
        String group = Peek.group(value);
        return group == null ? "values" : group;
    }

    /** What a value is, in a few words; its contents are not read. */
    String detail(LuaValue value) {
        if (value instanceof LuaTable table) {
            String size = table instanceof HomeTable home ? Count.of(home.entryCount(), "entry", "entries") : "table";
            return table instanceof HomeTable home && home.id() != 0 ? "#" + home.id() + ", " + size : size;
        }
        LibraryDoc doc = docs.of(value);
        if (doc != null) {
            return doc.parameters().isEmpty() ? "function" : doc.parameters();
        }
        if (value instanceof HomeFunction function) {
            String parameters = String.join(", ", Literals.parameters(function));
            return parameters.isEmpty() ? "function" : parameters;
        }
        return value.isfunction() ? "function" : Literals.brief(value, DETAIL);
    }

    /** Makes a suggestion of an entry; null if it is none. */
    @FunctionalInterface
    private interface Maker {
        @org.jspecify.annotations.Nullable
        Suggestion suggestion(LuaString name, LuaValue value);
    }
}
