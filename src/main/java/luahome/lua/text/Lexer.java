package luahome.lua.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.LuaNumbers;
import org.luaj.vm2.LuaString;

/**
 * Cuts source text into the tokens of Lua 5.2, and the operators that Lua 5.3 added, on bytes; white space and comments fall away. It takes any text: a byte
 * that begins no token is a token of its own. Time is linear in the length of the text.
 */
public final class Lexer {
    private static final int POLL_MASK = 0xfff;

    private final byte[] text;
    private final InterruptCheck check;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    private Lexer(byte[] text, int from, InterruptCheck check) {
        this.text = text;
        this.at = from;
        this.check = check;
    }

    /**
     * All tokens of the text, or those before the first one that is malformed or not finished.
     *
     * @param from where the text begins
     * @param check polled now and then
     */
    public static Tokens tokens(byte[] text, int from, InterruptCheck check) {
        Lexer lexer = new Lexer(text, from, check);
        try {
            while (lexer.next().kind() != TokenKind.END_OF_TEXT) {
                if ((lexer.tokens.size() & POLL_MASK) == 0) {
                    check.poll();
                }
            }
            return new Tokens(text, lexer.tokens, null);
        } catch (LexicalException e) {
            lexer.tokens.add(new Token(TokenKind.END_OF_TEXT, e.start(), e.start(), e.line()));
            return new Tokens(text, lexer.tokens, e);
        }
    }

    private Token next() throws LexicalException {
        skipSpaceAndComments();
        int start = at;
        TokenKind kind = at < text.length ? read() : TokenKind.END_OF_TEXT;
        Token token = new Token(kind, start, at, line);
        tokens.add(token);
        return token;
    }

    private void skipSpaceAndComments() throws LexicalException {
        while (at < text.length) {
            if (isLineEnd(text[at])) {
                passLineEnd();
            } else if (isSpace(text[at])) {
                at++;
            } else if (text[at] == '-' && is(at + 1, '-')) {
                passComment();
            } else {
                return;
            }
        }
    }

    private void passComment() throws LexicalException {
        int start = at;
        at += 2;
        int level = is(at, '[') ? longLevel(at) : -1;
        if (level >= 0) {
            passLong(level, start, "comment");
            return;
        }
        while (at < text.length && !isLineEnd(text[at])) {
            at++;
        }
    }

    private TokenKind read() throws LexicalException {
        byte c = text[at];
        if (isLetter(c)) {
            return word();
        }
        if (isDigit(c) || c == '.' && at + 1 < text.length && isDigit(text[at + 1])) {
            return number();
        }
        return switch (c) {
            case '"', '\'' -> shortString();
            case '[' -> bracket();
            case '.' ->
                is(at + 1, '.') && is(at + 2, '.')
                        ? symbol(TokenKind.VARARG)
                        : orDoubled('.', TokenKind.CONCAT, TokenKind.DOT);
            case '=' -> orDoubled('=', TokenKind.EQUAL, TokenKind.ASSIGN);
            case '<' ->
                is(at + 1, '<') ? symbol(TokenKind.SHIFT_LEFT) : orDoubled('=', TokenKind.AT_MOST, TokenKind.LESS);
            case '>' ->
                is(at + 1, '>') ? symbol(TokenKind.SHIFT_RIGHT) : orDoubled('=', TokenKind.AT_LEAST, TokenKind.GREATER);
            case '~' -> orDoubled('=', TokenKind.UNEQUAL, TokenKind.TILDE);
            case '&' -> symbol(TokenKind.AMPERSAND);
            case '|' -> symbol(TokenKind.BAR);
            case ':' -> orDoubled(':', TokenKind.LABEL, TokenKind.COLON);
            case '+' -> symbol(TokenKind.PLUS);
            case '-' -> symbol(TokenKind.MINUS);
            case '*' -> symbol(TokenKind.TIMES);
            case '/' -> orDoubled('/', TokenKind.FLOOR_DIVIDE, TokenKind.DIVIDE);
            case '%' -> symbol(TokenKind.MODULO);
            case '^' -> symbol(TokenKind.POWER);
            case '#' -> symbol(TokenKind.LENGTH);
            case '(' -> symbol(TokenKind.OPEN_PARENTHESIS);
            case ')' -> symbol(TokenKind.CLOSE_PARENTHESIS);
            case '{' -> symbol(TokenKind.OPEN_BRACE);
            case '}' -> symbol(TokenKind.CLOSE_BRACE);
            case ']' -> symbol(TokenKind.CLOSE_BRACKET);
            case ';' -> symbol(TokenKind.SEMICOLON);
            case ',' -> symbol(TokenKind.COMMA);
            default -> symbol(TokenKind.STRAY);
        };
    }

    private TokenKind symbol(TokenKind kind) {
        at += Math.max(1, kind.text().length());
        return kind;
    }

    private TokenKind orDoubled(char second, TokenKind both, TokenKind alone) {
        return symbol(is(at + 1, second) ? both : alone);
    }

    private TokenKind word() {
        int start = at;
        while (at < text.length && (isLetter(text[at]) || isDigit(text[at]))) {
            at++;
        }
        return TokenKind.ofWord(new String(text, start, at - start, StandardCharsets.ISO_8859_1));
    }

    private TokenKind number() throws LexicalException {
        int start = at;
        if (text[at] == '.') {
            at++;
        }
        byte first = text[at++];
        char exponent = 'e';
        if (first == '0' && at < text.length && (text[at] | 0x20) == 'x') {
            exponent = 'p';
            at++;
        }
        while (at < text.length) {
            if ((text[at] | 0x20) == exponent) {
                at++;
                if (is(at, '+') || is(at, '-')) {
                    at++;
                }
            } else if (isHexDigit(text[at]) || text[at] == '.') {
                at++;
            } else {
                break;
            }
        }
        if (LuaNumbers.parse(LuaString.valueUsing(text, start, at - start)) == null) {
            throw failure("malformed number near '" + latin1(start, at) + "'", start, false);
        }
        return TokenKind.NUMBER;
    }

