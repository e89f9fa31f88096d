package luahome.lua.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Finds the functions in the text of a chunk. */
final class FunctionScanner {
    /** So many tokens are looked at to find where the statement begins that names a function. */
    private static final int LONGEST_NAME = 50;

    private final byte[] chunk;
    private final List<Token> tokens;
    private final List<FunctionRange> found = new ArrayList<>();
    /** Indices of the tokens that opened the blocks that are open. */
    private final Deque<Integer> open = new ArrayDeque<>();

    private FunctionScanner(byte[] chunk, List<Token> tokens) {
        this.chunk = chunk;
        this.tokens = tokens;
    }

    /**
     * All functions in the text, in the order of their keywords `function`. That is the preorder of the tree of
     * prototypes, without its root: a prototype, then those inside it. The time is linear in the length of the text.
     * Any thread may call it.
     *
     * @param chunk the text as it was given to {@link luahome.lua.LuaMachine#compile}; a byte order mark and a first
     *     line that begins with {@code #} may stand in front
     * @throws IllegalArgumentException if the text cannot be that of a chunk that compiles
     */
    static List<FunctionRange> of(byte[] chunk) {
        Tokens tokens = Lexer.tokens(chunk, Preamble.length(chunk), () -> {});
        LexicalException failure = tokens.failure();
        if (failure != null) {
            throw new IllegalArgumentException("line " + failure.line() + ": " + failure.getMessage(), failure);
        }
        return new FunctionScanner(chunk, tokens.list()).functions();
    }

    private List<FunctionRange> functions() {
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
    private FunctionRange begun(int keyword) {
        boolean method = false;
        for (int i = keyword + 1; i < tokens.size(); i++) {
            switch (tokens.get(i).kind()) {
                case OPEN_PARENTHESIS -> {
                    Token token = tokens.get(keyword);
                    return new FunctionRange(
                            comments(keyword), token.start(), tokens.get(i).start(), 0, token.line(), method);
                }
                case COLON -> method = true;
                case NAME, DOT -> {}
                default -> i = tokens.size();
            }
        }
        throw new IllegalArgumentException(
                "line " + tokens.get(keyword).line() + ": a function without a list of parameters");
    }

    /** The comments above what begins with, or leads to, a function. */
    private List<Comments.Comment> comments(int keyword) {
        int first = keyword;
        TokenKind before = kind(keyword - 1);
        if (before == TokenKind.ASSIGN) {
            first = target(keyword - 2);
            before = kind(first - 1);
        }
        if (before == TokenKind.LOCAL || before == TokenKind.RETURN) {
            first--;
        }
        int from = first == 0 ? Preamble.length(chunk) : tokens.get(first - 1).end();
        return List.copyOf(
                Comments.above(chunk, from, first == 0, tokens.get(first).start()));
    }

    /** The first token of a name or field that ends with the given one and is assigned to. */
    private int target(int last) {
        int at = last;
        while (at > Math.max(0, last - LONGEST_NAME)) {
            if (kind(at) == TokenKind.CLOSE_BRACKET) {
                at = opening(at);
                if (kind(at - 1) != TokenKind.NAME && kind(at - 1) != TokenKind.CLOSE_BRACKET) {
                    return at;
                }
                at--;
            } else if (kind(at) == TokenKind.NAME && kind(at - 1) == TokenKind.DOT) {
                at -= 2;
            } else {
                return at;
            }
        }
        return Math.max(0, at);
    }

    /** The bracket that opens what the given one closes; an earlier token if it is far away. */
    private int opening(int closing) {
        int depth = 0;
        int at = closing;
        for (; at > Math.max(0, closing - LONGEST_NAME); at--) {
            depth += kind(at) == TokenKind.CLOSE_BRACKET ? 1 : kind(at) == TokenKind.OPEN_BRACKET ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        return at;
    }

    private TokenKind kind(int token) {
        return token < 0 ? TokenKind.END_OF_TEXT : tokens.get(token).kind();
    }

    private void close(Token end, int[] places) {
        if (open.isEmpty()) {
            throw new IllegalArgumentException("line " + end.line() + ": an end without a block");
        }
        int opening = open.pop();
        if (tokens.get(opening).kind() == TokenKind.FUNCTION) {
            FunctionRange begun = found.get(places[opening]);
            found.set(
                    places[opening],
                    new FunctionRange(
                            begun.comments(),
                            begun.start(),
                            begun.parameters(),
                            end.end(),
                            begun.line(),
                            begun.method()));
        }
    }
}
