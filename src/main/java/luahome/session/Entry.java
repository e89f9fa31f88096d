package luahome.session;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import luahome.home.value.HomeFunction;
import luahome.lua.text.SyntaxException;

/**
 * A piece of Lua that is compiled on its own, ready to run.
 *
 * @param line where it begins in what the user gave, from 1
 * @param function its code; messages name the right lines
 * @param source what was compiled
 */
public record Entry(int line, HomeFunction function, byte[] source) {
    private static final byte[] RETURN = "return ".getBytes(StandardCharsets.US_ASCII);

    /**
     * Compiles what is entered at a prompt: an expression if it can be one, else statements.
     *
     * @throws SyntaxException if it is neither; incomplete if more text could make it one of them
     */
    public static Entry of(byte[] text, int line, ChunkCompiler compiler, String chunkName) throws SyntaxException {
        boolean begunExpression;
        try {
            return compiled(concat(RETURN, text), line, compiler, chunkName);
        } catch (SyntaxException asExpression) {
            begunExpression = asExpression.incomplete();
        }
        try {
            return compiled(text, line, compiler, chunkName);
        } catch (SyntaxException asStatements) {
            if (begunExpression && !asStatements.incomplete()) {
                // Of the beginning of an expression, what is wrong with it as a statement says nothing.
                SyntaxException e = failure(concat(RETURN, text), line, true, compiler, chunkName);
                int column = e.line() == line ? e.column() - RETURN.length : e.column();
                throw new SyntaxException(e.text(), e.line(), Math.max(0, column), true);
            }
            throw failure(text, line, asStatements.incomplete(), compiler, chunkName);
        }
    }

    /** What was compiled: the text, with {@code return} before it if it is an expression. */
    String code() {
        return new String(source, StandardCharsets.UTF_8);
    }

    /** Compiles statements. */
    public static Entry chunk(byte[] text, int line, ChunkCompiler compiler, String chunkName) throws SyntaxException {
        try {
            return compiled(text, line, compiler, chunkName);
        } catch (SyntaxException e) {
            throw failure(text, line, e.incomplete(), compiler, chunkName);
        }
    }

    private static Entry compiled(byte[] text, int line, ChunkCompiler compiler, String chunkName)
            throws SyntaxException {
        HomeFunction function = compiler.compile(text, chunkName);
        // Putting newlines in front of each of many entries would be quadratic.
        function.prototype().shiftLines(line - 1);
        return new Entry(line, function, text);
    }

    /** Compiles the statements once more with newlines in front, for a message that names the right line. */
    private static SyntaxException failure(
            byte[] text, int line, boolean incomplete, ChunkCompiler compiler, String chunkName) {
        byte[] padding = new byte[line - 1];
        Arrays.fill(padding, (byte) '\n');
        try {
            compiler.compile(concat(padding, text), chunkName);
        } catch (SyntaxException e) {
            return new SyntaxException(e.text(), e.line(), e.column(), incomplete);
        }
        throw new IllegalStateException("a newline in front made the text right");
    }

    private static byte[] concat(byte[] first, byte[] second) {
        ByteArrayOutputStream all = new ByteArrayOutputStream(first.length + second.length);
        all.writeBytes(first);
        all.writeBytes(second);
        return all.toByteArray();
    }
}
