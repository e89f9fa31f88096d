package luahome.store.disk;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Tries something that another process is in the way of, again and again for a while. */
public final class LockRetry {
    /** As long as copying a large journal home may take on a slow disk. */
    public static final Duration LONG = Duration.ofSeconds(10);
    /** Longer than another process needs to say that it is there. */
    static final Duration SHORT = Duration.ofSeconds(1);

    private static final long PAUSE_MILLIS = 5;

    private LockRetry() {}

    /** Whether the attempt succeeded before the time was over; it is made at least once. */
    public static boolean until(Duration time, BooleanSupplier attempt) {
        long end = System.nanoTime() + time.toNanos();
        while (!attempt.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }
}
