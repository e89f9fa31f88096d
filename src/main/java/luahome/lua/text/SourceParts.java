package luahome.lua.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Source text cut into parts for showing and for helping someone who types it: comments are parts too, and what is
 * malformed or not finished is one as far as its line goes, and does not keep the rest from being cut.
 */
public final class SourceParts {
    private final String text;
    private final byte[] bytes;
    /** Index of the character that each byte belongs to; one more for the end. */
    private final int[] characters;

    private final List<Part> parts = new ArrayList<>();

    private SourceParts(String text) {
        this.text = text;
        bytes = text.getBytes(StandardCharsets.UTF_8);
        characters = new int[bytes.length + 1];
        int at = 0;
        for (int i = 0; i < text.length(); i++) {
            int size = utf8Length(text, i);
            for (int k = 0; k < size; k++) {
                characters[at++] = i;
            }
        }
        characters[at] = text.length();
    }

    /** How many bytes a character of a string takes; those of a pair are counted at its first half. */
    private static int utf8Length(String text, int index) {
        char c = text.charAt(index);
        if (Character.isHighSurrogate(c)
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1))) {
            return 4;
        }
        if (Character.isLowSurrogate(c) && index > 0 && Character.isHighSurrogate(text.charAt(index - 1))) {
            return 0;
        }
        return c < 0x80 || Character.isSurrogate(c) ? 1 : c < 0x800 ? 2 : 3;
    }

    /** The parts of the text, in order; white space lies between them. */
    public static List<Part> of(String text) {
        SourceParts source = new SourceParts(text);
        source.cut();
        return source.parts;
    }

    private void cut() {
        int from = 0;
        while (from < bytes.length) {
            Tokens tokens = Lexer.tokens(bytes, from, () -> {});
            LexicalException failure = tokens.failure();
            for (Token token : tokens.list()) {
                if (token.kind() == TokenKind.END_OF_TEXT) {
                    break;
                }
                from = comments(from, token.start());
                add(kind(token.kind()), token.start(), token.end());
                from = token.end();
            }
            if (failure == null) {
                comments(from, bytes.length);
                return;
            }
            from = wrong(comments(from, bytes.length), failure);
        }
    }

    /** Adds the comments between two tokens; answers where what is neither comment nor white space begins. */
    private int comments(int from, int to) {
        int at = from;
        while (at < to) {
            if (Character.isWhitespace(bytes[at])) {
                at++;
                continue;
            }
            int end = commentEnd(at, to);
            if (end < 0) {
                return at;
            }
            add(Kind.COMMENT, at, end);
            at = end;
        }
        return at;
    }

    /** Where the comment ends that begins here; -1 if none does, or it does not end. */
    private int commentEnd(int at, int to) {
        if (!text.startsWith("--", characters[at])) {
            return -1;
        }
        String rest = text.substring(characters[at] + 2);
        if (rest.matches("(?s)\\[=*\\[.*")) {
            String closing = "]" + rest.substring(1, rest.indexOf('[', 1)) + "]";
            int end = rest.indexOf(closing);
            return end < 0 ? -1 : at + (rest.substring(0, end) + closing).getBytes(StandardCharsets.UTF_8).length + 2;
        }
        int end = at;
        while (end < to && bytes[end] != '\n' && bytes[end] != '\r') {
            end++;
        }
        return end;
    }

    /** Adds the part that begins at a place and cannot be read; answers where it ends. */
    private int wrong(int start, LexicalException failure) {
        byte first = bytes[Math.min(start, bytes.length - 1)];
        boolean quoted = first == '"' || first == '\'';
        boolean finished = !String.valueOf(failure.getMessage()).startsWith("unfinished");
        if (!quoted && !finished) {
            add(first == '-' ? Kind.COMMENT : Kind.UNFINISHED, start, bytes.length);
            return bytes.length;
        }
        int end = Math.max(start + 1, failure.start());
        if (quoted) {
            end = start + 1;
            while (end < bytes.length && bytes[end] != '\n' && !(bytes[end] == first && finished)) {
                end += bytes[end] == '\\' && end + 1 < bytes.length ? 2 : 1;
            }
            end = Math.min(bytes.length, end + (finished ? 1 : 0));
        } else {
            while (end < bytes.length && (Character.isLetterOrDigit(bytes[end]) || bytes[end] == '.')) {
                end++;
            }
        }
        add(finished ? Kind.WRONG : Kind.UNFINISHED, start, end);
        return end;
    }

    private void add(Kind kind, int start, int end) {
        // Each byte of a stray character is a token: together they are one part.
        if (characters[end] > characters[start]) {
            parts.add(new Part(kind, characters[start], characters[end]));
        }
    }

    private static Kind kind(TokenKind kind) {
        return switch (kind) {
            case NAME -> Kind.NAME;
            case NUMBER -> Kind.NUMBER;
            case SHORT_STRING, LONG_STRING -> Kind.STRING;
            case STRAY -> Kind.WRONG;
            default -> Character.isLetter(kind.text().charAt(0)) ? Kind.KEYWORD : Kind.SYMBOL;
        };
    }

    /** A part: the characters from start to before end. */
    public record Part(Kind kind, int start, int end) {
        /** What stands there. */
        public String in(String text) {
            return text.substring(start, end);
        }
    }

    /** What a part is. */
    public enum Kind {
        KEYWORD,
        NAME,
        NUMBER,
        STRING,
        COMMENT,
        SYMBOL,
        /** A string without its end, as far as its line goes; a long one to the end of the text. */
        UNFINISHED,
        /** What is malformed, or begins nothing in Lua. */
        WRONG
    }
}
