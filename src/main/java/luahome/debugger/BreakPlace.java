package luahome.debugger;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.home.value.Code;
import luahome.lua.LuaMachine;
import org.jspecify.annotations.Nullable;

/** Where a program is to stop. Immutable. */
public sealed interface BreakPlace {
    /**
     * A line of a file.
     *
     * @param file its name, or the end of its path
     * @param line from 1
     */
    record Line(String file, int line) implements BreakPlace {
        /** Whether it is of the file that code comes from. */
        boolean isOf(Code code) {
            String chunk = LuaMachine.chunkName(code);
            return chunk.equals(file) || chunk.endsWith("/" + file);
        }

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /**
     * The beginning of a function.
     *
     * @param path names with dots, as {@code _home.shop.buy}; or what its callers call it
     */
    record Function(String path) implements BreakPlace {
        @Override
        public String toString() {
            return path;
        }
    }

    /** What is written as {@code FILE:LINE}, {@code LINE} or {@code a.b.f}. */
    Pattern LINE = Pattern.compile("(?:(.*):)?([0-9]{1,9})");

    /** A name, or several with dots or a colon between them. */
    Pattern PATH = Pattern.compile("[A-Za-z_]\\w*(?:[.:][A-Za-z_]\\w*)*");

    /**
     * Reads a place.
     *
     * @param here the file in which a line without one is; null if there is none
     * @return null if it is none, or a line without a file
     */
    static @Nullable BreakPlace parse(String text, @Nullable String here) {
        Matcher line = LINE.matcher(text);
        if (line.matches()) {
            String file = line.group(1) == null ? here : line.group(1);
            return file == null || file.isEmpty() ? null : new Line(file, Integer.parseInt(line.group(2)));
        }
        return PATH.matcher(text).matches() ? new Function(text) : null;
    }
}
