package luahome.session;

import java.nio.file.Path;
import java.util.function.Supplier;
import luahome.diagnostic.DebugTrace;
import luahome.diagnostic.HeapReserve;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.lua.LuaMachine;
import luahome.lua.doc.LibraryDocs;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.run.ErrorOrigin;
import luahome.lua.run.ExitRequest;
import luahome.lua.run.Interrupted;
import luahome.show.ErrorText;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import luahome.store.TableStore;
import luahome.store.workspace.PagedStore;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * An open workspace and the machine that runs chunks over it, each as one transaction: what a chunk did is committed
 * when it ends well, and taken back whole when it does not.
 *
 * <p>Lives on the Lua thread; only {@link #interrupt} and {@link #end} may be called on others.
 */
public final class Session implements AutoCloseable {
    private static final LuaString LAST_RESULT = LuaValue.valueOf("_");
    private static final LuaString LAST_ERROR = LuaValue.valueOf("_e");

    private static final Work.Task RUNNING = new Work.Task("running", "", true);
    private static final Work.Task COMMITTING = new Work.Task("writing", "", true);

    /** How many results are remembered. */
    private static final int RESULTS = 9;

    /** Bytes that are given back when memory has run out, so that this can be told. */
    private static final int RESERVE = 1 << 22;

    private final Path workspace;
    private final Work.Observer observer;
    private final Home home;
    private final LuaMachine machine;
    private final LoadedModules modules;
    private final SessionLocals locals = new SessionLocals();
    /** The program that stands still, in the middle of which entries run; null while none does. */
    private @Nullable Standstill standstill;

    private @Nullable LibraryDocs docs;
    private final ChunkLimits limits;
    private final boolean sandbox;
    /** The heap that was in use at the beginning, in bytes; 0 if that does not matter. */
    private final long baseline;

    private final HeapReserve reserve = new HeapReserve(RESERVE);
    private Outcome.@Nullable Failed lastFailure;
    private volatile boolean ending;

    private Session(Path workspace, Work.Observer observer, Home home, LuaMachine machine, SessionOptions options) {
        this.workspace = workspace;
        this.observer = observer;
        this.home = home;
        this.machine = machine;
        this.limits = options.limits();
        this.sandbox = options.sandbox();
        this.baseline = limits.memoryBytes() == 0 ? 0 : Watchdog.collectedHeap();
        this.modules = new LoadedModules(machine.globals());
    }

    /**
     * Opens a workspace for writing, creating it if it is absent, or, where the options say so, for reading.
     *
     * @param streams what programs read and write
     * @param observer told of what takes long
     * @throws StoreException if it cannot be used
     */
    public static Session open(
            Path workspace, StandardStreams streams, Work.Observer observer, SessionOptions options) {
        OpenMode mode = options.readOnly() ? OpenMode.READ : OpenMode.WRITE;
        var features = features(workspace, options);
        LuaMachine.Begun machine = LuaMachine.begin(streams, features);
        Home home = home(PagedStore.open(workspace, mode), options);
        return over(home, () -> LuaMachine.create(home, machine, features), workspace, observer, options);
    }

    /** A session over an open store, which it takes over and closes. */
    public static Session over(
            TableStore store, Path workspace, StandardStreams streams, Work.Observer observer, SessionOptions options) {
        Home home = home(store, options);
        var features = features(workspace, options);
        return over(home, () -> LuaMachine.create(home, streams, features), workspace, observer, options);
    }

    private static Session over(
            Home home, Supplier<LuaMachine> machine, Path workspace, Work.Observer observer, SessionOptions options) {
        try {
            return new Session(workspace, observer, home, machine.get(), options);
        } catch (Throwable e) {
            home.close();
            throw e;
        }
    }

    private static Home home(TableStore store, SessionOptions options) {
        return options.readOnly() ? Home.reading(store) : new Home(store);
    }

    private static LuaMachine.Options features(Path workspace, SessionOptions options) {
        return new LuaMachine.Options(options.memoryAlias(), workspace, options.sandbox(), options.java());
    }

    /** The directory. */
    public Path workspace() {
        return workspace;
    }

    /** The persistent tables. */
    public Home home() {
        return home;
    }

    /** What compiles and runs Lua. */
    public LuaMachine machine() {
        return machine;
    }

    /** Whether programs, and scripts with them, are kept from all but the workspace's tables. */
    public boolean sandbox() {
        return sandbox;
    }

    /** The local variables of the prompt, or of the program that stands still. */
    public SessionLocals locals() {
        return standstill == null ? locals : standstill.locals();
    }

    /**
     * A program stands still: from now on entries run in the middle of it, as parts of its transaction, which they
     * neither commit nor roll back; with null it goes on.
     */
    public void standstill(@Nullable Standstill now) {
        standstill = now;
    }

    /** What is known of the library; asked for before programs run, it knows all functions by themselves. */
    public LibraryDocs docs() {
        LibraryDocs known = docs;
        if (known == null) {
            known = new LibraryDocs(machine.globals());
            docs = known;
        }
        return known;
    }

    /** Runs the body as one transaction. Errors of output come through, after rolling back. */
    public Outcome transact(Supplier<Varargs> body) {
        if (standstill != null) {
            return within(standstill, body);
        }
        machine.clearInterrupt();
        if (ending) {
            return new Outcome.Stopped(0);
        }
        reserve.fill();
        try {
            return observed(body);
        } catch (RuntimeException | Error e) {
            if (!HeapReserve.ranOut(e)) {
                throw e;
            }
            return outOfMemory(e);
        }
    }

    private Outcome within(Standstill program, Supplier<Varargs> body) {
        machine.clearInterrupt();
        program.begin().run();
        try {
            return new Outcome.Done(body.get());
        } catch (Interrupted e) {
            machine.clearInterrupt();
            return new Outcome.Stopped(0);
        } catch (ExitRequest e) {
            return new Outcome.Exit(e.status());
        } catch (LuaError e) {
            return failed(ErrorText.of(e), e);
        } finally {
            program.end().run();
        }
    }

    /** Takes back what was not committed, unless it belongs to a program that stands still; answers how much it was. */
    public long rollback() {
        return standstill == null ? home.rollback() : 0;
    }

    private Outcome observed(Supplier<Varargs> body) {
        LoadedModules.Snapshot loaded = modules.snapshot();
        Outcome outcome = null;
        Work work = observer.begin(RUNNING);
        try {
            outcome = watched(body);
            return outcome;
        } finally {
            work.close();
            machine.clearInterrupt();
            boolean kept =
                    outcome instanceof Outcome.Done || outcome instanceof Outcome.Exit exit && exit.status() == 0;
            if (!kept) {
                loaded.restore();
            }
        }
    }

    private Outcome watched(Supplier<Varargs> body) {
        Watchdog watchdog = Watchdog.over(limits, baseline, machine::interrupt);
        try {
            Outcome outcome = outcome(body);
            String reason = watchdog.reason();
            if (outcome instanceof Outcome.Stopped stopped && reason != null && !ending) {
                return lastFailure = new Outcome.Failed(reason, null, stopped.rolledBack(), null, null);
            }
            return outcome;
        } finally {
            watchdog.close();
        }
    }

    /** Whether there is heap left to run a program, and to come back from it should it need more than there is. */
    public boolean hasRoom() {
        return reserve.fill();
    }

    /**
     * Takes back what was not committed when the heap is full.
     *
     * @param cause where that was noticed
     * @throws OutOfMemoryError if not even that is possible
     */
    public Outcome.Failed outOfMemory(Throwable cause) {
        reserve.release();
        machine.clearInterrupt();
        DebugTrace.trace(cause);
        long rolledBack = home.rollback();
        String message = LuaMachine.notEnoughMemory();
        lastFailure = new Outcome.Failed(message, null, rolledBack, null, null);
        return lastFailure;
    }

    private Outcome outcome(Supplier<Varargs> body) {
        try {
            Varargs values = body.get();
            if (machine.interrupted()) {
                return new Outcome.Stopped(home.rollback());
            }
            commit();
            return new Outcome.Done(values);
        } catch (Interrupted e) {
            return new Outcome.Stopped(home.rollback());
        } catch (ExitRequest e) {
            return exit(e.status());
        } catch (StoreException e) {
            return new Outcome.Broken(e, home.rollback());
        } catch (LuaError e) {
            return failed(ErrorText.of(e), e);
        } catch (StackOverflowError e) {
            return failed("stack overflow", e);
        } catch (OutputFailure e) {
            home.rollback();
            throw e;
        } catch (RuntimeException e) {
            if (HeapReserve.ranOut(e)) {
                throw e;
            }
            return failed("internal error: " + e, e);
        }
    }

    /** Makes what was done durable; throws {@link Interrupted} if the user stops it before it is. */
    private void commit() {
        Work work = observer.begin(COMMITTING);
        try {
            home.commit((done, total) -> {
                if (machine.interrupted()) {
                    throw new Interrupted();
                }
                work.at(done, total);
            });
        } finally {
            work.close();
        }
    }

    private Outcome exit(int status) {
        if (status != 0) {
            home.rollback();
            return new Outcome.Exit(status);
        }
        try {
            commit();
            return new Outcome.Exit(0);
        } catch (Interrupted e) {
            return new Outcome.Stopped(home.rollback());
        } catch (LuaError e) {
            return failed(ErrorText.of(e), e);
        } catch (StoreException e) {
            return new Outcome.Broken(e, home.rollback());
        }
    }

    private Outcome failed(String message, Throwable cause) {
        // A library may turn a request to stop into an error of its own: the standing request tells.
        boolean stopped = machine.interrupted();
        if (cause instanceof LuaError) {
            DebugTrace.traceCause(cause);
        } else {
            DebugTrace.trace(cause);
        }
        long rolledBack = rollback();
        if (stopped) {
            return new Outcome.Stopped(rolledBack);
        }
        String traceback = cause instanceof LuaError error ? LuaMachine.traceback(error) : null;
        LuaValue value = cause instanceof LuaError error ? error.getMessageObject() : null;
        ErrorOrigin origin = cause instanceof LuaError error ? LuaMachine.origin(error) : null;
        lastFailure = new Outcome.Failed(message, traceback, rolledBack, value, origin);
        return lastFailure;
    }

    /** How the last transaction that failed did so; null if none has. */
    public Outcome.@Nullable Failed lastFailure() {
        return lastFailure;
    }

    /** Makes the last results known to the program as {@code _} and {@code _1} to {@code _9}; nil is no result. */
    public void remember(Varargs values) {
        if (values.arg1().isnil()) {
            return;
        }
        HomeTable globals = machine.globals();
        for (int i = RESULTS; i > 1; i--) {
            globals.rawset(LuaValue.valueOf("_" + i), globals.rawget(LuaValue.valueOf("_" + (i - 1))));
        }
        globals.rawset(LuaValue.valueOf("_1"), values.arg1());
        globals.rawset(LAST_RESULT, values.arg1());
    }

    /** Makes the value of the last error known to the program as {@code _e}. */
    public void rememberError(LuaValue value) {
        machine.globals().rawset(LAST_ERROR, value);
    }

    /** Asks the running chunk to stop. Any thread. */
    public void interrupt() {
        machine.interrupt();
    }

    /** Stops the running chunk, and runs no further ones. Any thread. */
    public void end() {
        ending = true;
        machine.interrupt();
    }

    /** Whether the session is to end without running more. */
    public boolean ending() {
        return ending;
    }

    /** Rolls back what is open and closes the workspace. */
    @Override
    public void close() {
        home.close();
    }
}
