package luahome.lua.text;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;

/**
 * Writes the operators that Lua 5.3 added as calls, for LuaJ's compiler, which knows those of 5.2 only: {@code a // b}
 * becomes {@code (("MARK")(a , b))}, and in what it compiles the function takes the place of the mark among the
 * constants. Where an operand begins and ends follows from the precedences of Lua 5.3 alone, so a text need not be right;
 * what is wrong in it is for the compiler to find. (The way is that of Pratt, "Top down operator precedence", 1973.)
 * Texts without these operators are not looked at.
 */
final class OperatorCalls {
    private static final String MARK = "\1luahome operator ";
    private static final int UNARY = 12;

    private static final Map<TokenKind, Operator> OPERATORS = new EnumMap<>(TokenKind.class);

    static {
        for (Operator operator : Operator.values()) {
            if (!operator.isUnary()) {
                OPERATORS.put(operator.kind, operator);
            }
        }
    }

    /** The operators that become calls. */
    enum Operator {
        FLOOR_DIVIDE(TokenKind.FLOOR_DIVIDE, "__idiv"),
        AND(TokenKind.AMPERSAND, "__band"),
        OR(TokenKind.BAR, "__bor"),
        XOR(TokenKind.TILDE, "__bxor"),
        SHIFT_LEFT(TokenKind.SHIFT_LEFT, "__shl"),
        SHIFT_RIGHT(TokenKind.SHIFT_RIGHT, "__shr"),
        NOT(TokenKind.TILDE, "__bnot");

        private final TokenKind kind;
        private final String event;

        Operator(TokenKind kind, String event) {
            this.kind = kind;
            this.event = event;
        }

        /** The metamethod. */
        String event() {
            return event;
        }

        boolean isUnary() {
            return this == NOT;
        }

        /** The operation on the bits of integers; not for a division. */
        long bits(long x, long y) {
            return switch (this) {
                case AND -> x & y;
                case OR -> x | y;
                case XOR -> x ^ y;
                case SHIFT_LEFT -> shifted(x, y);
                case SHIFT_RIGHT -> y == Long.MIN_VALUE ? 0 : shifted(x, -y);
                case NOT -> ~x;
                case FLOOR_DIVIDE -> throw new IllegalStateException();
            };
        }

        /** To the left, by a negative number to the right; zeros fill up. */
        private static long shifted(long x, long by) {
            return by <= -64 || by >= 64 ? 0 : by >= 0 ? x << by : x >>> -by;
        }
    }

    private final List<Token> tokens;
    private final String[] before;
    private final String[] after;
    private final @Nullable String[] instead;
    private int at;

    private OperatorCalls(List<Token> tokens) {
        this.tokens = tokens;
        before = new String[tokens.size()];
        after = new String[tokens.size()];
        instead = new String[tokens.size()];
    }

    /** What becomes of the tokens of a text; null if none is one of these operators. */
    static @Nullable OperatorCalls of(List<Token> tokens) {
        if (tokens.stream().noneMatch(token -> OPERATORS.containsKey(token.kind()))) {
            return null;
        }
        OperatorCalls calls = new OperatorCalls(tokens);
        while (calls.kind() != TokenKind.END_OF_TEXT) {
            calls.step();
        }
        return calls;
    }

    /** What is to be written in front of a token. */
    String before(int token) {
        return before[token] == null ? "" : before[token];
    }

    /** What is to be written behind a token. */
    String after(int token) {
        return after[token] == null ? "" : after[token];
    }

    /** What is to be written in its place; null for itself. */
    @Nullable
    String instead(int token) {
        return instead[token];
    }

    /** Puts the functions into compiled code where their marks are. */
    static void link(Prototype code) {
        for (int i = 0; i < code.k.length; i++) {
            if (code.k[i] instanceof LuaString text && text.length() > MARK.length()) {
                code.k[i] = linked(text);
            }
        }
        for (Prototype inner : code.p) {
            link(inner);
        }
    }

    private static LuaValue linked(LuaString constant) {
        for (Operator operator : Operator.values()) {
            if (constant.tojstring().equals(MARK + operator.event)) {
                return new OperatorFunction(operator);
            }
        }
        return constant;
    }

    private TokenKind kind() {
        return tokens.get(at).kind();
    }

    private void pass() {
        at = Math.min(at + 1, tokens.size() - 1);
    }

