package luahome.lua;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import luahome.home.Home;
import luahome.home.value.Cell;
import luahome.home.value.Code;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lua.debug.DebugLib;
import luahome.lua.lib.ChunkLoader;
import luahome.lua.lib.JavaLib;
import luahome.lua.lib.Libraries;
import luahome.lua.lib.Sandbox;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.run.ControlLib;
import luahome.lua.run.Debugger;
import luahome.lua.run.ErrorOrigin;
import luahome.lua.run.Interpreter;
import luahome.lua.run.RaisedError;
import luahome.lua.run.RuntimeMessages;
import luahome.lua.text.ChunkName;
import luahome.lua.text.CodeBuilder;
import luahome.lua.text.Compiler;
import luahome.lua.text.DumpFormat;
import luahome.lua.text.SourceLoader;
import luahome.lua.text.SyntaxException;
import luahome.lua.value.Latin1;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;

/**
 * A Lua machine over an open workspace: compiles and runs chunks. One per process, because LuaJ keeps the metatables of
 * strings and functions in static fields; used by one thread, but for {@link #interrupt}.
 */
public final class LuaMachine implements ChunkLoader {
    private final Interpreter vm = new Interpreter();
    private final HomeTable globals = new HomeTable();
    private final SourceLoader loader = new SourceLoader(vm, vm::checkInterrupt, globals);
    private boolean sandboxed;
    private Supplier<@Nullable String> closing = () -> null;

    private LuaMachine() {}

    /** A machine with all libraries registered, the globals `_home`, `Memory` (if wanted) and `ext` set and guarded. */
    public static LuaMachine create(Home home, StandardStreams streams, Options options) {
        return create(home, withoutHome(streams, options.workspace()), options);
    }

    /**
     * Begins to make a machine in a thread of its own, beside what else begins; {@link #create(Home, Begun, Options)} takes
     * it over.
     */
    public static Begun begin(StandardStreams streams, Options options) {
        FutureTask<LuaMachine> task = new FutureTask<>(() -> withoutHome(streams, options.workspace()));
        Thread thread = new Thread(task, "lua machine");
        thread.setDaemon(true);
        thread.start();
        return new Begun(task);
    }

    /** As {@link #create(Home, StandardStreams, Options)}, of a machine that was begun with the same options. */
    public static LuaMachine create(Home home, Begun begun, Options options) {
        return create(home, begun.await(), options);
    }

    private static LuaMachine create(Home home, LuaMachine machine, Options options) {
        home.loader(machine.loader);
        home.interruptCheck(machine::checkInterruptOfProgram);
        Libraries.registerHome(machine.globals, home, options.memoryAlias());
        if (options.java()) {
            JavaLib.register(machine.globals);
        }
        if (options.sandbox()) {
            machine.sandboxed = true;
            Sandbox sandbox = new Sandbox(machine.globals);
            sandbox.blunt();
            Libraries.nameBuiltins(machine.globals, home);
            sandbox.hide();
        } else {
            Libraries.nameBuiltins(machine.globals, home);
        }
        return machine;
    }

    /** A machine without persistent tables. */
    static LuaMachine withoutHome(StandardStreams streams, @Nullable Path workspace) {
        LuaMachine machine = new LuaMachine();
        ControlLib.register(machine.vm, machine.globals);
        DebugLib.register(machine.vm, machine.globals);
        machine.closing = Libraries.register(machine, machine.vm, streams, workspace);
        Libraries.fillLoaded(machine.globals);
        return machine;
    }

    @Override
    public HomeTable globals() {
        return globals;
    }

    /**
     * Compiles a chunk. What may stand in front of a program in a file is not part of it; see {@link
     * luahome.lua.text.Preamble}.
     *
     * @param chunkName `stdin`, or the name of the file that the text comes from
     * @throws SyntaxException if it is wrong or incomplete
     */
    public HomeFunction compile(byte[] source, String chunkName) throws SyntaxException {
        return compile(source, ChunkName.of(chunkName), globals);
    }

    /** How messages call a chunk that {@link #compile(byte[], String)} was given by that name: a long one is cut. */
    public static String shownName(String chunkName) {
        return Latin1.toUnicode(Latin1.ofBytes(ChunkName.shown(ChunkName.of(chunkName))));
    }

    /** How messages call the chunk that code is from; nothing in it could steer a terminal. */
    public static String chunkName(Prototype code) {
        return ChunkName.harmless(ChunkName.of(code));
    }

    @Override
    public HomeFunction compile(byte[] source, LuaString chunkName, LuaValue environment) throws SyntaxException {
        return function(
                CodeBuilder.of(source, Compiler.compile(source, chunkName, this::checkInterruptOfProgram), vm),
                environment);
    }

