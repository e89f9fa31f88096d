package luahome.repl.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import luahome.repl.Console.Suggestion;
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
final class Suggestions implements Completer, CompletionMatcher {
    private String typed = "";
    private List<Candidate> matching = List.of();

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        if (line instanceof EntryParser.Word word) {
            for (Suggestion suggestion : word.suggestions()) {
                candidates.add(candidate(suggestion, candidates.size() + 1));
            }
        }
    }

    private static Candidate candidate(Suggestion suggestion, int order) {
        String detail = suggestion.detail().isEmpty() ? null : suggestion.detail();
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
