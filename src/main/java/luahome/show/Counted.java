package luahome.show;

/** Numbers of things in sentences. */
public final class Counted {
    private Counted() {}

    /** The number with the word in its right form: {@code 1 entry}, {@code 2 entries}. */
    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
