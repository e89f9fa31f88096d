package luahome.terminal;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import luahome.session.Work;
import org.jline.utils.AttributedString;
import org.jspecify.annotations.Nullable;

/**
 * A line below the output that tells what takes so long, once it does: what it is, how far it is, since when, and how
 * to stop it. It is there while nothing else is: whatever is written takes its place, and it only comes back when the
 * output has been quiet for a while, ends with a whole line, and neither an editor nor another program has the
 * terminal.
 *
 * <p>Thread-safe. A timer of its own draws it, which does nothing before the time is up.
 */
final class ProgressRow implements AutoCloseable {
    private static final long PERIOD_MILLIS = 500;
    private static final long QUIET_MILLIS = 1_000;
    private static final long SECONDS_SHOWN = 120;

    private final TerminalOutput out;
    private final IntSupplier columns;
    private final long patienceMillis;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "progress row");
        thread.setDaemon(true);
        return thread;
    });

    /** What is done now. This and what follows is guarded by this. */
    private @Nullable Job current;

    private @Nullable ScheduledFuture<?> ticking;
    private boolean lent;
    /** Since when the user waits. */
    private long began;

    /**
     * A line in which nothing is told yet.
     *
     * @param columns the width of the terminal
     * @param patienceMillis what takes longer is told of
     */
    ProgressRow(TerminalOutput out, IntSupplier columns, long patienceMillis) {
        this.out = out;
        this.columns = columns;
        this.patienceMillis = patienceMillis;
    }

    /** Work begins. It ends when the answer is closed, and then the line is gone. */
    synchronized Work begin(Work.Task task) {
        if (current == null) {
            began = System.nanoTime();
            ticking = timer.scheduleWithFixedDelay(
                    this::tick, patienceMillis, Math.min(patienceMillis, PERIOD_MILLIS), TimeUnit.MILLISECONDS);
        }
        current = new Job(task, current);
        return current;
    }

    private synchronized void end(Job job) {
        current = job.outer;
        if (current == null && ticking != null) {
            ticking.cancel(false);
            ticking = null;
        }
        out.eraseNote();
    }

    /** Others draw at the terminal from now on. */
    synchronized void lend() {
        lent = true;
        out.eraseNote();
    }

    /** The terminal is back, and the user waits from now on. */
    synchronized void takeBack() {
        lent = false;
        began = System.nanoTime();
    }

    /** If the terminal is gone, the timer stops by the exception, and the next one who writes is told. */
    private synchronized void tick() {
        long nanos = System.nanoTime() - began;
        long quietNanos = TimeUnit.MILLISECONDS.toNanos(Math.min(QUIET_MILLIS, patienceMillis));
        boolean due = nanos >= TimeUnit.MILLISECONDS.toNanos(patienceMillis) && out.isQuiet(quietNanos);
        if (current == null || lent || !due) {
            return;
        }
        if (otherProgramRuns()) {
            out.eraseNote();
        } else {
            String text = current.text(TimeUnit.NANOSECONDS.toSeconds(nanos));
            String fitting = new AttributedString(text)
                    .columnSubSequence(0, columns.getAsInt() - 1)
                    .toString();
            out.note(fitting, quietNanos);
        }
    }

    /** Programs that were started may write to the terminal, where nobody sees it coming. */
    private static boolean otherProgramRuns() {
        return ProcessHandle.current().children().findAny().isPresent();
    }

    /** Ends the timer. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** Work, as far as it is. */
    private final class Job implements Work {
        private final Task task;
        private final @Nullable Job outer;
        private volatile long done;
        private volatile long total;

        Job(Task task, @Nullable Job outer) {
            this.task = task;
            this.outer = outer;
        }

        @Override
        public void at(long nowDone, long nowTotal) {
            if (nowDone != done) {
                done = nowDone;
            }
            if (nowTotal != total) {
                total = nowTotal;
            }
        }

        @Override
        public void close() {
            end(this);
        }

        /** Such as {@code checking… 42 %  5 s  (Ctrl-C stops)}. */
        String text(long seconds) {
            String time = seconds < SECONDS_SHOWN ? seconds + " s" : seconds / 60 + " min " + seconds % 60 + " s";
            return task.name() + "… " + share() + time
                    + (task.stoppable() ? "  (Ctrl-C stops)" : "  (cannot be stopped)");
        }

        private String share() {
            long all = total;
            if (all == 0) {
                return "";
            }
            long part = Math.min(done, all);
            return task.unit().isEmpty()
                    ? (long) (100.0 * part / all) + " %  "
                    : part + " of " + all + " " + task.unit() + "  ";
        }
    }
}
