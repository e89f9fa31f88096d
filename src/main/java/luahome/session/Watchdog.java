package luahome.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Watches a running chunk from a thread of its own, and has it stopped when it exceeds a limit.
 *
 * <p>Memory is measured as the part of the heap in use. Most of the growth is usually garbage, so only when it exceeds
 * the limit is the heap collected, to see what is left; what counts is what survives. Collections are spaced so that
 * they take a small part of the time. So a chunk can exceed the limit for a moment, and a single huge value is stopped
 * by the end of the heap only, which is an error of Lua as well.
 */
final class Watchdog implements AutoCloseable {
    private static final long LOOK_MILLIS = 10;
    /** After a collection at least this many times its duration pass before the next. */
    private static final long PAUSE = 5;

    private final ChunkLimits limits;
    private final long baseline;
    private final Runnable stop;
    private final long deadline;
    private final Thread thread = new Thread(this::watch, "watchdog");
    private @Nullable String reason;
    private boolean closed;

    private Watchdog(ChunkLimits limits, long baseline, Runnable stop) {
        this.limits = limits;
        this.baseline = baseline;
        this.stop = stop;
        this.deadline = System.nanoTime() + limits.time().toNanos();
        thread.setDaemon(true);
    }

    /**
     * Begins to watch.
     *
     * @param baseline the heap in use, in bytes, from which growth counts; see {@link #collectedHeap}
     * @param stop stops the chunk; called on another thread, at most once, never after {@link #close}
     */
    static Watchdog over(ChunkLimits limits, long baseline, Runnable stop) {
        Watchdog watchdog = new Watchdog(limits, baseline, stop);
        if (!limits.isNone()) {
            watchdog.thread.start();
        }
        return watchdog;
    }

    /** The heap in use, in bytes, after a collection. */
    static long collectedHeap() {
        System.gc();
        return usedHeap();
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private void watch() {
        long nextCollection = System.nanoTime();
        while (await()) {
            if (!limits.time().isZero() && System.nanoTime() - deadline >= 0) {
                fire(limits.timeExceeded());
            } else if (exceeds(Watchdog::usedHeap) && System.nanoTime() - nextCollection >= 0) {
                long start = System.nanoTime();
                if (exceeds(Watchdog::collectedHeap)) {
                    fire(limits.memoryExceeded());
                }
                long end = System.nanoTime();
                nextCollection = end + PAUSE * (end - start);
            }
        }
    }

    private boolean exceeds(LongSupplier heap) {
        return limits.memoryBytes() > 0 && heap.getAsLong() - baseline > limits.memoryBytes();
    }

    /** Waits for the next look; answers whether there is still something to look at. */
    private synchronized boolean await() {
        long millis = limits.memoryBytes() > 0
                ? LOOK_MILLIS
                : Math.max(1, Duration.ofNanos(deadline - System.nanoTime()).toMillis());
        try {
            if (!closed && reason == null) {
                wait(millis);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed && reason == null;
    }

    private synchronized void fire(String why) {
        if (!closed) {
            reason = why;
            stop.run();
        }
    }

    /** Why the chunk was stopped; null if it was not. */
    synchronized @Nullable String reason() {
        return reason;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
