package luahome.lua.text;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the place in a line that a compiler's message is about. */
final class ErrorColumn {
    private static final Pattern OF_A_GOTO =
            Pattern.compile("(?:no visible label '(\\w+)' for <goto>|<goto (\\w+)>|<(break)>) at line (\\d+).*");

    private ErrorColumn() {}

    /**
     * The byte of the line, from 1, at which the message points; one behind the last of the line that is not blank
     * where the text ends; 0 if the place is not in that line or not known.
     *
     * @param token index of the token at which the compiler gave up
     * @param line the line that the message names, from 1
     */
    static int of(Tokens tokens, int token, int line, String message) {
        int lineStart = lineStart(tokens.text(), line);
        if (message.endsWith(" near <eof>")) {
            return endOfLine(tokens.text(), lineStart) - lineStart + 1;
        }
        int about = message.contains(" near ") ? token : earlier(tokens, token, line, message);
        return about < 0 ? 0 : column(tokens.text(), tokens.list().get(about).start(), line);
    }

    /** The byte of the line, from 1, that stands at an index of the text; 0 if another line does. */
    static int column(byte[] text, int index, int line) {
        int lineStart = lineStart(text, line);
        return index >= lineStart && index <= endOfLine(text, lineStart) ? index - lineStart + 1 : 0;
    }

    /**
     * The token that a message is about that comes only at the end of a block, or with the one after a label; or -1.
     */
    private static int earlier(Tokens tokens, int token, int line, String message) {
        List<Token> list = tokens.list();
        Matcher jump = OF_A_GOTO.matcher(message);
        if (!jump.matches()) {
            for (int i = token; i > 0; i--) {
                if (list.get(i - 1).kind() == TokenKind.LABEL && list.get(i).kind() == TokenKind.NAME) {
                    return i;
                }
            }
            return token;
        }
        String label = jump.group(1) != null ? jump.group(1) : jump.group(2);
        int found = -1;
        int count = 0;
        for (int i = 0; i <= token && Integer.parseInt(jump.group(4)) == line; i++) {
            boolean same = label == null
                    ? list.get(i).kind() == TokenKind.BREAK
                    : i > 0
                            && list.get(i - 1).kind() == TokenKind.GOTO
                            && tokens.spelled(list.get(i)).equals(label);
            if (same && list.get(i).line() == line) {
                found = i;
                count++;
            }
        }
        // Which of several in one line is meant the message does not tell.
        return count == 1 ? found : -1;
    }

    private static int lineStart(byte[] text, int line) {
        int at = 0;
        for (int i = 1; i < line && at < text.length; at++) {
            boolean pair = at + 1 < text.length && isLineEnd(text[at + 1]) && text[at + 1] != text[at];
            if (isLineEnd(text[at])) {
                at += pair ? 1 : 0;
                i++;
            }
        }
        return at;
    }

    private static int endOfLine(byte[] text, int start) {
        int end = start;
        while (end < text.length && !isLineEnd(text[end])) {
            end++;
        }
        while (end > start && text[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
