package luahome.show;

import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/** Points at the place in source text that a message is about. */
public final class Caret {
    private static final String INDENT = "    ";
    private static final String TAB = "    ";
    private static final String CUT = "…";

    /** The bytes looked at on each side of the place: enough to fill a side with characters of any length. */
    private static final int REACH = 160;

    /** The columns shown on each side of the place. */
    private static final int SIDE = 36;

    private Caret() {}

    /**
     * The message, and below it, indented, the line that it is about with a caret under the place; of a long line the
     * part around it. Only the message if the place is not known or the line is blank.
     *
     * @param line the line, from 1
     * @param column the byte of the line, from 1; it may be one behind the last; 0 if it is not known
     */
    public static String under(@Nullable String message, byte[] source, int line, int column) {
        int start = startOf(source, line);
        int end = start;
        while (end < source.length && source[end] != '\n') {
            end++;
        }
        while (end > start && source[end - 1] == '\r') {
            end--;
        }
        while (start < end && (source[start] == ' ' || source[start] == '\t')) {
            start++;
        }
        int place = startOf(source, line) + column - 1;
        if (column <= 0 || start == end || place < start || place > end) {
            return String.valueOf(message);
        }
        int from = character(source, Math.max(start, place - REACH), end);
        int to = character(source, Math.min(end, place + REACH), end);
        String before = left(text(source, from, place), from > start);
        String after = right(text(source, place, to), to < end, SIDE);
        return message + "\n" + INDENT + (before + after).stripTrailing() + "\n" + INDENT
                + " ".repeat(TextWidth.of(before)) + "^";
    }

    /** The message, and below it, indented, a line of the source, or as much of it as fits. */
    public static String line(String message, byte[] source, int line) {
        int start = startOf(source, line);
        int end = start;
        while (end < source.length && source[end] != '\n') {
            end++;
        }
        int to = character(source, Math.min(end, start + 4 * REACH), end);
        String whole = text(source, start, to).strip();
        String shown = right(whole, to < end, 2 * SIDE);
        return shown.isEmpty() ? message : message + "\n" + INDENT + shown;
    }

    private static int startOf(byte[] source, int line) {
        int at = 0;
        for (int i = 1; i < line && at < source.length; at++) {
            if (source[at] == '\n') {
                i++;
            }
        }
        return at;
    }

    /** The beginning of the next character, so that none is cut. */
    private static int character(byte[] source, int at, int end) {
        int start = at;
        while (start < end && (source[start] & 0xC0) == 0x80) {
            start++;
        }
        return start;
    }

    private static String text(byte[] source, int from, int to) {
        return from >= to
                ? ""
                : Utf8.text(LuaString.valueOf(source, from, to - from)).replace("\t", TAB);
    }

    /** The end of a text, as far as it fits. */
    private static String left(String text, boolean cut) {
        int from = text.length();
        int width = 0;
        while (from > 0) {
            int codePoint = text.codePointBefore(from);
            width += TextWidth.of(codePoint);
            if (width > SIDE) {
                break;
            }
            from -= Character.charCount(codePoint);
        }
        return from > 0 || cut ? CUT + text.substring(from) : text;
    }

    /** The beginning of a text, as far as it fits. */
    private static String right(String text, boolean cut, int most) {
        int to = 0;
        int width = 0;
        while (to < text.length()) {
            int codePoint = text.codePointAt(to);
            width += TextWidth.of(codePoint);
            if (width > most) {
                break;
            }
            to += Character.charCount(codePoint);
        }
        return to < text.length() || cut ? text.substring(0, to) + CUT : text;
    }
}
