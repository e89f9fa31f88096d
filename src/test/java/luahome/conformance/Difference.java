package luahome.conformance;

import java.util.ArrayList;
import java.util.List;

/**
 * A known difference from PUC Lua: luahome prints another line there.
 *
 * @param line of the output, from 1
 * @param printed what luahome prints
 */
record Difference(int line, String printed) {
    /** Those of one program, out of lines of the form {@code base.lua:12:what luahome prints}; others are comments. */
    static List<Difference> parse(String text, String program) {
        List<Difference> found = new ArrayList<>();
        for (String line : text.split("\n")) {
            if (line.startsWith(program + ":")) {
                String rest = line.substring(program.length() + 1);
                int colon = rest.indexOf(':');
                found.add(new Difference(Integer.parseInt(rest.substring(0, colon)), rest.substring(colon + 1)));
            }
        }
        return found;
    }
}
