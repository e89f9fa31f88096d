package luahome.conformance;

import java.util.ArrayDeque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the table constructors of a program. */
final class Constructors {
    private static final Pattern TOKEN = Pattern.compile(
            "--\\[(=*)\\[.*?\\]\\1\\]|--[^\n]*|\\[(=*)\\[.*?\\]\\2\\]|\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])*'"
                    + "|[A-Za-z_]\\w*|\\s+|.",
            Pattern.DOTALL);
    private static final Set<String> KEYWORDS = Set.of(
            "and",
            "break",
            "do",
            "else",
            "elseif",
            "end",
            "false",
            "for",
            "function",
            "goto",
            "if",
            "in",
            "local",
            "nil",
            "not",
            "or",
            "repeat",
            "return",
            "then",
            "true",
            "until",
            "while");

    private Constructors() {}

    /** The program with a call around each table constructor. Lines stay where they are. */
    static String marked(String source, String call) {
        StringBuilder out = new StringBuilder();
        ArrayDeque<Boolean> open = new ArrayDeque<>();
        Matcher tokens = TOKEN.matcher(source);
        int start = source.startsWith("#") ? source.indexOf('\n') : 0;
        out.append(source, 0, start);
        String last = "";
        for (boolean found = tokens.find(start); found; found = tokens.find()) {
            String token = tokens.group();
            if (token.equals("{")) {
                boolean argument = endsValue(last);
                open.push(argument);
                out.append(argument ? "(" : "").append(call).append('{');
            } else if (token.equals("}")) {
                out.append(open.pop() ? "})" : "}");
            } else {
                out.append(token);
            }
            if (!token.isBlank() && !token.startsWith("--")) {
                last = token;
            }
        }
        return out.toString();
    }

    /** Whether a constructor after this token is the argument of a call. */
    private static boolean endsValue(String token) {
        char end = token.isEmpty() ? ' ' : token.charAt(token.length() - 1);
        return !KEYWORDS.contains(token) && (Character.isLetterOrDigit(end) || "_)]}'\"".indexOf(end) >= 0);
    }
}
