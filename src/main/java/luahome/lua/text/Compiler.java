package luahome.lua.text;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.compiler.LuaC;
import org.luaj.vm2.lib.MathLib;
import org.luaj.vm2.lib.jse.JseMathLib;

/**
 * Compiles source text: the tokens are read here, LuaJ's compiler makes code of them, and what is wrong is worded as
 * PUC Lua does.
 */
public final class Compiler {
    private static final String NAME = "?";
    private static final Pattern PLACED = Pattern.compile(Pattern.quote(NAME) + ":(\\d+): (.*)", Pattern.DOTALL);

    private Compiler() {}

    static {
        // LuaJ folds constant powers by the math library that was made last; without one it only approximates them.
        MathLib.MATHLIB = new JseMathLib();
    }

    /**
     * The code of a chunk.
     *
     * @param chunkName as `load` takes it, see {@link ChunkName}
     * @param check polled while the text is read
     * @throws SyntaxException if it is wrong or incomplete
     */
    public static Prototype compile(byte[] source, LuaString chunkName, InterruptCheck check) throws SyntaxException {
        Tokens tokens = Lexer.tokens(source, 0, check);
        CompilerInput text;
        try {
            text = new CompilerInput(tokens, check);
        } catch (StackOverflowError e) {
            throw failure(tokens, 0, chunkName, SyntaxMessages.TOO_DEEP);
        }
        Prototype prototype = null;
        String complaint = "";
        try {
            prototype = LuaC.instance.compile(text, "=" + NAME);
        } catch (LuaError e) {
            complaint = String.valueOf(e.getMessage());
        } catch (StackOverflowError e) {
            complaint = SyntaxMessages.TOO_DEEP;
        } catch (NullPointerException e) {
            complaint = SyntaxMessages.limit(e);
        } catch (IndexOutOfBoundsException | NegativeArraySizeException e) {
            complaint = SyntaxMessages.TOO_COMPLEX;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        LexicalException lexical = tokens.failure();
        if (lexical != null && text.token() == tokens.list().size() - 1) {
            int column = ErrorColumn.column(source, lexical.start(), lexical.line());
            throw failure(
                    chunkName, lexical.line(), String.valueOf(lexical.getMessage()), column, lexical.incomplete());
        }
        if (prototype == null) {
            throw failure(tokens, text.token(), chunkName, complaint);
        }
        rename(prototype, chunkName);
        if (text.hasCalls()) {
            OperatorCalls.link(prototype);
        }
        return prototype;
    }

    private static void rename(Prototype prototype, LuaString chunkName) {
        prototype.source = chunkName;
        for (Prototype inner : prototype.p) {
            rename(inner, chunkName);
        }
    }

    private static SyntaxException failure(Tokens tokens, int token, LuaString chunkName, String complaint) {
        Matcher placed = PLACED.matcher(complaint);
        boolean hasLine = placed.matches();
        int line = hasLine
                ? Integer.parseInt(placed.group(1))
                : tokens.list().get(token).line();
        String message = SyntaxMessages.reworded(hasLine ? placed.group(2) : complaint, tokens, token);
        int column = ErrorColumn.of(tokens, token, line, message);
        return failure(chunkName, line, message, column, SyntaxMessages.moreCouldHelp(message));
    }

    private static SyntaxException failure(
            LuaString chunkName, int line, String message, int column, boolean incomplete) {
        LuaString text = Latin1.ofBytes(ChunkName.shown(chunkName) + ":" + line + ": " + message);
        return new SyntaxException(text, line, column, incomplete);
    }
}
