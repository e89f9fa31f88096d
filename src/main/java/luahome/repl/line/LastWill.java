package luahome.repl.line;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import luahome.repl.Debug;
import org.jline.utils.ShutdownHooks;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done with a filled screen when a signal ends the process. The terminal library closes its terminals in a
 * shutdown hook, one task after the other in the order in which they came; this one must be added before the terminal is
 * made, so that the screen is given back while that can still be written to.
 */
final class LastWill implements ShutdownHooks.Task {
    /** Only an end to waiting for a thread that does not come back. */
    private static final long PATIENCE_SECONDS = 5;

    private @Nullable BrowserScreen screen;
    private CountDownLatch left = new CountDownLatch(0);

    /** A screen is filled from now on. */
    synchronized void filled(BrowserScreen filled) {
        screen = filled;
        left = new CountDownLatch(1);
    }

    /** It is as it was before. */
    synchronized void left() {
        screen = null;
        left.countDown();
    }

    @Override
    public void run() {
        CountDownLatch wait;
        synchronized (this) {
            if (screen != null) {
                screen.cancel();
            }
            wait = left;
        }
        try {
            if (!wait.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                Debug.trace(new IllegalStateException("the browser did not leave the screen"));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
