package luahome.lua.run;

import luahome.home.value.Code;
import luahome.home.value.Executor;
import luahome.home.value.HomeFunction;
import luahome.lua.builtin.CallRequest;
import luahome.lua.builtin.CallbackFunctions;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Runs Lua code without recursing in Java: calls between Lua functions link {@link Frame}s, and one loop runs the
 * innermost one. Only a Java function that calls back into Lua nests another loop. Used by
 * the Lua thread, but for {@link #stop()}.
 *
 * <p>It is long because it is the one driver: entering, leaving and suspending frames share its registers, and HotSpot
 * compiles what stands in one class into one piece. What it decides rarely is in {@link Operations}, {@link Unwinding},
 * {@link Coroutines}, {@link CallRequestRunner}.
 */
public final class Interpreter implements Executor, CallbackFunctions {
    /** Number of nested Lua calls at which a program is stopped. */
    static final int MAX_DEPTH = 200_000;
    /** Number of nested run loops at which a program is stopped; each takes some of the Java stack. */
    static final int MAX_DRIVERS = 200;
    /** What an error handler may use beyond the limit that was just exceeded. */
    private static final int HANDLER_DEPTH = 1_000;

    /**
     * Whether there is more to do than to run the program: it is to stop, or is watched. Volatile, or the compiler
     * would read it once for a whole loop.
     */
    volatile boolean attention;

    private volatile boolean stop;

    /** The hook of the main program. */
    private @Nullable Hook mainHook;

    /** What watches all that runs. */
    private @Nullable Debugger debugger;

    /** Whether there was ever a hook or a debugger. */
    private boolean watched;

    private final InstructionTrap trap = new InstructionTrap();

    /** The innermost frame: what runs, or called the Java function that runs. */
    Frame top = new Frame(null);
    /** The running coroutine; null in the main program. */
    @Nullable
    Coroutine current;
    /** Number of run loops under way. */
    public int drivers;

    /** The thread that runs a program, or ran the last one. */
    private @Nullable Thread runner;

    private int maxDepth = MAX_DEPTH;
    private final Unwinding unwinding = new Unwinding(this);

    /** A machine at rest. */
    public Interpreter() {
        top.kind = Frame.ENTRY;
    }

    /** Throws {@link Interrupted} if the program is to stop; for loops in libraries. */
    public void checkInterrupt() {
        if (stop) {
            throw new Interrupted();
        }
    }

    /** Asks the program to stop. Any thread. */
    public void stop() {
        stop = true;
        attention = true;
    }

    /** Whether the program is to stop. */
    public boolean stopping() {
        return stop;
    }

    /** Takes the request to stop back. */
    public void go() {
        stop = false;
        attendHook();
    }

    /** The hook of the running coroutine, or of the main program; null if there is none. */
    public @Nullable Hook hook() {
        return hook(current);
    }

    /** The hook of a coroutine; null stands for the main program. */
    public @Nullable Hook hook(@Nullable Coroutine of) {
        return of == null || of.isMain() ? mainHook : of.hook;
    }

    /** The running coroutine; null in the main program. */
    public @Nullable Coroutine running() {
        return current;
    }

    /** Sets the hook of a coroutine, or takes it away; null stands for the main program. */
    public void hook(@Nullable Coroutine of, @Nullable Hook wanted) {
        if (of == null || of.isMain()) {
            mainHook = wanted;
        } else {
            of.hook = wanted;
        }
        watched = true;
        attendHook();
    }

    /** Has all programs watched from the next function on that begins or goes on; null to have none watched. */
    public void debugger(@Nullable Debugger wanted) {
        debugger = wanted;
        watched = true;
        attendHook();
    }

    /** Makes another coroutine the running one; null stands for the main program. */
    void switchTo(@Nullable Coroutine other) {
        current = other;
        if (watched) {
            attendHook();
        }
    }

    /** Without a hook that fails at each line, so that the next program, which may take it away, can run at all. */
    private void dropFailedHook() {
        if (mainHook != null && mainHook.failed()) {
            hook(null, null);
        }
    }

    private void attendHook() {
        attention = debugger != null || hook() != null;
        // A request of another thread that came in between must not be lost.
        if (stop) {
            attention = true;
        }
    }

    /** What is to be done where a frame begins or goes on, if {@link #attention} says that there is something. */
    void attend(Frame f) {
        checkInterrupt();
        if (f.kind != Frame.LUA || f.pc != 0) {
            return;
        }
        Hook present = hook();
        if (present != null) {
            present.entered(this, f);
        }
        if (debugger != null) {
            debugger.entered(new Activation(f, current));
        }
    }

    /** What is to be done at a jump backwards. */
    void attendJump() {
        checkInterrupt();
        trap.close();
    }

    /** The code to run a frame with. */
    int[] attendedCode(Frame f) {
        Hook present = hook();
        boolean isWanted = present != null && present.wantsInstructions()
                || debugger != null && debugger.wantsInstructions(new Activation(f, current));
        return isWanted ? trap.enter(f) : f.prototype().code;
    }

    /** What is to be done before an instruction that somebody wants to see. */
    void trapped(Frame f) {
        boolean beginsLine = f.beginsLine();
        Hook present = hook();
        if (present != null) {
            present.reached(this, f, beginsLine);
        }
        if (debugger != null) {
            debugger.reached(new Activation(f, current), beginsLine);
        }
        trap.pass(f);
    }

    /** Hands results to a frame such that the run loop begins with it anew, as it must with a new hook. */
    public Frame deliverAnew(Frame to, Varargs values) {
        Frame between = above(to);
        between.kind = Frame.STEPS;
        between.function = null;
        between.extra = (CallRequest.Continuation) CallRequest::done;
        between.multi = values;
        return between;
    }

    @Override
    public Varargs execute(HomeFunction function, Varargs args) {
        return callFromJava(function, args);
    }

    /** Calls any value from Java, as Lua would. */
    public Varargs invoke(LuaValue function, Varargs args) {
        if (function instanceof LuaFunction) {
            return function.invoke(args);
        }
        return callFromJava(function, args);
    }

    /** Whether x < y, as Lua's operator has it. */
    public boolean lessThan(LuaValue x, LuaValue y) {
        return Comparison.lessThan(this, x, y);
    }

    /** Calls a value in a run loop of its own. */
    public Varargs callFromJava(LuaValue function, Varargs args) {
        return callFromJava(Frame.ENTRY, function, args);
    }

    /** Calls a hook in a run loop of its own. */
    void callHook(LuaValue function, Varargs args) {
        callFromJava(Frame.HOOK, function, args);
    }

    private Varargs callFromJava(int kind, LuaValue function, Varargs args) {
        Thread thread = Thread.currentThread();
        if (drivers == 0) {
            runner = thread;
        } else if (runner != thread) {
            throw new LuaError("Lua code runs in one thread only, and Java has called it in another one");
        }
        if (drivers >= MAX_DRIVERS) {
            throw new LuaError("C stack overflow");
        }
        Frame under = top;
        Coroutine within = current;
        Frame entry = above(under);
        entry.kind = kind;
        drivers++;
        top = entry;
        try {
            return drive(entry, function, args);
        } finally {
            drivers--;
            unwinding.abandon(within);
            top = under;
            switchTo(within);
            if (drivers == 0) {
                under.next = null;
                unwinding.refillReserve();
                dropFailedHook();
            }
        }
    }

    private Varargs drive(Frame entry, LuaValue function, Varargs args) {
        Frame f;
        try {
            f = call(entry, function, args);
        } catch (Throwable t) {
            f = unwinding.unwind(entry, t);
        }
        while (f != null) {
            try {
                do {
                    top = f;
                    f = Loop.run(this, f);
                } while (f != null);
            } catch (Throwable t) {
                f = unwinding.unwind(entry, t);
            }
        }
        Varargs results = entry.multi;
        entry.multi = LuaValue.NONE;
        return results;
    }

    /** Runs a handler with room to spare beyond the depth limit. */
    Varargs callHandler(LuaValue handler, Varargs args) {
        int limit = maxDepth;
        maxDepth = MAX_DEPTH + HANDLER_DEPTH;
        try {
            return callFromJava(handler, args);
        } finally {
            maxDepth = limit;
        }
    }

    /** The frame for what {@code f} calls. */
    Frame above(Frame f) {
        Frame next = f.next;
        if (next == null) {
            if (f.depth >= maxDepth) {
                throw new LuaError("stack overflow");
            }
            next = new Frame(f);
            f.next = next;
        }
        return next;
    }

    /** Begins a call of a Lua function with {@code count} registers from {@code first}. */
    Frame enter(Frame f, HomeFunction function, LuaValue[] from, int first, int count) {
        Frame t = f.next;
        if (t == null) {
            t = above(f);
        }
        Code p = function.prototype();
        LuaValue[] r = new LuaValue[p.maxstacksize];
        int named = p.numparams;
        if (named == 1) { // The commonest number, and a loop for one value takes longer than the value.
            r[0] = count > 0 ? from[first] : LuaValue.NIL;
        } else {
            int given = Math.min(count, named);
            for (int i = 0; i < given; i++) {
                r[i] = from[first + i];
            }
            for (int i = given; i < named; i++) {
                r[i] = LuaValue.NIL;
            }
        }
        if (p.is_vararg != 0) {
            t.varargs = count > named ? ValueLists.copy(from, first + named, count - named) : LuaValue.NONE;
        }
        t.kind = Frame.LUA;
        if (t.function != function) {
            t.function = function;
        }
        if (t.code != p) {
            t.code = p;
        }
        t.registers = r;
        t.pc = 0;
        t.tailCalled = false;
        return t;
    }

    /** Begins a call of a Lua function. */
    Frame enter(Frame f, HomeFunction function, Varargs args) {
        return occupy(above(f), function, args);
    }

    private static Frame occupy(Frame t, HomeFunction function, Varargs args) {
        Code p = function.prototype();
        LuaValue[] r = new LuaValue[p.maxstacksize];
        int named = p.numparams;
        for (int i = 0; i < named; i++) {
            r[i] = args.arg(i + 1);
        }
        if (p.is_vararg != 0) {
            t.varargs = ValueLists.drop(args, named);
        }
        t.kind = Frame.LUA;
        t.function = function;
        t.code = p;
        t.registers = r;
        t.pc = 0;
        t.tailCalled = false;
        return t;
    }

    /** Calls any value with the arguments of a `TAILCALL`; a Lua function takes the frame over. */
    @Nullable
    Frame tailCall(Frame f, LuaValue function, int instruction) {
        LuaValue callee = function;
        Varargs args = arguments(f, instruction);
        while (!(callee instanceof LuaFunction)) {
            args = ValueLists.prepend(callee, args);
            callee = callable(f, callee);
        }
        if (CallRequestRunner.isPlain(callee)) {
            return leave(f, callee.invoke(args));
        }
        if (!(callee instanceof HomeFunction)) {
            return call(f, callee, args);
        }
        f.close(0);
        occupy(f, (HomeFunction) callee, args);
        f.tailCalled = true;
        return f;
    }

    /** The function that stands in for a value that is to be called and is none. */
    private static LuaValue callable(Frame caller, LuaValue value) {
        LuaValue handler = Operations.metamethod(value, LuaValue.CALL);
        if (!(handler instanceof LuaFunction)) {
            throw RuntimeMessages.cannotCall(caller, value);
        }
        return handler;
    }

    /** The arguments of a `CALL` or `TAILCALL`. */
    private static Varargs arguments(Frame f, int instruction) {
        int a = (instruction >> 6) & 0xff;
        int b = instruction >>> 23;
        return b == 0 ? f.gather(a + 1) : ValueLists.copy(f.registers, a + 1, b - 1);
    }

    /** A call from Lua of anything but the commonest case; answers {@code f} itself if the call is over. */
    @Nullable
    Frame callFrom(Frame f, LuaValue function, int instruction) {
        if (CallRequestRunner.isPlain(function)) {
            int a = (instruction >> 6) & 0xff;
            LuaValue[] r = f.registers;
            if (((instruction >> 14) & 0x1ff) == 2) {
                LuaValue v;
                switch (instruction >>> 23) {
                    case 1:
                        v = function.call();
                        break;
                    case 2:
                        v = function.call(r[a + 1]);
                        break;
                    case 3:
                        v = function.call(r[a + 1], r[a + 2]);
                        break;
                    case 4:
                        v = function.call(r[a + 1], r[a + 2], r[a + 3]);
                        break;
                    default:
                        v = function.invoke(arguments(f, instruction)).arg1();
                        break;
                }
                r[a] = v == LuaValue.NONE ? LuaValue.NIL : v;
            } else {
                f.accept(function.invoke(arguments(f, instruction)));
            }
            return f;
        }
        return call(f, function, arguments(f, instruction));
    }

    /** One call of the function of a generic `for` that is not a Lua function. */
    @Nullable
    Frame iterate(Frame f, LuaValue function, int a, int wanted) {
        LuaValue[] r = f.registers;
        if (function instanceof LuaFunction && !(function instanceof ControlFunction)) {
            Varargs v = function.invoke(r[a + 1], r[a + 2]);
            for (int j = 1; j <= wanted; j++) {
                r[a + 2 + j] = v.arg(j);
            }
            return f;
        }
        return call(f, function, LuaValue.varargsOf(r[a + 1], r[a + 2]));
    }

    /** Begins a call of any value on behalf of any frame; answers the frame to go on with. */
    @Nullable
    Frame call(Frame caller, LuaValue function, Varargs args) {
        LuaValue callee = function;
        Varargs passed = args;
        for (; ; ) {
            if (callee instanceof HomeFunction) {
                return enter(caller, (HomeFunction) callee, passed);
            }
            if (callee instanceof ControlFunction) {
                top = caller;
                return ((ControlFunction) callee).start(caller, passed);
            }
            if (callee instanceof LuaFunction) {
                top = caller;
                return deliver(caller, callee.invoke(passed));
            }
            passed = ValueLists.prepend(callee, passed);
            callee = callable(caller, callee);
        }
    }

    @Override
    public LuaFunction stepwise(String name, CallRequest.Continuation body) {
        return new ControlFunction(
                this, name, (caller, args) -> CallRequestRunner.begin(this, caller, body.take(args)));
    }

    /** Returns from a Lua function: {@code b - 1} registers from {@code a}, or (0) up to the values on their way. */
    @Nullable
    Frame leave(Frame f, int a, int b) {
        return leave(f, b == 0 ? f.gather(a) : ValueLists.copy(f.registers, a, b - 1));
    }

    private @Nullable Frame leave(Frame f, Varargs values) {
        if (f.openCount != 0) {
            f.close(0);
        }
        f.registers = Frame.NO_REGISTERS;
        f.varargs = LuaValue.NONE;
        return deliver(f.below(), values);
    }

    /** Hands results to a frame; answers the frame to go on with, null if that is for the Java code that called. */
    public @Nullable Frame deliver(Frame to, Varargs values) {
        Frame f = to;
        Varargs v = values;
        for (; ; ) {
            switch (f.kind) {
                case Frame.LUA:
                    f.accept(v);
                    return (f.call & 0x3f) == Lua.OP_CONCAT ? Concatenation.concat(this, f, f.call, f.multiBase) : f;
                case Frame.PCALL:
                case Frame.XPCALL:
                    v = ValueLists.prepend(LuaValue.TRUE, v);
                    f = f.below();
                    break;
                case Frame.COROUTINE:
                    Coroutine done = (Coroutine) f.extra;
                    done.status = Coroutine.Status.DEAD;
                    done.base.next = null;
                    f = Coroutines.backToResumer(this, done);
                    v = done.wrapped ? v : ValueLists.prepend(LuaValue.TRUE, v);
                    break;
                case Frame.STEPS:
                    f.multi = v;
                    return f;
                default:
                    f.multi = v;
                    return null;
            }
        }
    }

    /** Drops what the stack still refers to and no program can see: spare frames, and registers that are free. */
    public void forgetGarbage() {
        top.next = null;
        for (Frame f = top; f != null; f = f.kind == Frame.COROUTINE ? ((Coroutine) f.extra).resumer : f.prev) {
            f.clearFreeRegisters();
        }
    }

    /** What `tostring` gives; a `__tostring` runs in a loop of its own. */
    public LuaString tostring(LuaValue value) {
        return DefaultToString.tostring(this, value);
    }

    /** Goes on with what `tostring` gives: a string, or whatever a `__tostring` answers. */
    public CallRequest textOf(LuaValue value, CallRequest.Continuation then) {
        LuaValue handler = Operations.metamethod(value, LuaValue.TOSTRING);
        if (handler == LuaValue.NIL) {
            return then.take(DefaultToString.plain(value));
        }
        return CallRequest.call(handler, value, answer -> {
            LuaValue text = answer.arg1();
            return then.take(text instanceof LuaNumber ? Latin1.of(text) : text);
        });
    }
}
