package luahome.lua.text;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kinds of tokens of Lua 5.2, and of the operators that Lua 5.3 added. */
enum TokenKind {
    AND("and"),
    BREAK("break"),
    DO("do"),
    ELSE("else"),
    ELSEIF("elseif"),
    END("end"),
    FALSE("false"),
    FOR("for"),
    FUNCTION("function"),
    GOTO("goto"),
    IF("if"),
    IN("in"),
    LOCAL("local"),
    NIL("nil"),
    NOT("not"),
    OR("or"),
    REPEAT("repeat"),
    RETURN("return"),
    THEN("then"),
    TRUE("true"),
    UNTIL("until"),
    WHILE("while"),

    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDE("/"),
    MODULO("%"),
    POWER("^"),
    LENGTH("#"),
    EQUAL("=="),
    UNEQUAL("~="),
    AT_MOST("<="),
    AT_LEAST(">="),
    LESS("<"),
    GREATER(">"),
    ASSIGN("="),
    OPEN_PARENTHESIS("("),
    CLOSE_PARENTHESIS(")"),
    OPEN_BRACE("{"),
    CLOSE_BRACE("}"),
    OPEN_BRACKET("["),
    CLOSE_BRACKET("]"),
    LABEL("::"),
    SEMICOLON(";"),
    COLON(":"),
    COMMA(","),
    DOT("."),
    CONCAT(".."),
    FLOOR_DIVIDE("//"),
    AMPERSAND("&"),
    BAR("|"),
    TILDE("~"),
    SHIFT_LEFT("<<"),
    SHIFT_RIGHT(">>"),
    VARARG("..."),

    /** A name that is not reserved. */
    NAME(""),
    /** A string in quotes. */
    SHORT_STRING(""),
    /** A string in long brackets. */
    LONG_STRING(""),
    NUMBER(""),
    /** A byte that begins no token. */
    STRAY(""),
    END_OF_TEXT("");

    private static final Map<String, TokenKind> BY_TEXT = Arrays.stream(values())
            .filter(TokenKind::isFixed)
            .collect(Collectors.toUnmodifiableMap(TokenKind::text, Function.identity()));

    private final String text;

    TokenKind(String text) {
        this.text = text;
    }

    /** How a reserved word or symbol is spelled; empty for the other kinds. */
    String text() {
        return text;
    }

    /** Whether all tokens of the kind are spelled the same. */
    boolean isFixed() {
        return !text.isEmpty();
    }

    /** The reserved word of that spelling, else {@link #NAME}. */
    static TokenKind ofWord(String word) {
        return BY_TEXT.getOrDefault(word, NAME);
    }
}
