package luahome.lua.lib.file;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import luahome.lua.builtin.Library;
import luahome.lua.value.InterruptCheck;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Runs commands as C's `system` and `popen` do, with `/bin/sh -c`. */
public final class ShellProcess {
    private static final int SIGNALLED = 128;
    private static final int INTERRUPTED = 130;
    private static final long POLL_MILLISECONDS = 20;
    private static final long SETTLE_MILLISECONDS = 200;

    private ShellProcess() {}

    /**
     * Starts a command that shares the process's streams, but for those that are piped. Ctrl-C can also hit the command
     * while it is being started, so a failure is answered only after the check was polled a little longer.
     */
    public static Process start(LuaString command, boolean pipeIn, boolean pipeOut, InterruptCheck check)
            throws IOException {
        String text = new String(command.m_bytes, command.m_offset, command.m_length, StandardCharsets.UTF_8);
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", text);
        builder.redirectInput(pipeIn ? Redirect.PIPE : Redirect.INHERIT);
        builder.redirectOutput(pipeOut ? Redirect.PIPE : Redirect.INHERIT);
        builder.redirectError(Redirect.INHERIT);
        try {
            return builder.start();
        } catch (IOException e) {
            try {
                pollOn(check);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw e;
        }
    }

    /** Waits for the end of a process, and ends it if the check throws. */
    public static int await(Process process, InterruptCheck check) throws IOException {
        try {
            while (!process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                check.poll();
            }
            settle(process, check);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            process.destroy();
        }
    }

    /**
     * Polls a little longer if a process has ended by SIGINT: Ctrl-C at the terminal reaches it and this program alike,
     * and may take effect there first.
     */
    static void settle(Process process, InterruptCheck check) throws InterruptedException {
        boolean ended = process.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS);
        if (!ended || process.exitValue() != INTERRUPTED) {
            return;
        }
        pollOn(check);
    }

    private static void pollOn(InterruptCheck check) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(SETTLE_MILLISECONDS);
        while (System.nanoTime() < end) {
            check.poll();
            Thread.sleep(1);
        }
    }

    /** What `os.execute` and `close` answer for an exit value. */
    public static Varargs result(int exit) {
        return LuaValue.varargsOf(
                exit == 0 ? LuaValue.TRUE : LuaValue.NIL,
                Library.text(exit > SIGNALLED ? "signal" : "exit"),
                LuaValue.valueOf(exit > SIGNALLED ? exit - SIGNALLED : exit));
    }
}
