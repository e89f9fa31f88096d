package luahome.lookup;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds what someone probably meant.
 *
 * <p>No library: those that measure the distance of words also bring dictionaries of a hundred kilobytes and more, for
 * the twenty lines that are needed here.
 */
public final class Spelling {
    private Spelling() {}

    /**
     * The candidate that is reached from the word with the fewest mistakes of typing, capitals for small letters not
     * counted; null if none is near.
     */
    public static @Nullable String to(String word, Collection<String> candidates) {
        String nearest = null;
        String lower = word.toLowerCase(Locale.ROOT);
        int least = Math.max(1, word.length() / 3) + 1;
        for (String candidate : candidates) {
            int distance = candidate.startsWith(word) && !word.isEmpty()
                    ? 1
                    : distance(lower, candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** How many letters are to be added, dropped, changed, or swapped with their neighbour. */
    static int distance(String a, String b) {
        int[][] steps = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    steps[i][j] = i + j;
                    continue;
                }
                int change = steps[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(change, 1 + Math.min(steps[i - 1][j], steps[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, 1 + steps[i - 2][j - 2]);
                }
                steps[i][j] = best;
            }
        }
        return steps[a.length()][b.length()];
    }
}
