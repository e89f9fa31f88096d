package luahome.lua.lib.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import luahome.lua.value.InterruptCheck;
import org.jspecify.annotations.Nullable;

/**
 * An input whose reads can be interrupted: a helper thread waits for the bytes, while the reading one polls. What
 * arrives after an interrupted read is there for the next one. One thread may read.
 */
final class PolledInput extends InputStream {
    private static final long POLL_MILLISECONDS = 20;
    private static final int BLOCK = 8192;

    private final InputStream source;
    private final InterruptCheck check;
    private final Process process;
    private final Object lock = new Object();
    private byte[] block = {};
    private int at;
    private @Nullable IOException failure;
    private boolean asked;
    private boolean started;
    private boolean ended;

    /**
     * An input over another.
     *
     * @param process what writes to it
     */
    PolledInput(InputStream source, InterruptCheck check, Process process) {
        this.source = source;
        this.check = check;
        this.process = process;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        synchronized (lock) {
            while (at == block.length) {
                IOException broken = failure;
                if (broken != null) {
                    throw broken;
                }
                if (ended) {
                    return end();
                }
                await();
            }
            int count = Math.min(length, block.length - at);
            System.arraycopy(block, at, target, offset, count);
            at += count;
            return count;
        }
    }

    private int end() throws IOException {
        try {
            ShellProcess.settle(process, check);
            return -1;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IOException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IOException("interrupted", e);
    }

    private void await() throws IOException {
        check.poll();
        asked = true;
        if (started) {
            lock.notifyAll();
        } else {
            started = true;
            Thread helper = new Thread(this::pump, "input");
            helper.setDaemon(true);
            helper.start();
        }
        try {
            lock.wait(POLL_MILLISECONDS);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Reads a block whenever one is asked for, until the end. */
    private void pump() {
        byte[] buffer = new byte[BLOCK];
        while (awaitRequest()) {
            int count = -1;
            IOException broken = null;
            try {
                count = source.read(buffer, 0, buffer.length);
            } catch (IOException e) {
                broken = e;
            }
            synchronized (lock) {
                asked = false;
                failure = broken;
                ended = count < 0;
                at = 0;
                block = count < 0 ? new byte[0] : Arrays.copyOf(buffer, count);
                lock.notifyAll();
            }
        }
    }

    private boolean awaitRequest() {
        synchronized (lock) {
            while (!asked && !ended) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    return false;
                }
            }
            return !ended;
        }
    }

    /** Ends the helper. */
    @Override
    public void close() throws IOException {
        synchronized (lock) {
            ended = true;
            lock.notifyAll();
        }
        if (!asked) {
            source.close();
        }
    }
}
