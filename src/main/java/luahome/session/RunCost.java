package luahome.session;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import luahome.home.Home;
import luahome.show.Quantity;
import luahome.store.IoCounters;

/** Measures what a run on this thread costs. */
public final class RunCost {
    private static final double MILLIS = 1e6;
    private static final double KIB = 1 << 10;
    private static final double MIB = 1 << 20;

    private final Home home;
    private final IoCounters ioCounters;
    private final long allocated = allocated();
    private final long began = System.nanoTime();

    private RunCost(Home home) {
        this.home = home;
        ioCounters = home.ioCounters();
    }

    /** A measurement that begins now, of what is done with a workspace too. */
    public static RunCost begin(Home home) {
        return new RunCost(home);
    }

    /**
     * The cost so far: {@code 12.3 ms, 1.5 MiB allocated, 4 pages read, 2 written, 8.1 KiB of journal}. Of the pages,
     * those count that were read from the files, and those that were written to the journal.
     */
    public String end() {
        double millis = (System.nanoTime() - began) / MILLIS;
        long bytes = allocated() - allocated;
        IoCounters moved = home.ioCounters().since(ioCounters);
        String time = millis < 1000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.2f s", millis / 1000);
        String memory = allocated < 0 ? "" : String.format(Locale.ROOT, ", %.1f MiB allocated", bytes / MIB);
        return time + memory + ", " + Quantity.of(moved.pagesRead(), "page", "pages") + " read, "
                + moved.pagesWritten() + " written"
                + (moved.journalBytes() == 0 ? "" : ", " + journal(moved.journalBytes()) + " of journal");
    }

    private static String journal(long bytes) {
        return bytes < MIB
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / KIB)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / MIB);
    }

    /** Bytes that this thread has allocated so far; negative if the Java virtual machine does not tell. */
    private static long allocated() {
        return ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
                ? threads.getCurrentThreadAllocatedBytes()
                : -1;
    }
}
