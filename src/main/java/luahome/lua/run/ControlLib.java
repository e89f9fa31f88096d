package luahome.lua.run;

import java.util.Locale;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.ArgumentError;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The built-in functions that need the run loop: `pcall`, `xpcall`, `error` and the library `coroutine`. */
public final class ControlLib {
    private final Interpreter vm;
    private final Coroutine main = new Coroutine(LuaValue.NIL);

    private ControlLib(Interpreter vm) {
        this.vm = vm;
    }

    /** Adds the functions to the global table. */
    public static void register(Interpreter vm, HomeTable globals) {
        ControlLib lib = new ControlLib(vm);
        lib.add(globals, "error", lib::error);
        lib.add(globals, "pcall", lib::pcall);
        lib.add(globals, "xpcall", lib::xpcall);
        HomeTable coroutine = new HomeTable();
        lib.add(coroutine, "close", lib::close);
        lib.add(coroutine, "create", lib::create);
        lib.add(coroutine, "isyieldable", lib::isYieldable);
        lib.add(coroutine, "resume", lib::resume);
        lib.add(coroutine, "running", lib::running);
        lib.add(coroutine, "status", lib::status);
        lib.add(coroutine, "wrap", lib::wrap);
        lib.add(coroutine, "yield", (caller, args) -> Coroutines.yield(vm, caller, args));
        globals.rawset(Latin1.ofBytes("coroutine"), coroutine);
    }

    private void add(HomeTable table, String name, ControlFunction.Body body) {
        table.rawset(Latin1.ofBytes(name), new ControlFunction(vm, name, body));
    }

    private @Nullable Frame error(Frame caller, Varargs args) {
        LuaValue value = args.arg1();
        LuaValue number = Operations.toNumber(args.arg(2));
        if (number == null && !args.arg(2).isnil()) {
            String detail = "number expected, got " + args.arg(2).typename();
            throw new ArgumentError("error", 2, detail);
        }
        int level = number == null ? 1 : number.toint();
        if (level > 0 && value.isstring()) {
            String position = RuntimeMessages.where(StackLevels.at(caller, level));
            value = Latin1.ofBytes(position + Latin1.toBytes(Latin1.of(value)));
        }
        throw new RaisedError(value);
    }

    private @Nullable Frame pcall(Frame caller, Varargs args) {
        if (args.narg() == 0) {
            throw new ArgumentError("pcall", 1, "value expected");
        }
        Frame f = vm.above(caller);
        f.kind = Frame.PCALL;
        vm.top = f;
        return vm.call(f, args.arg1(), ValueLists.drop(args, 1));
    }

    private @Nullable Frame xpcall(Frame caller, Varargs args) {
        if (args.narg() < 2) {
            throw new ArgumentError("xpcall", 2, "value expected");
        }
        Frame f = vm.above(caller);
        f.kind = Frame.XPCALL;
        // A handler that is no function is an error of its own; NIL would stand for none.
        f.extra = args.arg(2).isnil() ? LuaValue.FALSE : args.arg(2);
        vm.top = f;
        return vm.call(f, args.arg1(), ValueLists.drop(args, 2));
    }

    private @Nullable Frame create(Frame caller, Varargs args) {
        return vm.deliver(caller, new Coroutine(function("coroutine.create", args)));
    }

    private @Nullable Frame close(Frame caller, Varargs args) {
        Coroutine coroutine = coroutine("coroutine.close", args);
        boolean waits = coroutine == main ? vm.current != null : coroutine.status == Coroutine.Status.NORMAL;
        if (waits || coroutine == main || coroutine.status == Coroutine.Status.RUNNING) {
            throw new LuaError("cannot close a " + (waits ? "normal" : "running") + " coroutine");
        }
        LuaValue failure = Coroutines.close(coroutine);
        return vm.deliver(caller, failure == null ? LuaValue.TRUE : LuaValue.varargsOf(LuaValue.FALSE, failure));
    }

    private @Nullable Frame isYieldable(Frame caller, Varargs args) {
        Coroutine running = vm.current;
        Coroutine coroutine = args.arg1().isnil() ? running : coroutine("coroutine.isyieldable", args);
        boolean yieldable =
                coroutine != null && coroutine != main && (coroutine != running || vm.drivers == coroutine.drivers);
        return vm.deliver(caller, LuaValue.valueOf(yieldable));
    }

    private @Nullable Frame resume(Frame caller, Varargs args) {
        Coroutine coroutine = coroutine("coroutine.resume", args);
        return Coroutines.resume(vm, caller, coroutine, ValueLists.drop(args, 1), false);
    }

    private @Nullable Frame running(Frame caller, Varargs args) {
        Coroutine running = vm.current;
        return vm.deliver(
                caller,
                running == null
                        ? LuaValue.varargsOf(main, LuaValue.TRUE)
                        : LuaValue.varargsOf(running, LuaValue.FALSE));
    }

    private @Nullable Frame status(Frame caller, Varargs args) {
        Coroutine coroutine = coroutine("coroutine.status", args);
        if (coroutine == main) {
            main.status = vm.current == null ? Coroutine.Status.RUNNING : Coroutine.Status.NORMAL;
        }
        return vm.deliver(caller, Latin1.ofBytes(coroutine.status.name().toLowerCase(Locale.ROOT)));
    }

    private @Nullable Frame wrap(Frame caller, Varargs args) {
        Coroutine coroutine = new Coroutine(function("coroutine.wrap", args));
        return vm.deliver(
                caller,
                new ControlFunction(
                        vm, "wrap", (from, passed) -> Coroutines.resume(vm, from, coroutine, passed, true)));
    }

    private static LuaValue function(String name, Varargs args) {
        if (!(args.arg1() instanceof LuaFunction)) {
            throw new ArgumentError(
                    name,
                    1,
                    "function expected, got "
                            + (args.narg() == 0 ? "no value" : args.arg1().typename()));
        }
        return args.arg1();
    }

    private Coroutine coroutine(String name, Varargs args) {
        if (!(args.arg1() instanceof Coroutine)) {
            throw new ArgumentError(name, 1, "coroutine expected");
        }
        if (args.arg1() == main && main.status == Coroutine.Status.SUSPENDED) {
            main.status = Coroutine.Status.RUNNING;
        }
        return (Coroutine) args.arg1();
    }
}
