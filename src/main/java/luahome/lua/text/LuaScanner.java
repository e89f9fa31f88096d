package luahome.lua.text;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Follows Lua source line by line and knows whether a string, comment, bracket or block is still open. It is a quick
 * test in front of the compiler: where something is open the text cannot be complete, and compiling after each line of
 * a long table would take quadratic time. It says nothing about whether the text is right.
 */
public final class LuaScanner {
    private static final int NOT_LONG = -1;

    private int depth;
    private int longLevel = NOT_LONG;
    private byte quote;
    private byte[] text = new byte[0];
    private int at;

    /** Takes the next line, given with its newline. */
    public void line(byte[] source, int from, int to) {
        text = Arrays.copyOfRange(source, from, to);
        at = 0;
        while (at < text.length) {
            if (longLevel != NOT_LONG) {
                insideLong();
            } else if (quote != 0) {
                insideQuotes();
            } else {
                token();
            }
        }
    }

    /** Whether something is open after the lines taken. */
    public boolean open() {
        return depth > 0 || longLevel != NOT_LONG || quote != 0;
    }

    /** How many blocks and brackets are open after the lines taken. */
    public int depth() {
        return depth;
    }

    /** Whether a string or a comment is open after the lines taken: then white space belongs to it. */
    public boolean insideText() {
        return longLevel != NOT_LONG || quote != 0;
    }

    private void insideLong() {
        while (at < text.length) {
            if (text[at++] == ']' && closesLong()) {
                at += longLevel + 1;
                longLevel = NOT_LONG;
                return;
            }
        }
    }

    private boolean closesLong() {
        int end = at + longLevel;
        if (end >= text.length || text[end] != ']') {
            return false;
        }
        for (int i = at; i < end; i++) {
            if (text[i] != '=') {
                return false;
            }
        }
        return true;
    }

    private void insideQuotes() {
        while (at < text.length) {
            byte c = text[at++];
            if (c == quote || c == '\n') {
                // A bare line end in a string is an error of syntax: the compiler will say so.
                quote = 0;
                return;
            }
            if (c == '\\') {
                // \z skips white space over line ends, and an escaped line end belongs to the string.
                at += at < text.length && text[at] == 'z' ? skippedByZ() : 1;
                if (at < text.length && text[at - 1] == '\r' && text[at] == '\n') {
                    at++;
                }
            }
        }
    }

    private int skippedByZ() {
        int end = at + 1;
        while (end < text.length && Character.isWhitespace(text[end])) {
            end++;
        }
        return end - at;
    }

    private void token() {
        byte c = text[at];
        if (isWordPart(c)) {
            word();
            return;
        }
        at++;
        switch (c) {
            case '"', '\'' -> quote = c;
            case '(', '{' -> depth++;
            case ')', '}', ']' -> close();
            case '[' -> {
                if (!opensLong()) {
                    depth++;
                }
            }
            case '-' -> comment();
            default -> {}
        }
    }

    private void comment() {
        if (at >= text.length || text[at] != '-') {
            return;
        }
        at++;
        if (at < text.length && text[at] == '[') {
            at++;
            if (opensLong()) {
                return;
            }
        }
        at = text.length;
    }

    /** After a bracket: whether it begins a long string or comment; if so, goes behind its opening. */
    private boolean opensLong() {
        int end = at;
        while (end < text.length && text[end] == '=') {
            end++;
        }
        if (end >= text.length || text[end] != '[') {
            return false;
        }
        longLevel = end - at;
        at = end + 1;
        return true;
    }

    private void word() {
        int start = at;
        while (at < text.length && isWordPart(text[at])) {
            at++;
        }
        switch (new String(text, start, at - start, StandardCharsets.ISO_8859_1)) {
            case "function", "do", "if", "repeat" -> depth++;
            case "end", "until" -> close();
            default -> {}
        }
    }

    private void close() {
        depth = Math.max(0, depth - 1);
    }

    private static boolean isWordPart(byte c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c < 0;
    }
}
