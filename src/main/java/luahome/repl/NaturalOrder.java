package luahome.repl;

import java.util.Comparator;

/** The order of names in which numbers in them count by their values: {@code item2} before {@code item10}. */
final class NaturalOrder implements Comparator<String> {
    /** The one order. */
    static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String a, String b) {
        int i = 0;
        int j = 0;
        while (i < a.length() && j < b.length()) {
            int endI = digits(a, i);
            int endJ = digits(b, j);
            int order = endI > i && endJ > j
                    ? compareNumerals(a.substring(i, endI), b.substring(j, endJ))
                    : Character.compare(a.charAt(i), b.charAt(j));
            if (order != 0) {
                return order;
            }
            i = Math.max(endI, i + 1);
            j = Math.max(endJ, j + 1);
        }
        int byRest = Integer.compare(a.length() - i, b.length() - j);
        return byRest != 0 ? byRest : a.compareTo(b);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static int compareNumerals(String a, String b) {
        String left = a.replaceFirst("^0+(?=.)", "");
        String right = b.replaceFirst("^0+(?=.)", "");
        return left.length() != right.length() ? left.length() - right.length() : left.compareTo(right);
    }
}
