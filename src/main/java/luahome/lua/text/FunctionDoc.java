package luahome.lua.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import luahome.home.value.CodeText;
import luahome.text.Utf8;
import org.luaj.vm2.LuaString;

/**
 * What a function's text tells of it. Of a text that is damaged it is little or nothing.
 *
 * @param parameters their names; {@code ...} for further ones
 * @param comment the lines of the comment above it, or at its top, without what makes them comments; none of them is
 *     empty at the ends
 * @param place the chunk that it is from, and its line there
 * @param source the text without the comment above it
 */
public record FunctionDoc(List<String> parameters, List<String> comment, String place, String source) {
    /** What a text tells. Any thread. */
    public static FunctionDoc of(CodeText text) {
        byte[] bytes = text.text();
        List<Token> tokens = Lexer.tokens(bytes, 0, () -> {}).list();
        int first = tokens.get(0).start();
        List<Comments.Comment> comments = Comments.between(bytes, 0, first);
        List<String> parameters = text.isChunk() ? List.of("...") : new ArrayList<>();
        if (text.isChunk()) {
            comments = Comments.firstBlock(comments);
            first = 0;
        } else {
            if (text.method()) {
                parameters.add("self");
            }
            int closing = parameters(bytes, tokens, text.parameters(), parameters);
            if (comments.isEmpty() && closing + 1 < tokens.size()) {
                comments = Comments.firstBlock(Comments.between(
                        bytes,
                        tokens.get(closing).end(),
                        tokens.get(closing + 1).start()));
            }
        }
        return new FunctionDoc(
                List.copyOf(parameters),
                trimmed(comments.stream()
                        .flatMap(comment -> lines(bytes, comment))
                        .toList()),
                place(text),
                text(bytes, first, bytes.length));
    }

    /** Adds what stands in the parentheses; answers the index of the closing one. */
    private static int parameters(byte[] text, List<Token> tokens, int from, List<String> names) {
        int at = 0;
        while (at < tokens.size() - 1 && tokens.get(at).kind() != TokenKind.CLOSE_PARENTHESIS) {
            Token token = tokens.get(at);
            boolean parameter = token.kind() == TokenKind.NAME || token.kind() == TokenKind.VARARG;
            if (token.start() > from && parameter) {
                names.add(text(text, token.start(), token.end()));
            }
            at++;
        }
        return at;
    }

    private static Stream<String> lines(byte[] text, Comments.Comment comment) {
        String whole = text(text, comment.start(), comment.end());
        if (whole.matches("(?s)--\\[=*\\[.*")) {
            return whole.replaceAll("(?s)^--\\[=*\\[|\\]=*\\]$", "").lines().map(String::strip);
        }
        return Stream.of(whole.replaceFirst("^-+ ?", "").stripTrailing());
    }

    private static List<String> trimmed(List<String> lines) {
        int from = 0;
        int to = lines.size();
        while (from < to && lines.get(from).isBlank()) {
            from++;
        }
        while (to > from && lines.get(to - 1).isBlank()) {
            to--;
        }
        return List.copyOf(lines.subList(from, to));
    }

    private static String place(CodeText text) {
        String chunk = ChunkName.harmless(text.chunkName());
        return text.line() > 0 ? chunk + ":" + text.line() : chunk;
    }

    private static String text(byte[] text, int from, int to) {
        return Utf8.text(LuaString.valueUsing(Arrays.copyOfRange(text, from, to)));
    }

    /** How it is called: {@code name(a, b)}. */
    public String signature(String name) {
        return name + "(" + String.join(", ", parameters) + ")";
    }

    /** What it does, in one line; empty if nobody wrote that. */
    public String summary() {
        return comment.isEmpty() ? "" : comment.get(0).strip();
    }
}
