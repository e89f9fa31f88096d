package luahome.lua;

import java.util.Map;
import java.util.WeakHashMap;
import luahome.home.HomeTable;
import luahome.lua.lib.Arguments;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `debug`, as far as frames tell; without hooks, which would cost every program. */
final class DebugLib {
    private final Interpreter vm;
    private final HomeTable registry = new HomeTable();
    private final Map<LuaValue, LuaValue> userValues = new WeakHashMap<>();

    private DebugLib(Interpreter vm) {
        this.vm = vm;
    }

    /** Adds the table to the global table. */
    static void register(Interpreter vm, HomeTable globals) {
        DebugLib lib = new DebugLib(vm);
        lib.registry.rawset(2, globals);
        HomeTable debug = new HomeTable();
        lib.add(debug, "gethook", (caller, a) -> LuaValue.NIL);
        lib.add(debug, "getinfo", FrameInfo::getInfo);
        lib.add(debug, "getlocal", Locals::getLocal);
        lib.add(debug, "getmetatable", (caller, a) -> {
            LuaValue metatable = a.any(1).getmetatable();
            return metatable == null ? LuaValue.NIL : metatable;
        });
        lib.add(debug, "getregistry", (caller, a) -> lib.registry);
        lib.add(debug, "getuservalue", (caller, a) -> lib.userValue(a.value(1)));
        lib.add(debug, "getupvalue", (caller, a) -> Upvalues.get(a));
        lib.add(debug, "sethook", (caller, a) -> LuaValue.NONE);
        lib.add(debug, "setlocal", Locals::setLocal);
        lib.add(debug, "setmetatable", (caller, a) -> setMetatable(a));
        lib.add(debug, "setupvalue", (caller, a) -> Upvalues.set(a));
        lib.add(debug, "setuservalue", (caller, a) -> lib.setUserValue(a));
        lib.add(debug, "traceback", DebugLib::traceback);
        lib.add(debug, "upvalueid", (caller, a) -> Upvalues.id(a));
        lib.add(debug, "upvaluejoin", (caller, a) -> Upvalues.join(a));
        globals.rawset(Text.ofBytes("debug"), debug);
    }

    private void add(HomeTable table, String name, Body body) {
        table.rawset(Text.ofBytes(name), new Control(vm, name, (caller, args) ->
                vm.deliver(caller, body.answer(origin(caller), new Arguments("debug." + name, args)))));
    }

    /** The frame that counts as the caller: Java code that calls a function of this library does not count itself. */
    private static Frame origin(Frame caller) {
        Frame below = caller.prev;
        return caller.kind == Frame.ENTRY && below != null ? below : caller;
    }

    /** The arguments without the thread that may be the first one. */
    static Arguments withoutThread(Arguments a) {
        return a.value(1) instanceof Coroutine ? new Arguments(a.function(), Values.drop(a.values(), 1)) : a;
    }

    private static Varargs traceback(Frame caller, Arguments a) {
        boolean other = a.value(1) instanceof Coroutine;
        int shift = other ? 1 : 0;
        LuaValue message = a.value(1 + shift);
        if (!message.isstring() && !message.isnil()) {
            return message;
        }
        int level = a.int32(2 + shift, 1 - shift);
        Frame of = other ? ((Coroutine) a.value(1)).top : caller;
        String head = message.isnil() ? "" : Text.toBytes(Text.of(message)) + "\n";
        return Text.ofBytes(head + Traceback.of(of, Math.max(0, level - 1 + shift)));
    }

    private static Varargs setMetatable(Arguments a) {
        LuaValue metatable = a.value(2);
        if (a.count() < 2 || !(metatable.isnil() || metatable.istable())) {
            throw a.wrong(2, "nil or table expected");
        }
        LuaValue of = a.value(1);
        LuaValue set = metatable.isnil() ? null : metatable;
        switch (of.type()) {
            case LuaValue.TNIL -> LuaNil.s_metatable = set;
            case LuaValue.TBOOLEAN -> LuaBoolean.s_metatable = set;
            case LuaValue.TNUMBER -> LuaNumber.s_metatable = set;
            case LuaValue.TSTRING -> LuaString.s_metatable = set;
            case LuaValue.TFUNCTION -> LuaFunction.s_metatable = set;
            case LuaValue.TTHREAD -> LuaThread.s_metatable = set;
            default -> of.setmetatable(set);
        }
        return of;
    }

    private LuaValue userValue(LuaValue of) {
        return of.isuserdata() ? userValues.getOrDefault(of, LuaValue.NIL) : LuaValue.NIL;
    }

    private LuaValue setUserValue(Arguments a) {
        LuaValue of = a.value(1);
        if (!of.isuserdata()) {
            throw a.wrongType(1, "userdata");
        }
        LuaValue value = a.value(2);
        if (!value.isnil() && !(value instanceof LuaTable)) {
            throw a.wrongType(2, "table");
        }
        userValues.put(of, value);
        return of;
    }

    /** What a function of this library does. */
    @FunctionalInterface
    private interface Body {
        Varargs answer(Frame caller, Arguments arguments);
    }
}
