package luahome.show;

/** Numbers of things in sentences: {@code 1 entry}, {@code 2 entries}. */
public final class Quantity {
    private Quantity() {}

    /** The number with the word in its right form: {@code 1 entry}, {@code 2 entries}. */
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
