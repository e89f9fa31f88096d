package luahome.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import luahome.console.Console.Suggestion;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jspecify.annotations.Nullable;

/**
 * Hands the session's suggestions to the line editor as they are: it has chosen and ordered them already. Only what is
 * typed while they are shown makes them fewer.
 */
final class SuggestionCompleter implements Completer, CompletionMatcher {
    /** What is not the list: the entry, the line below it. */
    private static final int OTHER_ROWS = 3;

    private String typed = "";
    private List<Candidate> matching = List.of();

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof EntryParser.Word word) {
            boolean detailed = haveRoom(word.suggestions(), reader.getTerminal().getHeight());
            for (Suggestion suggestion : word.suggestions()) {
                candidates.add(candidate(suggestion, detailed, candidates.size() + 1));
            }
        }
    }

    /** Whether there is a line for each; else they stand beside each other, since the editor asks before it scrolls. */
    private static boolean haveRoom(List<Suggestion> suggestions, int rows) {
        long headings = suggestions.stream().map(Suggestion::group).distinct().count();
        return suggestions.size() + headings < rows - OTHER_ROWS;
    }

    private static Candidate candidate(Suggestion suggestion, boolean detailed, int order) {
        String detail = suggestion.detail().isEmpty() || !detailed ? null : suggestion.detail();
        String group = suggestion.group().isEmpty() ? null : suggestion.group();
        return new Candidate(suggestion.text(), suggestion.display(), group, detail, null, null, false, order);
    }

    @Override
    public void compile(
            Map<LineReader.Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            @Nullable String originalGroupName) {
        typed = line instanceof EntryParser.Word ? "" : line.word().toLowerCase(Locale.ROOT);
    }

    @Override
    public List<Candidate> matches(List<Candidate> candidates) {
        matching = new ArrayList<>();
        for (Candidate candidate : candidates) {
            if (candidate.value().toLowerCase(Locale.ROOT).startsWith(typed)) {
                matching.add(candidate);
            }
        }
        return new ArrayList<>(matching);
    }

    @Override
    public @Nullable Candidate exactMatch() {
        return null;
    }

    @Override
    public String getCommonPrefix() {
        String common = matching.isEmpty() ? "" : matching.get(0).value();
        for (Candidate candidate : matching) {
            int same = 0;
            int most = Math.min(common.length(), candidate.value().length());
            while (same < most && common.charAt(same) == candidate.value().charAt(same)) {
                same++;
            }
            common = common.substring(0, same);
        }
        return common;
    }
}
