package luahome.repl;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import luahome.home.Home;
import luahome.home.HomeTable;
import luahome.home.LuaPaths;
import luahome.show.Count;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Completes the path or ID of a stored table as shells ask for it. Runs no code, loads no large table, and looks at a
 * bounded number of entries. Lives on one thread.
 */
public final class PathCompletion {
    private static final int MOST = 500;

    private PathCompletion() {}

    /**
     * What a beginning may go on as.
     *
     * @param typed an ID's or path's beginning, without any quoting of a shell
     * @param sink takes each text as a whole and, behind a tab, what it stands for; never a line break
     */
    public static void complete(Home home, String typed, Consumer<String> sink) {
        int step = lastStep(typed);
        if (step > 0) {
            HomeTable parent = table(home, typed.substring(0, step));
            if (parent != null) {
                steps(parent, typed.substring(0, step), typed.substring(step), sink);
            }
        } else if (typed.matches("[1-9][0-9]{0,17}")) {
            ids(home, typed, sink);
        } else if ("_home".startsWith(typed)) {
            sink.accept("_home\t" + describe(home.root()));
        }
    }

    private static void ids(Home home, String typed, Consumer<String> sink) {
        long first = Long.parseLong(typed);
        long count = 1;
        for (int digits = typed.length(); digits <= 18 && count <= MOST; digits++) {
            for (long id = first; id < first + count; id++) {
                HomeTable table = home.table(id);
                if (table != null) {
                    sink.accept(id + "\t" + describe(table));
                }
            }
            first *= 10;
            count *= 10;
        }
    }

    private static void steps(HomeTable parent, String path, String typed, Consumer<String> sink) {
        List<String> found = new ArrayList<>();
        Peek.each(parent, (key, value) -> {
            if (value instanceof HomeTable table) {
                String step = typed.startsWith("[") && key instanceof LuaString name
                        ? "[" + LuaPaths.quote(name) + "]" : LuaPaths.step(key);
                // An odd key has no dot, so behind a mere dot it is offered in brackets.
                if (step.startsWith(typed) || typed.equals(".") && step.startsWith("[\"")) {
                    found.add(path + step + "\t" + describe(table));
                }
            }
            return found.size() < MOST;
        });
        found.sort(NaturalOrder.INSTANCE);
        found.forEach(sink);
    }

    /** The table at a path; null if there is none, or a large one would have to be loaded to find it. */
    private static @Nullable HomeTable table(Home home, String path) {
        int step = lastStep(path);
        if (step > 0) {
            HomeTable parent = table(home, path.substring(0, step));
            if (parent == null || parent.entryCount() > Peek.MOST) {
                return null;
            }
        }
        try {
            LuaValue value = TablePath.value(home, path);
            return value instanceof HomeTable table ? table : null;
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

    private static String describe(HomeTable table) {
        return "#" + table.id() + ", " + Count.of(table.entryCount(), "entry", "entries");
    }
}
