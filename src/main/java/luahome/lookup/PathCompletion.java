package luahome.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import luahome.home.Home;
import luahome.home.space.KeySearch;
import luahome.home.space.KeySearch.Found;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import luahome.show.Quantity;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Completes the path or ID of a stored table as shells ask for it. Runs no code, loads no table, and looks at a bounded
 * number of entries. Lives on one thread.
 */
public final class PathCompletion {
    private static final int MOST = 500;
    private static final String DIGITS = "[1-9][0-9]{0,17}";

    private final Home home;
    private final Consumer<String> sink;

    private PathCompletion(Home home, Consumer<String> sink) {
        this.home = home;
        this.sink = sink;
    }

    /**
     * What a beginning may go on as.
     *
     * @param typed an ID's or path's beginning, without any quoting of a shell
     * @param sink takes each text as a whole and, behind a tab, what it stands for; never a line break
     */
    public static void complete(Home home, String typed, Consumer<String> sink) {
        new PathCompletion(home, sink).complete(typed);
    }

    private void complete(String typed) {
        int step = lastStep(typed);
        if (step > 0) {
            HomeTable parent = table(typed.substring(0, step));
            if (parent != null) {
                steps(parent, typed.substring(0, step), typed.substring(step));
            }
        } else if (typed.matches(DIGITS)) {
            ids(typed);
        } else if ("_home".startsWith(typed)) {
            offer("_home", home.root());
        }
    }

    private void ids(String typed) {
        long first = Long.parseLong(typed);
        long count = 1;
        for (int digits = typed.length(); digits <= 18 && count <= MOST; digits++) {
            for (long id = first; id < first + count; id++) {
                HomeTable table = home.table(id);
                if (table != null) {
                    offer(Long.toString(id), table);
                }
            }
            first *= 10;
            count *= 10;
        }
    }

    private void steps(HomeTable parent, String path, String typed) {
        KeySearch search = new KeySearch(parent, entry -> entry.value() instanceof HomeTable);
        List<Found> found = new ArrayList<>();
        boolean bracket = typed.startsWith("[");
        boolean quoted = typed.startsWith("[\"");
        String name = typed.substring(quoted ? 2 : 1);
        if (quoted || !bracket || name.isEmpty()) {
            LuaString prefix = quoted ? NamePath.unquoted(name) : Utf8.bytes(name);
            found.addAll(search.strings(prefix, MOST));
        }
        boolean many = false;
        if (bracket && !quoted) {
            List<Found> numbers = numbers(search, name);
            many = numbers.size() > MOST;
            found.addAll(numbers.subList(0, Math.min(MOST, numbers.size())));
            for (LuaValue key : List.of(LuaValue.FALSE, LuaValue.TRUE)) {
                if (KeySearch.value(parent, key) instanceof HomeTable table) {
                    found.add(new Found(key, table));
                }
            }
        }
        found.stream()
                .flatMap(entry -> entry.value() instanceof HomeTable table
                        ? Stream.of(new Step(step(entry.key(), bracket), table))
                        : Stream.of())
                // An odd key has no dot, so behind a mere dot it is offered in brackets.
                .filter(step ->
                        quoted || step.text.startsWith(typed) || typed.equals(".") && step.text.startsWith("[\""))
                .sorted((a, b) -> NaturalOrder.INSTANCE.compare(a.text, b.text))
                .forEach(step -> offer(path + step.text, step.table));
        if (many) {
            // So that shells do not take what these numbers begin with for what all do.
            sink.accept(path + typed + "\tand more");
        }
    }

    private record Step(String text, HomeTable table) {}

    private static String step(LuaValue key, boolean bracket) {
        return bracket && key instanceof LuaString name ? "[" + LuaPaths.quote(name) + "]" : LuaPaths.step(key);
    }

    /** The numbers that may be written so, as far as that was typed, and perhaps others. */
    private static List<Found> numbers(KeySearch search, String typed) {
        if (typed.matches(DIGITS)) {
            return goingOn(search, typed);
        }
        if (typed.matches("0|[0-9]{1,15}[.][0-9]*")) {
            double whole = Math.floor(Double.parseDouble(typed));
            return search.numbers(whole, whole + 1, MOST + 1);
        }
        return typed.isEmpty()
                ? search.numbers(MOST + 1)
                : typed.startsWith("-") ? search.numbers(Double.NEGATIVE_INFINITY, 0, MOST + 1) : List.of();
    }

    /** The numbers that begin with those digits. */
    private static List<Found> goingOn(KeySearch search, String digits) {
        List<Found> found = new ArrayList<>();
        double first = Double.parseDouble(digits);
        double width = 1;
        for (int length = digits.length(); length <= 15 && found.size() <= MOST; length++) {
            found.addAll(search.numbers(first, Math.nextDown(first + width), MOST + 1 - found.size()));
            first *= 10;
            width *= 10;
        }
        return found;
    }

    /** The table at a path; null if there is none. */
    private @Nullable HomeTable table(String path) {
        try {
            return TablePath.value(home, path) instanceof HomeTable table ? table : null;
        } catch (CommandException e) {
            // What is being typed need not name anything yet.
            return null;
        }
    }

    /** The index of the dot or bracket that begins the last step; 0 if there is none. */
    private static int lastStep(String path) {
        int last = 0;
        char quote = 0;
        boolean bracket = false;
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (quote != 0) {
                if (c == '\\') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if (bracket) {
                quote = c == '"' || c == '\'' ? c : 0;
                bracket = c != ']';
            } else if (c == '.' || c == '[') {
                last = i;
                bracket = c == '[';
            }
        }
        return last;
    }

    private void offer(String text, HomeTable table) {
        sink.accept(text + "\t#" + table.id() + ", " + Quantity.of(table.entryCount(), "entry", "entries"));
    }
}
