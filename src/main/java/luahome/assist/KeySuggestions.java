package luahome.assist;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import luahome.console.Console.Suggestion;
import luahome.home.space.KeySearch;
import luahome.home.space.KeySearch.Found;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import luahome.lookup.NaturalOrder;
import luahome.lua.doc.LibraryDoc;
import luahome.lua.text.FunctionDoc;
import luahome.session.Session;
import luahome.show.Literals;
import luahome.show.Quantity;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** The keys of tables as suggestions: in groups, each with what it holds. Values are named, not read. */
final class KeySuggestions {
    /** More of a table help nobody. */
    static final int MOST = 500;

    private static final int DETAIL = 30;

    private static final List<String> GROUPS = List.of("tables", "functions", "values");

    private final Session session;

    KeySuggestions(Session session) {
        this.session = session;
    }

    /**
     * The fields that can stand behind a dot, or the functions that can stand behind a colon.
     *
     * @param symbol the dot or the colon
     * @param typed what stands behind it already
     * @param start index of the symbol
     */
    List<Suggestion> fields(List<LuaTable> tables, String symbol, String typed, int start) {
        Predicate<Found> wanted = symbol.equals(":")
                ? entry ->
                        entry.value() != null && entry.value().isfunction() && LuaPaths.isName((LuaString) entry.key())
                : entry -> true;
        return grouped(collect(tables, Utf8.bytes(typed), wanted, (name, value) -> {
            boolean plain = LuaPaths.isName(name);
            String text = plain ? symbol + Utf8.text(name) : LuaPaths.step(name);
            return new Suggestion(start, text, plain ? Utf8.text(name) : text, detail(value), group(value));
        }));
    }

    /** The globals. */
    List<Suggestion> globals(LuaTable table, String typed, int start) {
        Predicate<Found> wanted = entry -> LuaPaths.isName((LuaString) entry.key());
        return grouped(collect(
                List.of(table),
                Utf8.bytes(typed),
                wanted,
                (name, value) -> new Suggestion(start, Utf8.text(name), Utf8.text(name), detail(value), group(value))));
    }

    /** The keys in brackets: the strings, then the numbers, of many only the first. */
    List<Suggestion> brackets(List<LuaTable> tables, int start) {
        List<Suggestion> all = new ArrayList<>(grouped(collect(tables, Utf8.bytes(""), entry -> true, (name, value) -> {
            String text = "[" + LuaPaths.quote(name) + "]";
            return new Suggestion(start, text, text, detail(value), group(value));
        })));
        Map<LuaValue, Suggestion> numbers = new LinkedHashMap<>();
        for (LuaTable table : tables) {
            for (Found entry : new KeySearch(table, any -> true).numbers(MOST + 1)) {
                String text = LuaPaths.step(entry.key());
                numbers.putIfAbsent(
                        entry.key(), new Suggestion(start, text, text, detail(entry.value()), group(entry.value())));
            }
        }
        grouped(numbers.values()).stream().limit(MOST).forEach(all::add);
        if (numbers.size() > MOST) {
            // It also keeps the editor from taking what these numbers begin with for what all do.
            all.add(new Suggestion(start, "[", "[…", "more numbers", "values"));
        }
        return all;
    }

    /** The keys in quotes, with what closes them; {@code start} is the index of the opening quote. */
    List<Suggestion> quoted(List<LuaTable> tables, LuaString typed, int start) {
        return grouped(collect(tables, typed, entry -> true, (name, value) -> {
            String quoted = LuaPaths.quote(name);
            return new Suggestion(start, quoted + "]", quoted, detail(value), group(value));
        }));
    }

    private static Collection<Suggestion> collect(
            List<LuaTable> tables, LuaString typed, Predicate<Found> wanted, Maker maker) {
        Map<LuaValue, Suggestion> found = new LinkedHashMap<>();
        for (LuaTable table : tables) {
            for (Found entry : new KeySearch(table, wanted).strings(typed, MOST)) {
                found.computeIfAbsent(entry.key(), key -> maker.suggestion((LuaString) key, entry.value()));
            }
        }
        return found.values();
    }

    private static List<Suggestion> grouped(Collection<Suggestion> all) {
        List<Suggestion> sorted = new ArrayList<>(all);
        sorted.sort(Comparator.<Suggestion>comparingInt(suggestion -> GROUPS.indexOf(suggestion.group()))
                .thenComparing(Suggestion::display, NaturalOrder.INSTANCE));
        return sorted;
    }

    private static String group(@Nullable LuaValue value) {
        return value instanceof LuaTable ? "tables" : value instanceof LuaFunction ? "functions" : "values";
    }

    /** What a value is, in a few words; its contents are not read. Null is a long string. */
    String detail(@Nullable LuaValue value) {
        if (value == null) {
            return "long string";
        }
        if (value instanceof LuaTable table) {
            String size =
                    table instanceof HomeTable home ? Quantity.of(home.entryCount(), "entry", "entries") : "table";
            return table instanceof HomeTable home && home.id() != 0 ? "#" + home.id() + ", " + size : size;
        }
        LibraryDoc doc = session.docs().of(value);
        if (doc != null) {
            return doc.parameters().isEmpty() ? "function" : doc.parameters();
        }
        if (value instanceof HomeFunction function) {
            String parameters = String.join(
                    ", ", FunctionDoc.of(session.home().text(function)).parameters());
            return parameters.isEmpty() ? "function" : parameters;
        }
        return value.isfunction() ? "function" : Literals.brief(value, DETAIL);
    }

    /** Makes a suggestion of an entry. */
    @FunctionalInterface
    private interface Maker {
        Suggestion suggestion(LuaString name, @Nullable LuaValue value);
    }
}
