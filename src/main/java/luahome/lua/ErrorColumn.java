package luahome.lua;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds the place in a line that a compiler's message is about. The compiler tells the line only; the token stands in
 * the message, and where the compiler had got to tells which of several occurrences is meant.
 */
final class ErrorColumn {
    private ErrorColumn() {}

    /**
     * The byte of the line, from 1, at which the message points; 0 if that is not known.
     *
     * @param length how much of the bytes is source text
     * @param read how much of it the compiler has read
     * @param line the line that the message names, from 1
     */
    static int of(byte[] bytes, int length, int read, int line, String message) {
        int start = startOf(bytes, length, line);
        int end = start;
        while (end < length && bytes[end] != '\n') {
            end++;
        }
        int shownEnd = end;
        while (shownEnd > start && (bytes[shownEnd - 1] == '\r' || bytes[shownEnd - 1] == ' ')) {
            shownEnd--;
        }
        if (message.endsWith("near <eof>")) {
            return shownEnd - start + 1;
        }
        byte[] token = quoted(message);
        if (token.length == 0) {
            return 0;
        }
        int last = occurrence(bytes, start, Math.min(read, end), token);
        // Of a label or a goto the compiler tells only at the end of its block.
        boolean sure = last >= 0 && (read <= end || occurrence(bytes, start, last + token.length - 1, token) < 0);
        return sure ? last - start + 1 : 0;
    }

    private static int startOf(byte[] bytes, int length, int line) {
        int at = 0;
        for (int i = 1; i < line && at < length; at++) {
            if (bytes[at] == '\n') {
                i++;
            }
        }
        return at;
    }

    /** The text in the last pair of quotes, or in the pair that begins behind {@code near}. */
    private static byte[] quoted(String message) {
        int near = message.indexOf("near '");
        int from = near >= 0 ? near + "near '".length() : message.indexOf('\'') + 1;
        int to = near >= 0 ? message.lastIndexOf('\'') : message.indexOf('\'', from);
        return from > 0 && to > from
                ? message.substring(from, to).getBytes(StandardCharsets.UTF_8)
                : message.startsWith("<break>") ? "break".getBytes(StandardCharsets.US_ASCII) : new byte[0];
    }

    /** Where the token last stands between two places, as a whole word; -1 if it does not. */
    private static int occurrence(byte[] bytes, int from, int to, byte[] token) {
        for (int at = to - token.length; at >= from; at--) {
            int end = at + token.length;
            if (Arrays.equals(bytes, at, end, token, 0, token.length)
                    && !(at > from && isWord(bytes[at - 1]) && isWord(token[0]))
                    && !(end < to && isWord(bytes[end]) && isWord(token[token.length - 1]))) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isWord(byte b) {
        return b == '_' || b < 0 || Character.isLetterOrDigit(b);
    }
}
