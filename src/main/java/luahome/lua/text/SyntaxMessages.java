package luahome.lua.text;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words the compiler's complaints as PUC Lua does. Each char is a byte. */
final class SyntaxMessages {
    /** What is said of limits of the compiler that have no name. */
    static final String TOO_COMPLEX = "function or expression too complex";

    /** What is said where brackets, calls or operators are in each other more deeply than the stack goes. */
    static final String TOO_DEEP = "chunk has too many syntax levels";

    private static final String TOO_MANY_LOCALS = "too many local variables";
    private static final String TOO_MANY_UPVALUES = "too many upvalues";
    private static final int LOCALS = 200;
    private static final int UPVALUES = 255;
    private static final int LEVELS = 200;
    private static final Pattern LIMIT = Pattern.compile("(.*) has more than (\\d+) (.*)");
    /** What is found at the end of a block tells a place of its own. */
    private static final Pattern WITHOUT_TOKEN = Pattern.compile("no visible label .*|<.*> at line .*|label '.*");

    private SyntaxMessages() {}

    /** What LuaJ meant when, about to name the limit that was exceeded, it fails itself: its callers tell. */
    static String limit(NullPointerException failure) {
        for (StackTraceElement call : failure.getStackTrace()) {
            switch (call.getMethodName()) {
                case "new_localvar":
                    return TOO_MANY_LOCALS;
                case "newupvalue":
                    return TOO_MANY_UPVALUES;
                default:
            }
        }
        return TOO_COMPLEX;
    }

    /** Whether an error met at the end of the text can be one that more text mends. */
    static boolean moreCouldHelp(String message) {
        return message.endsWith(" near <eof>")
                && !message.startsWith("too many")
                && !message.startsWith(TOO_COMPLEX)
                && !message.startsWith("control structure too long");
    }

    /**
     * The message, with what it is near.
     *
     * @param token index of the token at which the compiler gave up
     */
    static String reworded(String message, Tokens tokens, int token) {
        String said = message.startsWith("unexpected symbol") ? "unexpected symbol" : message;
        said = said.replace("'<eos>'", "<eof>")
                .replace("'<eof>'", "<eof>")
                .replace("'<name>'", "<name>")
                .replaceFirst("^no visible label 'break' for <goto>( at line \\d+)$", "<break>$1 not inside a loop")
                .replaceFirst("^label '(\\w+) already", "label '$1' already")
                .replaceFirst("(jumps into the scope of local '\\w+)$", "$1'")
                .replaceFirst("^cannot use .* outside", "cannot use '...' outside")
                .replaceFirst("^compiler assert failed$", TOO_COMPLEX);
        Matcher limit = LIMIT.matcher(said);
        if (limit.matches()) {
            said = tooMany(limit.group(3), limit.group(2), limit.group(1));
        } else if (said.equals(TOO_MANY_LOCALS)) {
            said = tooMany("local variables", String.valueOf(LOCALS), function(tokens, token));
        } else if (said.equals(TOO_MANY_UPVALUES)) {
            said = tooMany("upvalues", String.valueOf(UPVALUES), function(tokens, token));
        } else if (said.equals("chunk has too many syntax levels")) {
            said = tooMany("C levels", String.valueOf(LEVELS), function(tokens, token));
        }
        return WITHOUT_TOKEN.matcher(said).matches() ? said : said + " near " + tokens.shown(token);
    }

    private static String tooMany(String what, String limit, String where) {
        return "too many " + what + " (limit is " + limit + ") in " + where;
    }

    /** The function that a token stands in. */
    private static String function(Tokens tokens, int index) {
        Deque<Token> open = new ArrayDeque<>();
        for (Token token : tokens.list().subList(0, index)) {
            switch (token.kind()) {
                case FUNCTION, DO, IF, REPEAT -> open.push(token);
                case END, UNTIL -> open.poll();
                default -> {}
            }
        }
        return open.stream()
                .filter(token -> token.kind() == TokenKind.FUNCTION)
                .findFirst()
                .map(token -> "function at line " + token.line())
                .orElse("main function");
    }
}
