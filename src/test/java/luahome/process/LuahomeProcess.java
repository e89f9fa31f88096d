package luahome.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A running launcher. Its output is collected in the background; the tests' thread writes to it, waits for what it
 * says, sends it signals. Closing it kills it if it still runs.
 */
final class LuahomeProcess implements AutoCloseable {
    /** How long anything may take before a test gives up. */
    static final Duration PATIENCE = Duration.ofSeconds(Long.getLong("luahome.patience", 60));

    private final Process process;
    private final Collector out;
    private final Collector err;

    LuahomeProcess(Process process) {
        this.process = process;
        out = new Collector(process.getInputStream());
        err = new Collector(process.getErrorStream());
    }

    /** Its process ID, which is the launcher's and the program's alike. */
    long pid() {
        return process.pid();
    }

    /** Writes to its stdin; a process that has ended or closed it takes nothing, which is no error. */
    void write(byte[] bytes) {
        try {
            OutputStream in = process.getOutputStream();
            in.write(bytes);
            in.flush();
        } catch (IOException e) {
            requireBrokenPipe(e);
        }
    }

    /** Writes to its stdin. */
    void write(String text) {
        write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Ends its stdin. */
    void endInput() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            requireBrokenPipe(e);
        }
    }

    /** Stops reading its stdout, as {@code head} does when it has seen enough. */
    void closeOutput() {
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until its stdout is as wanted, and answers it; fails with what there is if it never comes. */
    String awaitOut(String what, Predicate<String> wanted) {
        return out.await(what, wanted, this);
    }

    /** Waits until its stderr is as wanted, and answers it. */
    String awaitErr(String what, Predicate<String> wanted) {
        return err.await(what, wanted, this);
    }

    /** Sends it a signal by name, such as INT. */
    void signal(String name) {
        signal(name, pid());
    }

    /** Sends a signal to its only child. */
    void signalChild(String name) {
        List<ProcessHandle> children = process.children().toList();
        if (children.size() != 1) {
            throw new AssertionError("it has " + children.size() + " children\n" + seen());
        }
        signal(name, children.get(0).pid());
    }

    private static void signal(String name, long pid) {
        try {
            Process kill = new ProcessBuilder(List.of("kill", "-" + name, Long.toString(pid)))
                    .inheritIO()
                    .start();
            if (kill.waitFor() != 0) {
                throw new AssertionError("kill -" + name + " " + pid + " failed: the process has ended");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** Kills it with SIGKILL; what it had written by then can still be read. */
    void kill() {
        // Not Process.destroyForcibly: that one closes the pipes as well.
        process.toHandle().destroyForcibly();
    }

    /** Whether it still runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for its end and for the end of its output. */
    Result await() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("it did not end\n" + seen());
            }
            return new Result(process.exitValue(), out.awaitEnd(this), err.awaitEnd(this));
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** All of its output so far, for messages. */
    String seen() {
        return "--- stdout so far\n" + out.text() + "\n--- stderr so far\n" + err.text();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static void requireBrokenPipe(IOException e) {
        String message = String.valueOf(e.getMessage());
        if (!message.contains("Broken pipe") && !message.contains("Stream closed")) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a stream to its end in a thread of its own. */
    private static final class Collector {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final Thread thread;

        Collector(InputStream in) {
            thread = new Thread(() -> read(in), "collector");
            thread.setDaemon(true);
            thread.start();
        }

        private void read(InputStream in) {
            byte[] buffer = new byte[8192];
            try {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    synchronized (this) {
                        bytes.write(buffer, 0, n);
                        notifyAll();
                    }
                }
            } catch (IOException closed) {
                // The tests' side closed the stream: what was read until then is all that counts.
                return;
            }
        }

        synchronized String text() {
            return bytes.toString(StandardCharsets.UTF_8);
        }

        synchronized String await(String what, Predicate<String> wanted, LuahomeProcess process) {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!wanted.test(text())) {
                long left = end - System.nanoTime();
                if (left <= 0 || (!process.isAlive() && !thread.isAlive())) {
                    throw new AssertionError("there was no " + what + "\n" + process.seen());
                }
                try {
                    wait(Math.min(100, 1 + left / 1_000_000));
                } catch (InterruptedException e) {
                    throw new AssertionError("the test was interrupted", e);
                }
            }
            return text();
        }

        byte[] awaitEnd(LuahomeProcess process) throws InterruptedException {
            thread.join(PATIENCE.toMillis());
            if (thread.isAlive()) {
                throw new AssertionError("its output did not end: something else holds it open\n" + process.seen());
            }
            synchronized (this) {
                return bytes.toByteArray();
            }
        }
    }
}
