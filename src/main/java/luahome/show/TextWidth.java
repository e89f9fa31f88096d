package luahome.show;

/**
 * How many columns text takes at a terminal, where a letter may take two of them or none.
 *
 * <p>No library: the terminal library has such a table too, but only {@code terminal} may load it, and a listing in a
 * pipe must start without it.
 */
final class TextWidth {
    private static final String ELLIPSIS = "…";

    /** First and last code points of the blocks whose characters take two columns. */
    private static final int[] WIDE = {
        0x1100, 0x115F, 0x2E80, 0x303E, 0x3041, 0xA4CF, 0xA960, 0xA97F, 0xAC00, 0xD7A3, 0xF900, 0xFAFF, 0xFE30, 0xFE6F,
        0xFF00, 0xFF60, 0xFFE0, 0xFFE6, 0x1F300, 0x1F64F, 0x1F680, 0x1F6FF, 0x1F900, 0x1F9FF, 0x1FA70, 0x1FAFF, 0x20000,
        0x3FFFD
    };

    private TextWidth() {}

    /** The columns of a text in one line. */
    static int of(String text) {
        return text.codePoints().map(TextWidth::of).sum();
    }

    /** The columns of a character: none, one or two. */
    static int of(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length && codePoint >= WIDE[i]; i += 2) {
            if (codePoint <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }

    /** The text, or its beginning and end around an ellipsis if it takes more columns than there are. */
    static String elided(String text, int columns) {
        if (of(text) <= columns) {
            return text;
        }
        int[] all = text.codePoints().toArray();
        int left = columns - 1;
        int first = 0;
        int last = all.length;
        // By turns from both ends, so that as much is kept of the one as of the other.
        for (boolean front = true; first < last; front = !front) {
            left -= of(all[front ? first : last - 1]);
            if (left < 0) {
                break;
            }
            if (front) {
                first++;
            } else {
                last--;
            }
        }
        return new String(all, 0, first) + ELLIPSIS + new String(all, last, all.length - last);
    }
}
