package luahome.show;

/**
 * How much of a value is shown.
 *
 * @param width columns of a line; lines break where they can, a long string is not broken
 * @param depth how many tables inside each other are opened
 * @param entries how many entries of one table are shown
 * @param total how many entries are shown altogether
 * @param stringBytes how many bytes of a string are shown
 */
public record Limits(int width, int depth, int entries, int total, int stringBytes) {
    /** A value in one line of a listing, which the caller cuts or not. */
    public static Limits line() {
        return new Limits(Integer.MAX_VALUE, 1, 5, 5, 60);
    }
}
