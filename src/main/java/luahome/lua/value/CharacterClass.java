package luahome.lua.value;

/** The classes of characters as C's {@code ctype.h} has them in the C locale: bytes above 127 belong to none. */
public final class CharacterClass {
    private CharacterClass() {}

    /**
     * Whether the class that {@code %letter} stands for has the byte: a letter that names none, or another character,
     * stands for itself; a capital for all that its small letter has not.
     *
     * @param letter what follows the '%'
     * @param c a byte, 0 to 255
     */
    public static boolean contains(int letter, int c) {
        boolean small = letter >= 'a' && letter <= 'z';
        boolean capital = letter >= 'A' && letter <= 'Z';
        if (!small && !capital) {
            return letter == c;
        }
        boolean in;
        switch (letter | 0x20) {
            case 'a' -> in = isLetter(c);
            case 'c' -> in = isControl(c);
            case 'd' -> in = isDigit(c);
            case 'g' -> in = isGraphic(c);
            case 'l' -> in = c >= 'a' && c <= 'z';
            case 'p' -> in = isGraphic(c) && !isLetter(c) && !isDigit(c);
            case 's' -> in = c == ' ' || c >= '\t' && c <= '\r';
            case 'u' -> in = c >= 'A' && c <= 'Z';
            case 'w' -> in = isLetter(c) || isDigit(c);
            case 'x' -> in = isDigit(c) || (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
            case 'z' -> in = c == 0;
            default -> {
                return letter == c;
            }
        }
        return small == in;
    }

    /** A control character, DEL included. */
    public static boolean isControl(int c) {
        return c < ' ' || c == 127;
    }

    /** A decimal digit. */
    public static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        int small = c | 0x20;
        return small >= 'a' && small <= 'z';
    }

    private static boolean isGraphic(int c) {
        return c > ' ' && c < 127;
    }
}
