package luahome.lua;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the functions in the text of a chunk. */
public final class FunctionTexts {
    private final List<Token> tokens;
    private final List<FunctionText> found = new ArrayList<>();
    /** Indices of the tokens that opened the blocks that are open. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private FunctionTexts(List<Token> tokens) {
        this.tokens = tokens;
    }

    /**
     * All functions in the text, in the order of their keywords `function`. That is the preorder of the tree of
     * prototypes, without its root: a prototype, then those inside it. The time is linear in the length of the text.
     * Any thread may call it.
     *
     * @param chunk the text as it was given to {@link LuaMachine#compile}; a byte order mark and a first line that
     *     begins with {@code #} may stand in front
     * @throws IllegalArgumentException if the text cannot be that of a chunk that compiles
     */
    public static List<FunctionText> of(byte[] chunk) {
        Tokens tokens = Lexer.tokens(chunk, Preamble.length(chunk), () -> {});
        LexicalException failure = tokens.failure();
        if (failure != null) {
            throw new IllegalArgumentException("line " + failure.line() + ": " + failure.getMessage(), failure);
        }
        return new FunctionTexts(tokens.list()).functions();
    }

    private List<FunctionText> functions() {
        int[] places = new int[tokens.size()];
        for (int i = 0; i < places.length; i++) {
            switch (tokens.get(i).kind()) {
                case FUNCTION -> {
                    places[i] = found.size();
                    found.add(begun(i));
                    open.push(i);
                }
                case DO, IF, REPEAT -> open.push(i);
                case END, UNTIL -> close(tokens.get(i), places);
                default -> {}
            }
        }
        if (!open.isEmpty()) {
            throw new IllegalArgumentException("line " + tokens.get(open.pop()).line() + ": a block without an end");
        }
        return List.copyOf(found);
    }

    /** What is known of a function at its keyword; its end is not yet. */
    private FunctionText begun(int keyword) {
        boolean method = false;
        for (int i = keyword + 1; i < tokens.size(); i++) {
            switch (tokens.get(i).kind()) {
                case OPEN_PARENTHESIS -> {
                    Token token = tokens.get(keyword);
                    return new FunctionText(token.start(), tokens.get(i).start(), 0, token.line(), method);
                }
                case COLON -> method = true;
                case NAME, DOT -> {}
                default -> i = tokens.size();
            }
        }
        throw new IllegalArgumentException(
                "line " + tokens.get(keyword).line() + ": a function without a list of parameters");
    }

    private void close(Token end, int[] places) {
        if (open.isEmpty()) {
            throw new IllegalArgumentException("line " + end.line() + ": an end without a block");
        }
        int opening = open.pop();
        if (tokens.get(opening).kind() == TokenKind.FUNCTION) {
            FunctionText begun = found.get(places[opening]);
            found.set(places[opening], new FunctionText(
                    begun.start(), begun.parameters(), end.end(), begun.line(), begun.method()));
        }
    }
}
