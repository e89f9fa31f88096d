package luahome.repl;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/** Measures what a run on this thread costs. */
final class Measure {
    private static final double MILLIS = 1e6;
    private static final double MIB = 1 << 20;

    private final long allocated = allocated();
    private final long began = System.nanoTime();

    private Measure() {}

    /** A measurement that begins now. */
    static Measure begin() {
        return new Measure();
    }

    /** The cost so far: {@code 12.3 ms, 1.5 MiB allocated}. */
    String end() {
        double millis = (System.nanoTime() - began) / MILLIS;
        long bytes = allocated() - allocated;
        String time = millis < 1000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
        return allocated < 0 ? time : time + String.format(Locale.ROOT, ", %.1f MiB allocated", bytes / MIB);
    }

    /** Bytes that this thread has allocated so far; negative if the Java virtual machine does not tell. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : -1;
    }
}
