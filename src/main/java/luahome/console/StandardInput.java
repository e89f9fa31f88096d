package luahome.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import luahome.lua.run.Interrupted;
import org.jspecify.annotations.Nullable;

/**
 * An input whose waiting reads can be stopped. A helper thread does the blocking reads, one block at a time and only
 * when asked; so the Lua thread never hangs in one, and is never the target of {@link Thread#interrupt}, which would
 * close a file channel it happens to be using. A block that arrives after its reader was stopped is kept for the next
 * one.
 */
final class StandardInput extends InputStream {
    private final InputStream source;
    private final Runnable beforeWaiting;
    private final Object lock = new Object();
    private byte[] block = new byte[0];
    private int at;
    private @Nullable IOException failure;
    private boolean started;
    private boolean requested;
    private boolean waiting;
    private boolean ended;
    private boolean stopped;

    /**
     * An input over another.
     *
     * @param beforeWaiting done on the reading thread whenever it is going to wait: a question should be out before
     *     that
     */
    StandardInput(InputStream source, Runnable beforeWaiting) {
        this.source = source;
        this.beforeWaiting = beforeWaiting;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        synchronized (lock) {
            while (at == block.length) {
                if (failure != null) {
                    throw failure;
                }
                if (ended) {
                    return -1;
                }
                await();
            }
            int count = Math.min(length, block.length - at);
            System.arraycopy(block, at, target, offset, count);
            at += count;
            return count;
        }
    }

    @Override
    public int available() {
        synchronized (lock) {
            return block.length - at;
        }
    }

    /** Ends the waiting read, if there is one, with {@link Interrupted}. Any thread. */
    void stopWaiting() {
        synchronized (lock) {
            stopped = waiting;
            lock.notifyAll();
        }
    }

    private void await() {
        beforeWaiting.run();
        request();
        waiting = true;
        stopped = false;
        try {
            while (at == block.length && !ended && failure == null) {
                if (stopped) {
                    throw new Interrupted();
                }
                lock.wait();
            }
        } catch (InterruptedException e) {
            throw new Interrupted();
        } finally {
            waiting = false;
        }
    }

    private void request() {
        if (!started) {
            started = true;
            Thread helper = new Thread(this::pump, "stdin");
            helper.setDaemon(true);
            helper.start();
        }
        requested = true;
        lock.notifyAll();
    }

    private void pump() {
        byte[] buffer = new byte[8192];
        while (awaitRequest()) {
            int count = 0;
            IOException trouble = null;
            try {
                count = source.read(buffer);
            } catch (IOException e) {
                trouble = e;
            }
            synchronized (lock) {
                requested = false;
                failure = trouble;
                ended = count < 0;
                block = count > 0 ? Arrays.copyOf(buffer, count) : new byte[0];
                at = 0;
                lock.notifyAll();
            }
        }
    }

    private boolean awaitRequest() {
        synchronized (lock) {
            while (!requested) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    return false;
                }
            }
            return !ended && failure == null;
        }
    }
}