    private void step() {
        if (beginsExpression(kind())) {
            expression(0);
        } else {
            pass();
        }
    }

    private static boolean beginsExpression(TokenKind kind) {
        return switch (kind) {
            case NAME, NUMBER, SHORT_STRING, LONG_STRING, NIL, TRUE, FALSE, VARARG -> true;
            case FUNCTION, OPEN_BRACE, OPEN_PARENTHESIS -> true;
            default -> isUnary(kind);
        };
    }

    private static boolean isUnary(TokenKind kind) {
        return kind == TokenKind.MINUS || kind == TokenKind.NOT || kind == TokenKind.LENGTH || kind == TokenKind.TILDE;
    }

    /** Goes behind an expression whose operators bind tighter than a limit. */
    private void expression(int limit) {
        int start = at;
        if (isUnary(kind())) {
            boolean isNew = kind() == TokenKind.TILDE;
            pass();
            expression(UNARY);
            if (isNew) {
                call(Operator.NOT, start, start);
            }
        } else {
            operand();
        }
        for (int left = leftPrecedence(kind()); left > limit; left = leftPrecedence(kind())) {
            int place = at;
            boolean toTheRight = kind() == TokenKind.CONCAT || kind() == TokenKind.POWER;
            pass();
            expression(toTheRight ? left - 1 : left);
            Operator operator = OPERATORS.get(tokens.get(place).kind());
            if (operator != null) {
                call(operator, start, place);
            }
        }
    }

    private void call(Operator operator, int start, int place) {
        if (at == place + 1) {
            // There is no right operand: the compiler is to say so.
            instead[place] = "-";
            return;
        }
        before[start] = "((\"" + MARK + operator.event + "\")(" + before(start);
        instead[place] = operator.isUnary() ? "" : ",";
        after[at - 1] = after(at - 1) + "))";
    }

    private static int leftPrecedence(TokenKind kind) {
        return switch (kind) {
            case OR -> 1;
            case AND -> 2;
            case EQUAL, UNEQUAL, LESS, GREATER, AT_MOST, AT_LEAST -> 3;
            case BAR -> 4;
            case TILDE -> 5;
            case AMPERSAND -> 6;
            case SHIFT_LEFT, SHIFT_RIGHT -> 7;
            case CONCAT -> 9;
            case PLUS, MINUS -> 10;
            case TIMES, DIVIDE, FLOOR_DIVIDE, MODULO -> 11;
            case POWER -> 14;
            default -> 0;
        };
    }

    private void operand() {
        switch (kind()) {
            case FUNCTION -> function();
            case OPEN_BRACE -> bracketed();
            case OPEN_PARENTHESIS -> {
                bracketed();
                suffixes();
            }
            case NAME -> {
                pass();
                suffixes();
            }
            case NUMBER, SHORT_STRING, LONG_STRING, NIL, TRUE, FALSE, VARARG -> pass();
            default -> {}
        }
    }

    private void suffixes() {
        while (true) {
            switch (kind()) {
                case DOT, COLON -> {
                    pass();
                    if (kind() == TokenKind.NAME) {
                        pass();
                    }
                }
                case OPEN_BRACKET, OPEN_PARENTHESIS, OPEN_BRACE -> bracketed();
                case SHORT_STRING, LONG_STRING -> pass();
                default -> {
                    return;
                }
            }
        }
    }

    /** Goes behind the bracket that closes the one at hand. */
    private void bracketed() {
        pass();
        while (true) {
            switch (kind()) {
                case CLOSE_PARENTHESIS, CLOSE_BRACKET, CLOSE_BRACE -> {
                    pass();
                    return;
                }
                case END_OF_TEXT -> {
                    return;
                }
                default -> step();
            }
        }
    }

    /** Goes behind the end of the function whose keyword is at hand. */
    private void function() {
        while (kind() != TokenKind.CLOSE_PARENTHESIS && kind() != TokenKind.END_OF_TEXT) {
            pass();
        }
        int open = 1;
        while (open > 0 && kind() != TokenKind.END_OF_TEXT) {
            switch (kind()) {
                case IF, DO, REPEAT -> {
                    open++;
                    pass();
                }
                case END, UNTIL -> {
                    open--;
                    pass();
                }
                default -> step();
            }
        }
    }
}
