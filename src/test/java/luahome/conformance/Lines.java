package luahome.conformance;

import java.util.List;

/** Compares two outputs and writes down, in one line, where they differ. */
final class Lines {
    private Lines() {}

    /**
     * How far the other output goes and which of its lines are not the same: {@code base.lua: 220 lines but 7-9 12}.
     */
    static String compare(String program, List<String> output, List<String> other) {
        StringBuilder out = new StringBuilder(program + ": " + other.size() + " lines but");
        for (int i = 0; i < other.size(); i++) {
            int from = i;
            while (i < other.size() && !same(output, other, i)) {
                i++;
            }
            if (i > from) {
                out.append(' ').append(from + 1).append(i > from + 1 ? "-" + i : "");
            }
        }
        return out.toString();
    }

    private static boolean same(List<String> output, List<String> other, int line) {
        return line < output.size() && output.get(line).equals(other.get(line));
    }
}
