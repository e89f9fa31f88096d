package luahome.session;

import java.math.BigDecimal;
import java.time.Duration;

/**
 * What a chunk may use.
 *
 * @param memoryBytes how far the heap may grow beyond what it was at the session's beginning; 0 for no limit
 * @param time how long a chunk may run; zero for no limit
 */
public record ChunkLimits(long memoryBytes, Duration time) {
    /** No limits. */
    public static final ChunkLimits NONE = new ChunkLimits(0, Duration.ZERO);

    private static final String[] UNITS = {"bytes", "KiB", "MiB", "GiB"};

    /** Whether nothing is limited. */
    boolean isNone() {
        return memoryBytes == 0 && time.isZero();
    }

    /** What a chunk is told that needs more memory. */
    public String memoryExceeded() {
        long amount = memoryBytes;
        int unit = 0;
        while (unit < UNITS.length - 1 && amount % 1024 == 0) {
            amount /= 1024;
            unit++;
        }
        return "not enough memory (limit " + amount + " " + UNITS[unit] + ")";
    }

    /** What a chunk is told that needs more time. */
    public String timeExceeded() {
        String seconds =
                BigDecimal.valueOf(time.toMillis(), 3).stripTrailingZeros().toPlainString();
        return "stopped after " + seconds + " s (--max-time)";
    }
}
