package luahome.lua.lib.file;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import luahome.lua.run.Interrupted;
import luahome.lua.value.InterruptCheck;
import org.jspecify.annotations.Nullable;

/**
 * An output whose writes can be interrupted: a helper thread waits until the bytes are taken, while the writing one
 * polls. What was handed over before an interrupt is still written when the reader takes it. One thread may write.
 */
final class PolledOutput extends OutputStream {
    private static final long POLL_MILLISECONDS = 20;
    private static final int BLOCK = 8192;

    private final OutputStream target;
    private final InterruptCheck check;
    private final Process process;
    private final Object lock = new Object();
    private final byte[] block = new byte[BLOCK];
    private int length;
    /** What the helper is writing; null if it is idle. */
    private byte @Nullable [] handed;

    private @Nullable IOException failure;
    private boolean started;
    private boolean closing;
    private boolean closed;
    /** Whether the program was interrupted while it waited for the reader. */
    private boolean abandoned;

    /**
     * An output over another.
     *
     * @param process what reads it
     */
    PolledOutput(OutputStream target, InterruptCheck check, Process process) {
        this.target = target;
        this.check = check;
        this.process = process;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
        int done = 0;
        while (done < count) {
            if (length == BLOCK) {
                flush();
            }
            int part = Math.min(count - done, BLOCK - length);
            System.arraycopy(bytes, offset + done, block, length, part);
            length += part;
            done += part;
        }
    }

    @Override
    public void flush() throws IOException {
        synchronized (lock) {
            awaitIdle();
            if (length > 0) {
                hand();
                awaitIdle();
            }
        }
    }

    /** Writes the rest and ends the helper. */
    @Override
    public void close() throws IOException {
        synchronized (lock) {
            awaitIdle();
            closing = true;
            hand();
            while (!closed) {
                await(true);
            }
            settle();
            throwFailure();
        }
    }

    /**
     * Closes without waiting for the reader, and without being interrupted, but for a moment.
     *
     * @return whether all was written by then, or nobody waits for what was not since an interrupt
     */
    boolean closeWithin(long milliseconds) throws IOException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(milliseconds);
        synchronized (lock) {
            while (handed != null && !abandoned && System.nanoTime() < end) {
                await(false);
            }
            if (handed != null) {
                return abandoned;
            }
            closing = true;
            hand();
            while (!closed && System.nanoTime() < end) {
                await(false);
            }
            throwFailure();
            return closed;
        }
    }

    private void hand() {
        handed = Arrays.copyOf(block, length);
        length = 0;
        if (started) {
            lock.notifyAll();
        } else {
            started = true;
            Thread helper = new Thread(this::pump, "output");
            helper.setDaemon(true);
            helper.start();
        }
    }

    private void awaitIdle() throws IOException {
        while (handed != null) {
            await(true);
        }
        settle();
        throwFailure();
    }

    /** A reader that Ctrl-C has ended breaks the pipe, maybe before Ctrl-C takes effect here. */
    private void settle() throws IOException {
        if (failure != null) {
            try {
                ShellProcess.settle(process, check);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted", e);
            }
        }
    }

    private void throwFailure() throws IOException {
        IOException broken = failure;
        failure = null;
        if (broken != null) {
            throw broken;
        }
    }

    private void await(boolean polling) throws IOException {
        if (polling) {
            try {
                check.poll();
            } catch (Interrupted e) {
                abandoned = true;
                throw e;
            }
        }
        try {
            lock.wait(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Writes what is handed over, until the output is closed. */
    private void pump() {
        boolean last = false;
        while (!last) {
            byte[] bytes;
            synchronized (lock) {
                while (handed == null) {
                    try {
                        lock.wait();
                    } catch (InterruptedException e) {
                        return;
                    }
                }
                bytes = handed;
                last = closing;
            }
            IOException broken = null;
            try {
                target.write(bytes, 0, bytes.length);
                target.flush();
                if (last) {
                    target.close();
                }
            } catch (IOException e) {
                broken = e;
            }
            synchronized (lock) {
                failure = broken;
                handed = null;
                closed = last;
                lock.notifyAll();
            }
        }
    }
}
