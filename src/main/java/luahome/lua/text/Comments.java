package luahome.lua.text;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The comments between two tokens of source text. */
final class Comments {
    private final byte[] text;
    private final int to;
    private final List<Comment> found = new ArrayList<>();
    private int at;
    private int lines;

    private Comments(byte[] text, int from, int to) {
        this.text = text;
        this.at = from;
        this.to = to;
    }

    /**
     * A comment.
     *
     * @param start index of its first dash
     * @param end index behind its last byte; the end of its line is not part of it
     * @param lines how many lines end between it and what stands before it
     */
    record Comment(int start, int end, int lines) {}

    /** All comments of a part of a text in which nothing else stands but white space. */
    static List<Comment> between(byte[] text, int from, int to) {
        Comments comments = new Comments(text, from, to);
        comments.read();
        return comments.found;
    }

    /**
     * The block of comments that ends in the line above a place, or in its own; each begins in a line of its own, and
     * no line is empty between them. None if there is no such block.
     *
     * @param from the end of the token before the place, or the beginning of the text
     * @param begins whether it is the latter
     */
    static List<Comment> above(byte[] text, int from, boolean begins, int place) {
        Comments comments = new Comments(text, from, place);
        comments.read();
        List<Comment> found = comments.found;
        int first = found.size();
        int below = comments.lines;
        while (first > 0 && below <= 1 && (found.get(first - 1).lines > 0 || first == 1 && begins)) {
            first--;
            below = found.get(first).lines;
        }
        return found.subList(first, found.size());
    }

    /** The comments up to the first empty line. */
    static List<Comment> firstBlock(List<Comment> comments) {
        int end = Math.min(1, comments.size());
        while (end < comments.size() && comments.get(end).lines <= 1) {
            end++;
        }
        return comments.subList(0, end);
    }

    /** Comments as they stand, each in lines of its own. */
    static byte[] lines(byte[] text, List<Comment> comments) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Comment comment : comments) {
            lines.write(text, comment.start, comment.end - comment.start);
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private void read() {
        while (at < to) {
            if (isLineEnd(text[at])) {
                boolean pair = at + 1 < to && isLineEnd(text[at + 1]) && text[at + 1] != text[at];
                at += pair ? 2 : 1;
                lines++;
            } else if (text[at] == '-') {
                int start = at;
                passComment();
                found.add(new Comment(start, at, lines));
                lines = 0;
            } else {
                at++;
            }
        }
    }

    private void passComment() {
        at += 2;
        int level = longBracket();
        if (level < 0) {
            while (at < to && !isLineEnd(text[at])) {
                at++;
            }
            return;
        }
        byte[] closing = ("]" + "=".repeat(level) + "]").getBytes(StandardCharsets.US_ASCII);
        while (at < to && !closesAt(closing)) {
            at++;
        }
        at = Math.min(to, at + closing.length);
    }

    /** The number of equals signs in a long bracket that opens here; -1 if none does. */
    private int longBracket() {
        if (at >= to || text[at] != '[') {
            return -1;
        }
        int end = at + 1;
        while (end < to && text[end] == '=') {
            end++;
        }
        return end < to && text[end] == '[' ? end - at - 1 : -1;
    }

    private boolean closesAt(byte[] closing) {
        for (int i = 0; i < closing.length; i++) {
            if (at + i >= to || text[at + i] != closing[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
