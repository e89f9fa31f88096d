package luahome.browse;

/**
 * A line that is being typed. Immutable.
 *
 * @param text what stands there
 * @param cursor index in it before which one types, never inside a character
 */
public record LineEditor(String text, int cursor) {
    /** A line with a text, at its end. */
    static LineEditor of(String text) {
        return new LineEditor(text, text.length());
    }

    /** The same after a key; the same if that means nothing in a line. */
    LineEditor press(Key key, String typed) {
        return switch (key) {
            case TYPED -> inserted(typed);
            case LEFT -> new LineEditor(text, before());
            case RIGHT -> new LineEditor(text, behind());
            case HOME -> new LineEditor(text, 0);
            case END -> of(text);
            case BACKSPACE -> without(before(), cursor);
            case DELETE -> without(cursor, behind());
            case CLEAR_BEFORE -> without(0, cursor);
            case CLEAR_BEHIND -> without(cursor, text.length());
            default -> this;
        };
    }

    private LineEditor inserted(String typed) {
        StringBuilder plain = new StringBuilder();
        typed.codePoints().map(c -> Character.isISOControl(c) ? ' ' : c).forEach(plain::appendCodePoint);
        return new LineEditor(text.substring(0, cursor) + plain + text.substring(cursor), cursor + plain.length());
    }

    private int before() {
        return cursor == 0 ? 0 : text.offsetByCodePoints(cursor, -1);
    }

    private int behind() {
        return cursor == text.length() ? cursor : text.offsetByCodePoints(cursor, 1);
    }

    private LineEditor without(int from, int to) {
        return new LineEditor(text.substring(0, from) + text.substring(to), from);
    }
}