    private TokenKind bracket() throws LexicalException {
        int start = at;
        int level = longLevel(at);
        if (level >= 0) {
            passLong(level, start, "string");
            return TokenKind.LONG_STRING;
        }
        if (is(at + 1, '=')) {
            do {
                at++;
            } while (is(at, '='));
            throw failure("invalid long string delimiter near '" + latin1(start, at) + "'", start, false);
        }
        return symbol(TokenKind.OPEN_BRACKET);
    }

    /** How many equals signs the long bracket has that opens here; -1 if none opens. */
    private int longLevel(int from) {
        int end = from + 1;
        while (is(end, '=')) {
            end++;
        }
        return is(end, '[') ? end - from - 1 : -1;
    }

    /** Goes behind the long bracket that closes the one that opens here. */
    private void passLong(int level, int start, String what) throws LexicalException {
        at += level + 2;
        while (at < text.length) {
            byte c = text[at];
            if (c == ']') {
                int end = at + 1;
                while (is(end, '=')) {
                    end++;
                }
                boolean closes = is(end, ']') && end - at - 1 == level;
                at = closes ? end + 1 : end;
                if (closes) {
                    return;
                }
            } else if (isLineEnd(c)) {
                passLineEnd();
            } else {
                at++;
            }
            if ((at & POLL_MASK) == 0) {
                check.poll();
            }
        }
        throw failure("unfinished long " + what + " near <eof>", start, true);
    }

    private TokenKind shortString() throws LexicalException {
        int start = at;
        byte quote = text[at++];
        // A text that ends here can be gone on with in the next line.
        boolean open = false;
        while (at < text.length && text[at] != quote) {
            open = false;
            if (text[at] == '\\') {
                open = escape();
            } else if (isLineEnd(text[at])) {
                String content = Tokens.quoted(StringToken.content(text, start, at));
                throw failure("unfinished string near " + content, start, false);
            } else {
                at++;
            }
        }
        if (at == text.length) {
            throw failure("unfinished string near <eof>", start, open);
        }
        at++;
        return TokenKind.SHORT_STRING;
    }

    /** Passes an escape sequence; answers whether another line may follow it inside the string. */
    private boolean escape() throws LexicalException {
        int start = at++;
        if (at == text.length) {
            return true;
        }
        byte c = text[at];
        if (isLineEnd(c)) {
            passLineEnd();
            return true;
        }
        if (c == 'z') {
            at++;
            passSpace();
            return at == text.length;
        }
        if (isDigit(c)) {
            passDecimal(start);
        } else if (c == 'x') {
            passHexadecimal(start);
        } else if (c == 'u') {
            passCodePoint(start);
        } else if ("abfnrtv\\\"'".indexOf(c) >= 0) {
            at++;
        } else {
            throw failure("invalid escape sequence near '" + latin1(start, at + 1) + "'", start, false);
        }
        return false;
    }

    private void passSpace() {
        while (at < text.length && (isSpace(text[at]) || isLineEnd(text[at]))) {
            if (isLineEnd(text[at])) {
                passLineEnd();
            } else {
                at++;
            }
        }
    }

    private void passDecimal(int start) throws LexicalException {
        int value = 0;
        for (int i = 0; i < 3 && at < text.length && isDigit(text[at]); i++) {
            value = value * 10 + text[at++] - '0';
        }
        if (value > 0xff) {
            throw failure("decimal escape too large near '" + latin1(start, at) + "'", start, false);
        }
    }

    private void passHexadecimal(int start) throws LexicalException {
        at++;
        for (int i = 0; i < 2; i++) {
            require(at < text.length && isHexDigit(text[at]), "hexadecimal digit expected", start);
            at++;
        }
    }

    /** An escape of Lua 5.3: up to 31 bits, in hexadecimal digits between braces. */
    private void passCodePoint(int start) throws LexicalException {
        at++;
        require(is(at, '{'), "missing '{'", start);
        int first = ++at;
        long value = 0;
        for (; at < text.length && isHexDigit(text[at]); at++) {
            value = value << 4 | Character.digit(text[at], 16);
            require(value <= Integer.MAX_VALUE, "UTF-8 value too large", start);
        }
        require(at > first, "hexadecimal digit expected", start);
        require(is(at, '}'), "missing '}'", start);
        at++;
    }

    private void require(boolean held, String otherwise, int start) throws LexicalException {
        if (!held) {
            int end = Math.min(at + 1, text.length);
            throw failure(otherwise + " near '" + latin1(start, end) + "'", start, false);
        }
    }

    /** A carriage return and a newline, in either order, are one line end. */
    private void passLineEnd() {
        byte first = text[at++];
        if (at < text.length && isLineEnd(text[at]) && text[at] != first) {
            at++;
        }
        line++;
    }

    private String latin1(int start, int end) {
        return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
    }

    private LexicalException failure(String message, int start, boolean incomplete) {
        return new LexicalException(message, start, line, incomplete);
    }

    private boolean is(int index, char c) {
        return index < text.length && text[index] == c;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }

    private static boolean isSpace(byte b) {
        return b == ' ' || b == '\t' || b == '\u000b' || b == '\f';
    }

    private static boolean isLetter(byte b) {
        return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b == '_';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean isHexDigit(byte b) {
        return isDigit(b) || b >= 'a' && b <= 'f' || b >= 'A' && b <= 'F';
    }
}
