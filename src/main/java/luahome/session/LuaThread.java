package luahome.session;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * The one thread on which a session runs, from opening the workspace to closing it.
 *
 * <p>It has a large stack, since compiling deeply nested source, library functions that call back into Lua, and
 * patterns recurse on it; the memory is only reserved, and taken as far as the stack really grows. It is a daemon, so
 * that a chunk that cannot be stopped does not keep the process alive.
 */
public final class LuaThread {
    private static final long[] STACK_BYTES = {512L << 20, 64L << 20, 0};

    private final Thread thread;
    private final FutureTask<Integer> task;

    /** A thread that has started to do the task, which answers an exit status. */
    public LuaThread(Callable<Integer> task) {
        this.task = new FutureTask<>(task);
        this.thread = start(this.task);
    }

    private static Thread start(Runnable body) {
        OutOfMemoryError refused = new OutOfMemoryError("no thread");
        for (long size : STACK_BYTES) {
            Thread thread = new Thread(null, body, "lua", size);
            thread.setDaemon(true);
            try {
                thread.start();
                return thread;
            } catch (OutOfMemoryError e) {
                // Address space is limited (ulimit -v): a smaller stack serves most programs.
                refused = e;
            }
        }
        throw refused;
    }

    /**
     * Waits for the task and answers its exit status; what it threw, unchecked exceptions and errors, is thrown here.
     */
    public int await() throws Exception {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** Waits until the task has ended, well or not, but not longer than that. */
    public void join(long millis) throws InterruptedException {
        thread.join(millis);
    }
}
