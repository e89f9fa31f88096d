package luahome.terminal;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import luahome.browse.Browser;
import luahome.diagnostic.DebugTrace;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;

/**
 * Knows whether the screen is filled, for those who want that to end: the user, or a signal that ends the process. The
 * terminal library closes its terminals in a shutdown hook, one task after the other in the order in which they came;
 * this one must be added before the terminal is made, so that the screen is given back while it can still be written
 * to.
 */
final class ScreenKeeper implements ShutdownHooks.Task {
    /** Only an end to waiting for a thread that does not come back. */
    private static final long PATIENCE_SECONDS = 5;

    private @Nullable BrowserScreen screen;
    private boolean cancelled;
    private CountDownLatch left = new CountDownLatch(0);

    /** Shows a browser until the user leaves it; answers the path that was copied last, null if none was. */
    @Nullable
    String show(BrowserScreen filled, Browser browser) {
        CountDownLatch gone = new CountDownLatch(1);
        synchronized (this) {
            if (cancelled) {
                return null;
            }
            screen = filled;
            left = gone;
        }
        try {
            return filled.show(browser);
        } finally {
            synchronized (this) {
                screen = null;
            }
            gone.countDown();
        }
    }

    /** Ctrl-C was pressed. Any thread. */
    synchronized void interrupt() {
        if (screen != null) {
            screen.interrupt();
        }
    }

    /** Makes the screen be given back soon, and not be filled any more. Any thread. */
    synchronized void cancel() {
        cancelled = true;
        if (screen != null) {
            screen.cancel();
        }
    }

    @Override
    public void run() {
        CountDownLatch gone;
        synchronized (this) {
            cancel();
            gone = left;
        }
        try {
            if (!gone.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                DebugTrace.trace(new IllegalStateException("the browser did not leave the screen"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
