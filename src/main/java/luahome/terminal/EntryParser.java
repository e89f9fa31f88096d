package luahome.terminal;

import java.util.List;
import luahome.console.Console.Suggestion;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/**
 * Tells the line editor when an entry is complete, and what could be completed at the cursor. Lua knows no escapes or
 * quoting outside of strings.
 */
final class EntryParser implements Parser {
    private final RemoteEntryHelp remoteHelp;

    EntryParser(RemoteEntryHelp remoteHelp) {
        this.remoteHelp = remoteHelp;
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && remoteHelp.incomplete(line)) {
            throw new EOFError(-1, -1, "incomplete");
        }
        List<Suggestion> suggestions =
                context == ParseContext.COMPLETE ? remoteHelp.complete(line.substring(0, cursor)) : List.of();
        int start = suggestions.isEmpty() ? cursor : suggestions.get(0).start();
        return new Word(line, cursor, line.substring(start, cursor), suggestions);
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }

    /**
     * The text before the cursor that the suggestions would replace.
     *
     * @param suggestions what could stand there; all replace the same text
     */
    record Word(String line, int cursor, String word, List<Suggestion> suggestions) implements CompletingParsedLine {
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
