package luahome.terminal;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Two threads that take turns: the Lua thread waits while a helper works at the terminal, and meanwhile does what the
 * helper asks it to. The terminal library stops a waiting read by {@link Thread#interrupt}, which must never hit the
 * Lua thread (it would close a file channel in use), and only the Lua thread may touch tables and the compiler.
 */
final class Rendezvous {
    private static final Runnable DONE = () -> {};

    private final BlockingQueue<Runnable> requests = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread helper;
    private final ExecutorService executor = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "terminal");
        thread.setDaemon(true);
        helper = thread;
        return thread;
    });

    /** Does the work on the helper thread, and what it {@link #ask asks} for on the calling one, until it is done. */
    <T extends @Nullable Object> T during(Callable<T> work) {
        requests.clear();
        Future<T> result = executor.submit(() -> {
            try {
                return work.call();
            } finally {
                requests.add(DONE);
            }
        });
        try {
            for (Runnable request = requests.take(); request != DONE; request = requests.take()) {
                request.run();
            }
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the Lua thread was interrupted", e);
        }
    }

    /**
     * On the helper thread: has the Lua thread work something out.
     *
     * @param otherwise the answer if the wait is interrupted or the work fails
     */
    <T> T ask(Callable<T> question, T otherwise) {
        FutureTask<T> task = new FutureTask<>(question);
        requests.add(task);
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        } catch (ExecutionException e) {
            return otherwise;
        }
    }

    /** Interrupts what the helper waits for. Any thread. */
    void interruptHelper() {
        Thread thread = helper;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Ends the helper. */
    void close() {
        executor.shutdownNow();
    }
}
