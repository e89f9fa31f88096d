package luahome.lua;

import luahome.home.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `debug`, as far as frames tell. */
final class DebugLib {
    private final Interpreter vm;

    private DebugLib(Interpreter vm) {
        this.vm = vm;
    }

    /** Adds the table to the global table. */
    static void register(Interpreter vm, HomeTable globals) {
        DebugLib lib = new DebugLib(vm);
        HomeTable debug = new HomeTable();
        debug.rawset(Text.ofBytes("traceback"), new Control(vm, "traceback", lib::traceback));
        globals.rawset(Text.ofBytes("debug"), debug);
    }

    private @Nullable Frame traceback(Frame caller, Varargs args) {
        Frame of = caller;
        Varargs rest = args;
        int skip = 0;
        if (args.arg1() instanceof Coroutine) {
            of = ((Coroutine) args.arg1()).top;
            rest = Values.drop(args, 1);
        } else if (caller.kind == Frame.ENTRY && caller.prev != null) {
            of = caller.prev;
        }
        LuaValue message = rest.arg1();
        if (!message.isstring() && !message.isnil()) {
            return vm.deliver(caller, message);
        }
        LuaValue level = Operations.toNumber(rest.arg(2));
        if (level != null) {
            skip = Math.max(0, level.toint() - 1);
        }
        String head = message.isnil() ? "" : Text.toBytes(Text.of(message)) + "\n";
        return vm.deliver(caller, Text.ofBytes(head + Traceback.of(of, skip)));
    }
}
