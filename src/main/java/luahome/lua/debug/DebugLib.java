package luahome.lua.debug;

import java.util.Map;
import java.util.WeakHashMap;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.ControlFunction;
import luahome.lua.run.Coroutine;
import luahome.lua.run.Frame;
import luahome.lua.run.Hook;
import luahome.lua.run.Interpreter;
import luahome.lua.run.StackLevels;
import luahome.lua.run.Traceback;
import luahome.lua.run.VariableNames;
import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `debug`, as far as frames tell. */
public final class DebugLib {
    private static final String TRACEBACK = "stack traceback:";

    private final Interpreter vm;
    private final HomeTable registry = new HomeTable();
    private final Map<LuaValue, LuaValue> userValues = new WeakHashMap<>();

    private DebugLib(Interpreter vm) {
        this.vm = vm;
    }

    /** Adds the table to the global table. */
    public static void register(Interpreter vm, HomeTable globals) {
        DebugLib lib = new DebugLib(vm);
        lib.registry.rawset(2, globals);
        HomeTable debug = new HomeTable();
        lib.add(debug, "gethook", (levels, a) -> lib.hook(a));
        lib.add(debug, "getinfo", FrameInfo::getInfo);
        lib.add(debug, "getlocal", DebugLocals::getLocal);
        lib.add(debug, "getmetatable", (levels, a) -> {
            LuaValue metatable = a.any(1).getmetatable();
            return metatable == null ? LuaValue.NIL : metatable;
        });
        lib.add(debug, "getregistry", (levels, a) -> lib.registry);
        lib.add(debug, "getuservalue", (levels, a) -> lib.userValue(a.value(1)));
        lib.add(debug, "getupvalue", (levels, a) -> DebugUpvalues.get(a));
        debug.rawset(Latin1.ofBytes("sethook"), new ControlFunction(vm, "sethook", (caller, args) -> {
            lib.setHook(new LuaArguments("debug.sethook", args));
            return vm.deliverAnew(caller, LuaValue.NONE);
        }));
        lib.add(debug, "setlocal", DebugLocals::setLocal);
        lib.add(debug, "setmetatable", (levels, a) -> setMetatable(a));
        lib.add(debug, "setupvalue", (levels, a) -> DebugUpvalues.set(a));
        lib.add(debug, "setuservalue", (levels, a) -> lib.setUserValue(a));
        lib.add(debug, "traceback", DebugLib::traceback);
        lib.add(debug, "upvalueid", (levels, a) -> DebugUpvalues.id(a));
        lib.add(debug, "upvaluejoin", (levels, a) -> DebugUpvalues.join(a));
        globals.rawset(Latin1.ofBytes("debug"), debug);
    }

    private void add(HomeTable table, String name, Body body) {
        table.rawset(
                Latin1.ofBytes(name),
                new ControlFunction(vm, name, (caller, args) -> vm.deliver(caller, answer(name, body, caller, args))));
    }

    private Varargs answer(String name, Body body, Frame caller, Varargs args) {
        LuaArguments arguments = new LuaArguments("debug." + name, args);
        return body.answer(StackLevels.of(vm, origin(caller), arguments), arguments);
    }

    /** The frame that counts as the caller: Java code that calls a function of this library does not count itself. */
    private static Frame origin(Frame caller) {
        Frame below = caller.prev;
        return caller.kind == Frame.ENTRY && below != null ? below : caller;
    }

    private Varargs hook(LuaArguments a) {
        Hook hook = vm.hook(a.value(1) instanceof Coroutine of ? of : vm.running());
        return hook == null
                ? LuaValue.varargsOf(LuaValue.NIL, LuaValue.EMPTYSTRING, LuaValue.ZERO)
                : LuaValue.varargsOf(hook.function(), Latin1.ofBytes(hook.mask()), LuaValue.valueOf(hook.count()));
    }

    private void setHook(LuaArguments a) {
        Coroutine of = a.value(1) instanceof Coroutine coroutine ? coroutine : vm.running();
        int first = a.value(1) instanceof Coroutine ? 2 : 1;
        if (a.value(first).isnil()) {
            vm.hook(of, null);
            return;
        }
        String mask = Latin1.toBytes(a.string(first + 1)).replaceAll("[^crl]", "");
        if (!(a.value(first) instanceof LuaFunction)) {
            throw a.wrongType(first, "function");
        }
        int count = a.int32(first + 2, 0);
        vm.hook(of, mask.isEmpty() && count <= 0 ? null : new Hook(a.value(first), mask, count));
    }

    private static Varargs traceback(StackLevels levels, LuaArguments a) {
        int first = a.value(1) instanceof Coroutine ? 2 : 1;
        LuaValue message = a.value(first);
        if (!message.isstring() && !message.isnil()) {
            return message;
        }
        int level = Math.max(0, a.int32(first + 1, first == 1 ? 1 : 0));
        String head = message.isnil() ? "" : Latin1.toBytes(Latin1.of(message)) + "\n";
        String stack = Traceback.of(levels.top(), Math.max(0, level - levels.first()));
        if (levels.isBuiltin(level)) {
            Frame caller = levels.top();
            String name = caller.kind == Frame.LUA ? VariableNames.bare(VariableNames.called(caller)) : a.function();
            stack = TRACEBACK + "\n\t[C]: in " + (name == null ? "?" : "function '" + name + "'")
                    + stack.substring(TRACEBACK.length());
        }
        return Latin1.ofBytes(head + stack);
    }

    private static Varargs setMetatable(LuaArguments a) {
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

    private LuaValue setUserValue(LuaArguments a) {
        LuaValue of = a.value(1);
        if (!of.isuserdata()) {
            throw a.wrongType(1, "userdata");
        }
        if (DebugUpvalues.isId(of)) {
            throw a.wrong(1, "full userdata expected, got light userdata");
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
        Varargs answer(StackLevels levels, LuaArguments arguments);
    }
}