    @Override
    public HomeFunction undump(byte[] dump, LuaString chunkName, LuaValue environment) {
        try {
            if (sandboxed) {
                throw new LuaError("only source text can be loaded in a sandbox");
            }
            return function(loader.load(DumpFormat.read(dump)), environment);
        } catch (LuaError e) {
            throw new LuaError(Latin1.ofBytes(ChunkName.shown(chunkName) + ": " + e.getMessage()));
        }
    }

    private static HomeFunction function(Code code, LuaValue environment) {
        Cell[] cells = new Cell[code.upvalues.length];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = new Cell(i == 0 ? environment : LuaValue.NIL);
        }
        return new HomeFunction(code, cells);
    }

    /**
     * Gives a function, which stays the same object, another text. It keeps its variables by name, and what the text
     * uses beyond them are globals.
     *
     * @param text a function from its keyword to its end; all of a chunk if the function was one
     * @param more further variables by their names, for the text to use
     * @throws SyntaxException if the text does not compile, or is not one function
     */
    public void edit(HomeFunction function, byte[] text, Map<String, Cell> more) throws SyntaxException {
        loader.edit(function, text, more);
    }

    /**
     * Calls a function; LuaError, {@link luahome.lua.run.Interrupted}, {@link luahome.lua.run.ExitRequest},
     * StoreException and, where `print` cannot write, UncheckedIOException come through. A LuaError is a {@link
     * RaisedError}.
     */
    public Varargs call(LuaValue function, Varargs args) {
        try {
            return vm.callFromJava(function, args);
        } catch (OutOfMemoryError e) {
            throw new RaisedError(Latin1.ofBytes(RuntimeMessages.NOT_ENOUGH_MEMORY), e);
        }
    }

    /** What is said when the heap is full; names its limit. */
    public static String notEnoughMemory() {
        return RuntimeMessages.NOT_ENOUGH_MEMORY;
    }

    /** What Lua's `tostring` gives, metamethods included. */
    public LuaString tostring(LuaValue value) {
        return vm.tostring(value);
    }

    /**
     * What the Lua stack was when the error was raised, as `debug.traceback` words it, but with nothing that could
     * steer a terminal; null if it is not known. Runs no code.
     */
    public static @Nullable String traceback(LuaError error) {
        LuaString text = error instanceof RaisedError ? ((RaisedError) error).traceback() : null;
        return text == null ? null : Utf8.text(text);
    }

    /** The place that the message of an error tells; null if it is not known. */
    public static @Nullable ErrorOrigin origin(LuaError error) {
        return error instanceof RaisedError raised ? raised.origin() : null;
    }

    /** Has all that runs watched, see {@link luahome.lua.run.Interpreter#debugger(Debugger)}. */
    public void debugger(@Nullable Debugger wanted) {
        vm.debugger(wanted);
    }

    /** Asks the running chunk to stop; any thread may call it. The request stands until {@link #clearInterrupt}. */
    public void interrupt() {
        vm.stop();
    }

    /** Throws {@link luahome.lua.run.Interrupted} if a program runs and is to stop; commits and rollbacks go on. */
    private void checkInterruptOfProgram() {
        if (vm.drivers > 0) {
            vm.checkInterrupt();
        }
    }

    /** Whether a request to stop stands. */
    public boolean interrupted() {
        return vm.stopping();
    }

    /** Takes a request to stop back; answers whether there was one. */
    public boolean clearInterrupt() {
        boolean stood = vm.stopping();
        vm.go();
        return stood;
    }

    /**
     * Closes the files that programs left open, when no more is to run.
     *
     * @return why something that they wrote may be lost; null if all is well
     */
    public @Nullable String closeFiles() {
        return closing.get();
    }

    /** A machine that is being made. */
    public static final class Begun {
        private final FutureTask<LuaMachine> task;

        private Begun(FutureTask<LuaMachine> task) {
            this.task = task;
        }

        private LuaMachine await() {
            try {
                return task.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof Error failure) {
                    throw failure;
                }
                throw new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while the machine was made", e);
            }
        }
    }

    /**
     * What a machine is to be like.
     *
     * @param memoryAlias whether the global `Memory` is set beside `_home`
     * @param workspace where `require` looks, and whose store files `io.open` refuses; null for neither
     * @param sandbox whether programs get only what cannot reach beyond the machine; see {@link Sandbox}
     * @param java whether programs reach Java, which they never do in a sandbox; see {@link JavaLib}
     */
    public record Options(boolean memoryAlias, @Nullable Path workspace, boolean sandbox, boolean java) {
        /** Refuses a sandbox with Java in it: IllegalArgumentException. */
        public Options {
            if (sandbox && java) {
                throw new IllegalArgumentException("Java cannot be in a sandbox");
            }
        }

        /** As above, without a workspace and not in a sandbox. */
        public Options(boolean memoryAlias) {
            this(memoryAlias, null);
        }

        /** As above, not in a sandbox and without Java. */
        public Options(boolean memoryAlias, @Nullable Path workspace) {
            this(memoryAlias, workspace, false, false);
        }
    }
}
