package luahome.lua.text;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.LuaNumbers;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * The text that LuaJ's compiler gets in place of the source: the same tokens in the same lines, each followed by a
 * blank, without comments, and with strings and numerals written in the one way that LuaJ reads as Lua 5.2 does. The
 * compiler reads one byte ahead and tells no positions; the blanks make certain which token it has come to.
 */
final class CompilerInput extends InputStream {
    private static final int POLL_MASK = 0xfff;
    /** Integers up to here are written without an exponent. */
    private static final double PLAIN = 1e15;

    private final byte[] text;
    /** For each token the index of the blank behind it. */
    private final int[] ends;

    private final boolean hasCalls;
    private final InterruptCheck check;
    private int at;
    private boolean ended;

    /**
     * The text for the compiler.
     *
     * @param check polled while it is read
     */
    CompilerInput(Tokens tokens, InterruptCheck check) {
        this.check = check;
        List<Token> list = tokens.list();
        ends = new int[list.size()];
        ByteArrayOutputStream out = new ByteArrayOutputStream(tokens.text().length + 2 * ends.length + 1);
        // The compiler takes '#' in front for a line to be skipped.
        out.write(' ');
        OperatorCalls calls = OperatorCalls.of(list);
        hasCalls = calls != null;
        int line = 1;
        for (int i = 0; i < ends.length; i++) {
            Token token = list.get(i);
            for (; line < token.line(); line++) {
                out.write('\n');
            }
            if (calls == null) {
                write(tokens, token, out);
            } else {
                write(tokens, i, calls, out);
            }
            ends[i] = out.size();
            out.write(' ');
            if (calls != null) {
                out.writeBytes(calls.after(i).getBytes(StandardCharsets.US_ASCII));
            }
        }
        text = out.toByteArray();
    }

    /** Whether the text has calls in the place of operators, see {@link OperatorCalls#link}. */
    boolean hasCalls() {
        return hasCalls;
    }

    private static void write(Tokens tokens, int number, OperatorCalls calls, ByteArrayOutputStream out) {
        out.writeBytes(calls.before(number).getBytes(StandardCharsets.US_ASCII));
        String instead = calls.instead(number);
        if (instead == null) {
            write(tokens, tokens.list().get(number), out);
        } else {
            out.writeBytes(instead.getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static void write(Tokens tokens, Token token, ByteArrayOutputStream out) {
        switch (token.kind()) {
            case NUMBER -> out.writeBytes(numeral(tokens.text(), token).getBytes(StandardCharsets.US_ASCII));
            case SHORT_STRING, LONG_STRING -> string(StringToken.value(tokens.text(), token), out);
            // Some control bytes are blanks to the compiler.
            case STRAY -> out.write('?');
            // Where no operand is in front; the compiler is to know it for an operator.
            case FLOOR_DIVIDE, AMPERSAND, BAR, TILDE, SHIFT_LEFT, SHIFT_RIGHT -> out.write('+');
            default -> out.write(tokens.text(), token.start(), token.end() - token.start());
        }
    }

    private static String numeral(byte[] text, Token token) {
        LuaValue number = LuaNumbers.parse(LuaString.valueUsing(text, token.start(), token.end() - token.start()));
        if (number == null) {
            throw new IllegalStateException("the lexer let a malformed numeral pass");
        }
        double value = number.todouble();
        if (value < PLAIN && value == (long) value) {
            return Long.toString((long) value);
        }
        return Double.isInfinite(value) ? "1e999" : Double.toString(value);
    }

    private static void string(byte[] value, ByteArrayOutputStream out) {
        out.write('"');
        for (byte b : value) {
            if (b == '"' || b == '\\' || b == '\n' || b == '\r') {
                out.write('\\');
                out.write('0');
                out.write('0' + b / 10);
                out.write('0' + b % 10);
            } else {
                out.write(b);
            }
        }
        out.write('"');
    }

    @Override
    public int read() {
        if (at < text.length) {
            if ((at & POLL_MASK) == 0) {
                check.poll();
            }
            return text[at++] & 0xff;
        }
        ended = true;
        return -1;
    }

    /** Index of the token that the compiler read last. */
    int token() {
        int last = ends.length - 1;
        if (ended) {
            return last;
        }
        int token = Arrays.binarySearch(ends, at - 1);
        return Math.min(last, token >= 0 ? token : Math.max(0, -token - 2));
    }
}
