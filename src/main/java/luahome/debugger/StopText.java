package luahome.debugger;

import java.util.ArrayList;
import java.util.List;
import luahome.lua.run.Activation;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;

/** What is shown of a program that has stopped. Runs nothing. */
public final class StopText {
    /** So many functions of a stack are shown. */
    private static final int MOST = 40;

    private StopText() {}

    /** Where it has stopped and why, in lines. */
    public static List<String> of(Stop stop) {
        String why = stop.reason().isEmpty() ? "" : " (" + stop.reason() + ")";
        return place("stopped at ", stop.selected(), why);
    }

    /** The function that is looked at, in lines. */
    public static List<String> selected(Stop stop) {
        return place("at ", stop.selected(), "");
    }

    private static List<String> place(String before, Activation at, String after) {
        List<String> lines = new ArrayList<>();
        lines.add(before + where(at) + after);
        String source = source(at, at.line());
        if (source != null) {
            lines.add("  " + at.line() + "  " + source);
        }
        return lines;
    }

    private static String where(Activation at) {
        String name = at.name();
        int line = at.code().linedefined;
        String function =
                name != null ? "function '" + name + "'" : line == 0 ? "main chunk" : "the function of line " + line;
        return Utf8.harmless(at.place() + " in " + function);
    }

    private static @Nullable String source(Activation at, int line) {
        String text = SourceLines.text(at.code(), line);
        return text == null ? null : Utf8.harmless(text.replace("\t", "    "));
    }

    /** The functions that have called each other, the innermost first, with a mark at the one that is looked at. */
    public static List<String> stack(Stop stop) {
        List<String> lines = new ArrayList<>();
        int level = 0;
        for (Activation at = stop.at(0); at != null && level < MOST; at = stop.at(++level)) {
            lines.add((level == stop.level() ? "> " : "  ") + level + "  " + where(at));
        }
        if (stop.at(level) != null) {
            lines.add("  … more callers");
        }
        return lines;
    }

    /** Some lines of the function that is looked at, around the one where it is, with a mark there. */
    public static List<String> around(Stop stop, int distance) {
        Activation at = stop.selected();
        List<String> lines = new ArrayList<>();
        for (int line = at.line() - distance; line <= at.line() + distance; line++) {
            String source = source(at, line);
            if (source != null) {
                lines.add((line == at.line() ? "> " : "  ") + line + "  " + source);
            }
        }
        return lines;
    }
}
