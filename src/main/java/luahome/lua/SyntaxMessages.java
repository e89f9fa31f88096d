package luahome.lua;

import java.nio.charset.StandardCharsets;

/** Words the compiler's complaints as PUC Lua does. */
final class SyntaxMessages {
    private static final String[] WITHOUT_TOKEN = {
        "too many", "too complex", "chunk has", "<goto", "label", "<break>", "near", "more than"
    };

    private SyntaxMessages() {}

    /** Whether an error met at the end of the text can be one that more text mends. */
    static boolean moreCouldHelp(String message) {
        return !message.contains("break") && !message.contains("label") && !message.contains("malformed number")
                && !message.contains("too many") && !message.contains("too complex");
    }

    /** The message, with what it is near. */
    static String reworded(String message, Compiler.Source text) {
        String said = message.startsWith("unexpected symbol") ? "unexpected symbol" : message;
        said = said.replace("'<eos>'", "<eof>").replace("'<name>'", "<name>")
                .replaceFirst("^no visible label 'break' for <goto>( at line \\d+)$", "<break>$1 not inside a loop")
                .replaceFirst("^label '(\\w+) already", "label '$1' already")
                .replaceFirst("^(hexadecimal digit expected) .*", "$1");
        for (String exception : WITHOUT_TOKEN) {
            if (said.contains(exception)) {
                return said;
            }
        }
        String token = said.equals("malformed number")
                ? numeral(text.bytes(), text.position())
                : said.equals("unfinished string")
                        ? unfinished(text.bytes(), text.position())
                        : token(text.bytes(), text.position());
        return said + " near " + (token.isEmpty() ? "<eof>" : "'" + token + "'");
    }

    /** The token that ends where the compiler has read to; empty at the end of the text. */
    private static String token(byte[] bytes, int position) {
        int length = bytes.length - 2;
        int end = position;
        if (end > length) {
            return "";
        }
        int start = end;
        while (start > 0 && isWord(bytes[start - 1])) {
            start--;
        }
        if (start == end && end > 0) {
            start--;
            if (bytes[start] == '=' && start > 0 && "=~<>".indexOf(bytes[start - 1]) >= 0) {
                start--;
            }
            while (bytes[end - 1] == '.' && start > 0 && bytes[start - 1] == '.') {
                start--;
            }
        }
        if (start < end && (bytes[end - 1] == '"' || bytes[end - 1] == '\'')) {
            int open = end - 2;
            while (open >= 0 && bytes[open] != '\n' && (bytes[open] != bytes[end - 1] || isEscaped(bytes, open))) {
                open--;
            }
            start = open >= 0 && bytes[open] == bytes[end - 1] ? open : start;
        }
        while (end < length && (bytes[end] & 0xC0) == 0x80) {
            end++;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    /** What there is of a string that its line does not end, from its quote on. */
    private static String unfinished(byte[] bytes, int position) {
        int end = Math.min(position, bytes.length - 2);
        int start = end;
        while (start > 0 && bytes[start - 1] != '\n') {
            start--;
        }
        int open = -1;
        for (int i = start; i < end; i++) {
            boolean quote = bytes[i] == '"' || bytes[i] == '\'';
            if (open < 0 && quote) {
                open = i;
            } else if (open >= 0 && bytes[i] == '\\') {
                i++;
            } else if (open >= 0 && bytes[i] == bytes[open]) {
                open = -1;
            }
        }
        return open < 0 ? token(bytes, position) : new String(bytes, open, end - open, StandardCharsets.UTF_8);
    }

    private static String numeral(byte[] bytes, int end) {
        int start = end;
        while (start > 0 && (isWord(bytes[start - 1]) || bytes[start - 1] == '.')) {
            start--;
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static boolean isEscaped(byte[] bytes, int at) {
        return at > 0 && bytes[at - 1] == '\\';
    }

    private static boolean isWord(byte b) {
        return b == '_' || b < 0 || Character.isLetterOrDigit(b);
    }
}
