package luahome.repl.line;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells the line editor when an entry is complete, and which word is under the cursor. Lua knows no escapes or quoting.
 */
final class EntryParser implements Parser {
    private static final Pattern WORD = Pattern.compile("(^:\\w*|\\w*)$");

    private final Predicate<String> incomplete;

    EntryParser(Predicate<String> incomplete) {
        this.incomplete = incomplete;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && incomplete.test(line)) {
            throw new EOFError(-1, -1, "incomplete");
        }
        Matcher matcher = WORD.matcher(line.substring(0, cursor));
        return new Word(line, cursor, matcher.find() ? matcher.group() : "");
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    /** The word that ends at the cursor. */
    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }
    }
}
