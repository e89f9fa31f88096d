package luahome.prompt;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import luahome.command.Context;
import luahome.command.builtin.Commands;
import luahome.console.Console;
import luahome.diagnostic.DebugTrace;
import luahome.home.value.HomeTable;
import luahome.script.InitFile;
import luahome.script.Script;
import luahome.script.ScriptRunner;
import luahome.session.ExitStatus;
import luahome.session.LuaThread;
import luahome.session.Session;
import luahome.session.SessionOptions;
import luahome.setting.Setting;
import luahome.setting.SettingsFile;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * A session from its beginning to its end, on a Lua thread of its own, while the calling thread waits.
 *
 * <p>Signals: the Java virtual machine turns SIGHUP, SIGINT and SIGTERM into a shutdown and ends with 128 plus the
 * number; a shutdown hook asks the session to end and waits for it. That works without warnings on every Java (the
 * signal classes of {@code sun.misc} are no public interface) and with any launcher. At a terminal the console takes
 * SIGINT for itself.
 */
public final class SessionRun {
    /** How long a shutdown waits for the session; the journal keeps the workspace whole if it takes longer. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final Path workspace;
    private final Console console;
    private final SessionOptions options;
    private final @Nullable InitFile init;
    private final Map<Setting, String> asked;

    /** A run over a workspace; it takes the console over and closes it. */
    public SessionRun(Path workspace, Console console, SessionOptions options) {
        this(workspace, console, options, null, Map.of());
    }

    /**
     * The same.
     *
     * @param init what becomes of the workspace's {@code init.lua}; null if it does not run
     * @param asked settings that stand above those that the workspace keeps, with values that they take
     */
    public SessionRun(
            Path workspace,
            Console console,
            SessionOptions options,
            @Nullable InitFile init,
            Map<Setting, String> asked) {
        this.workspace = workspace;
        this.console = console;
        this.options = options;
        this.init = init;
        this.asked = asked;
    }

    /** Reads entries from the console until the user leaves; answers the exit status. */
    public int interactive(String version) throws Exception {
        return withSession(context -> {
            begin(context);
            return new Repl(context).run(version);
        });
    }

    /**
     * Runs what was piped in; answers the exit status.
     *
     * @param name what messages call it
     */
    public int script(String name, byte[] source) throws Exception {
        return withSession(context -> {
            begin(context);
            return run(context, new Script.Source(name, false), source, LuaValue.NONE);
        });
    }

    /** What the workspace brings along for whoever uses it at the prompt or from a pipe. */
    private void begin(Context context) {
        try {
            SettingsFile.Contents kept = new SettingsFile(workspace).read();
            context.settings().setAll(kept.values());
            if (kept.complaint() != null) {
                console.error(kept.complaint());
            }
        } catch (IOException e) {
            DebugTrace.trace(e);
            console.error(String.valueOf(e.getMessage()));
        }
        context.settings().setAll(asked);
        console.arrange(context.settings());
        if (init != null) {
            init.run(context);
        }
    }

    /** Runs a piece of Lua and prints its results; answers the exit status. */
    public int evaluate(byte[] source) throws Exception {
        return withSession(context -> run(context, new Script.Source("eval", true), source, LuaValue.NONE));
    }

    /** Runs a program; answers the exit status. */
    public int program(Program program) throws Exception {
        return withSession(context -> {
            Varargs values = LuaValue.varargsOf(
                    program.arguments().stream().map(Utf8::bytes).toArray(LuaValue[]::new));
            context.session().machine().globals().rawset(LuaValue.valueOf("arg"), argTable(program, values));
            for (Program.Chunk chunk : program.chunks()) {
                Script.Source kind = new Script.Source(chunk.name(), false);
                Integer status = new ScriptRunner(context, kind).runOn(chunk.source(), values);
                if (status != null) {
                    return status;
                }
            }
            if (program.prompt() == null) {
                return ExitStatus.DONE;
            }
            begin(context);
            return new Repl(context).run(program.prompt());
        });
    }

    private int run(Context context, Script.Source kind, byte[] source, Varargs arguments) {
        return new ScriptRunner(context, kind).run(source, arguments);
    }

    private static HomeTable argTable(Program program, Varargs values) {
        HomeTable table = new HomeTable();
        // So that a program which looks for what runs it can run another file with that.
        int at = program.name() == null ? 0 : -1;
        table.rawset(at, Utf8.bytes(program.launcher()));
        if (program.name() != null) {
            table.rawset(0, Utf8.bytes(program.name()));
        }
        for (int i = 1; i <= values.narg(); i++) {
            table.rawset(i, values.arg(i));
        }
        return table;
    }

    private int withSession(Body body) throws Exception {
        Ending ending = new Ending(console);
        LuaThread thread = new LuaThread(() -> {
            try (console) {
                try (Session session = Session.open(workspace, console.streams(), console::work, options)) {
                    console.onInterrupt(session::interrupt);
                    ending.of(session);
                    int status = body.run(Commands.context(session, console));
                    String lost = session.machine().closeFiles();
                    if (lost != null) {
                        console.error("a file that was left open could not be written: " + lost);
                        return status == ExitStatus.DONE ? ExitStatus.FAILED : status;
                    }
                    return status;
                }
            }
        });
        Thread hook = new Thread(() -> ending.await(thread), "shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            return thread.await();
        } finally {
            ending.forget(hook);
        }
    }

    /** What is done in a session; answers the exit status. */
    @FunctionalInterface
    private interface Body {
        int run(Context context);
    }

    /** Ends a session from outside. */
    private static final class Ending {
        private final Console console;
        private volatile boolean requested;
        private volatile @Nullable Session session;

        Ending(Console console) {
            this.console = console;
        }

        /** The session to end; ended at once if that was already asked for. */
        void of(Session opened) {
            session = opened;
            if (requested) {
                opened.end();
            }
        }

        /** The session has ended by itself. */
        void forget(Thread hook) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The shutdown has begun, and the hook sees that there is nothing left to wait for.
                DebugTrace.trace(e);
            }
        }

        void await(LuaThread thread) {
            requested = true;
            Session open = session;
            if (open != null) {
                open.end();
            }
            console.cancelRead();
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
