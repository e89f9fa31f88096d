package luahome.lua;

import luahome.home.Cell;
import luahome.home.HomeFunction;
import luahome.home.HomeTable;
import luahome.lua.lib.ArgumentError;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaBoolean;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaNil;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaThread;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;

/** Lua's library `debug`, as far as frames tell; without hooks, and without writing local variables. */
final class DebugLib {
    private final Interpreter vm;

    private DebugLib(Interpreter vm) {
        this.vm = vm;
    }

    /** Adds the table to the global table. */
    static void register(Interpreter vm, HomeTable globals) {
        DebugLib lib = new DebugLib(vm);
        HomeTable debug = new HomeTable();
        lib.add(debug, "gethook", (caller, args) -> LuaValue.NIL);
        lib.add(debug, "getinfo", DebugLib::getInfo);
        lib.add(debug, "getlocal", DebugLib::getLocal);
        lib.add(debug, "getmetatable", (caller, args) -> {
            LuaValue metatable = args.arg1().getmetatable();
            return metatable == null ? LuaValue.NIL : metatable;
        });
        lib.add(debug, "getregistry", (caller, args) -> new HomeTable());
        lib.add(debug, "getuservalue", (caller, args) -> LuaValue.NIL);
        lib.add(debug, "getupvalue", DebugLib::getUpvalue);
        lib.add(debug, "sethook", (caller, args) -> LuaValue.NONE);
        lib.add(debug, "setlocal", DebugLib::setLocal);
        lib.add(debug, "setmetatable", DebugLib::setMetatable);
        lib.add(debug, "setupvalue", DebugLib::setUpvalue);
        lib.add(debug, "traceback", DebugLib::traceback);
        lib.add(debug, "upvalueid", DebugLib::upvalueId);
        lib.add(debug, "upvaluejoin", DebugLib::upvalueJoin);
        globals.rawset(Text.ofBytes("debug"), debug);
    }

    private void add(HomeTable table, String name, Body body) {
        table.rawset(Text.ofBytes(name), new Control(vm, name, (caller, args) ->
                vm.deliver(caller, body.answer(origin(caller), args))));
    }

    /** The frame that counts as the caller: Java code that calls a function of this library does not count itself. */
    private static Frame origin(Frame caller) {
        Frame below = caller.prev;
        return caller.kind == Frame.ENTRY && below != null ? below : caller;
    }

    private static Varargs traceback(Frame caller, Varargs args) {
        boolean other = args.arg1() instanceof Coroutine;
        Frame of = other ? ((Coroutine) args.arg1()).top : caller;
        Varargs rest = other ? Values.drop(args, 1) : args;
        LuaValue message = rest.arg1();
        if (!message.isstring() && !message.isnil()) {
            return message;
        }
        LuaValue level = Operations.toNumber(rest.arg(2));
        int skip = level == null ? 0 : Math.max(0, level.toint() - (other ? 0 : 1));
        String head = message.isnil() ? "" : Text.toBytes(Text.of(message)) + "\n";
        return Text.ofBytes(head + Traceback.of(of, skip));
    }

    private static Varargs getInfo(Frame caller, Varargs args) {
        boolean other = args.arg1() instanceof Coroutine;
        Frame stack = other ? ((Coroutine) args.arg1()).top : caller;
        Varargs rest = other ? Values.drop(args, 1) : args;
        LuaValue of = rest.arg1();
        HomeTable info = new HomeTable();
        if (of.isfunction()) {
            describe(info, of);
            return info;
        }
        if (!(of instanceof LuaNumber)) {
            throw new ArgumentError("debug.getinfo", 1, "function or level expected");
        }
        int level = of.toint() + (other ? 1 : 0);
        if (level == 0) {
            put(info, "what", Text.ofBytes("C"));
            put(info, "name", Text.ofBytes("getinfo"));
            put(info, "currentline", LuaValue.MINUSONE);
            return info;
        }
        Frame f = level < 0 ? null : Levels.at(stack, level);
        if (f == null) {
            return LuaValue.NIL;
        }
        describe(info, f.kind == Frame.LUA ? f.function() : LuaValue.NIL);
        put(info, "currentline", LuaValue.valueOf(f.kind == Frame.LUA ? f.line() : -1));
        String name = f.kind == Frame.LUA ? Traceback.name(f) : null;
        put(info, "namewhat", Text.ofBytes(name == null ? "" : name.substring(0, name.indexOf('\'')).trim()));
        String bare = Names.bare(name);
        if (bare != null) {
            put(info, "name", Text.ofBytes(bare));
        }
        put(info, "istailcall", LuaValue.valueOf(f.kind == Frame.LUA && f.tailCalled));
        return info;
    }

    private static void describe(HomeTable info, LuaValue function) {
        put(info, "func", function);
        put(info, "currentline", LuaValue.MINUSONE);
        put(info, "namewhat", Text.ofBytes(""));
        if (!(function instanceof HomeFunction)) {
            put(info, "what", Text.ofBytes("C"));
            put(info, "source", Text.ofBytes("=[C]"));
            put(info, "short_src", Text.ofBytes("[C]"));
            put(info, "linedefined", LuaValue.MINUSONE);
            put(info, "lastlinedefined", LuaValue.MINUSONE);
            put(info, "nups", LuaValue.ZERO);
            put(info, "nparams", LuaValue.ZERO);
            put(info, "isvararg", LuaValue.TRUE);
            return;
        }
        Prototype p = ((HomeFunction) function).prototype();
        LuaString source = p.source == null ? Text.ofBytes("?") : p.source;
        put(info, "what", Text.ofBytes(p.linedefined == 0 ? "main" : "Lua"));
        put(info, "source", Text.ofBytes("=" + Text.toBytes(source)));
        put(info, "short_src", source);
        put(info, "linedefined", LuaValue.valueOf(p.linedefined));
        put(info, "lastlinedefined", LuaValue.valueOf(p.linedefined == 0 ? -1 : p.lastlinedefined));
        put(info, "nups", LuaValue.valueOf(p.upvalues.length));
        put(info, "nparams", LuaValue.valueOf(p.numparams));
        put(info, "isvararg", LuaValue.valueOf(p.is_vararg != 0));
        HomeTable lines = new HomeTable();
        for (int line : p.lineinfo) {
            lines.rawset(line, LuaValue.TRUE);
        }
        put(info, "activelines", lines);
    }

    private static void put(HomeTable table, String name, LuaValue value) {
        table.rawset(Text.ofBytes(name), value);
    }

    private static Varargs getLocal(Frame caller, Varargs args) {
        int number = args.arg(2).toint();
        if (args.arg1() instanceof HomeFunction) {
            LuaString name = ((HomeFunction) args.arg1()).prototype().getlocalname(number, 0);
            return name == null ? LuaValue.NIL : name;
        }
        Frame f = Levels.at(caller, Math.max(1, args.arg1().toint()));
        if (f == null) {
            throw new ArgumentError("debug.getlocal", 1, "level out of range");
        }
        if (f.kind != Frame.LUA) {
            return LuaValue.NIL;
        }
        if (number < 0) {
            LuaValue extra = f.varargs.arg(-number);
            return -number > f.varargs.narg() || f.prototype().is_vararg == 0
                    ? LuaValue.NIL : LuaValue.varargsOf(Text.ofBytes("(*vararg)"), extra);
        }
        LuaString name = f.prototype().getlocalname(number, f.pc - 1);
        if (name == null) {
            return LuaValue.NIL;
        }
        LuaValue value = f.registers[number - 1];
        return LuaValue.varargsOf(name, value == null ? LuaValue.NIL : value);
    }

    private static Varargs setLocal(Frame caller, Varargs args) {
        Frame f = Levels.at(caller, Math.max(1, args.arg1().toint()));
        if (f == null) {
            throw new ArgumentError("debug.setlocal", 1, "level out of range");
        }
        int number = args.arg(2).toint();
        LuaString name = f.kind == Frame.LUA ? f.prototype().getlocalname(number, f.pc - 1) : null;
        if (name == null) {
            return LuaValue.NIL;
        }
        f.registers[number - 1] = args.arg(3);
        return name;
    }

    private static Varargs upvalueJoin(Frame caller, Varargs args) {
        if (cell(args) == null) {
            throw new ArgumentError("debug.upvaluejoin", 2, "invalid upvalue index");
        }
        Cell from = cell(Values.drop(args, 2));
        if (from == null) {
            throw new ArgumentError("debug.upvaluejoin", 4, "invalid upvalue index");
        }
        ((HomeFunction) args.arg1()).join(args.arg(2).toint() - 1, from);
        return LuaValue.NONE;
    }

    private static @Nullable Cell cell(Varargs args) {
        int number = args.arg(2).toint();
        if (!(args.arg1() instanceof HomeFunction)) {
            return null;
        }
        Cell[] cells = ((HomeFunction) args.arg1()).cells();
        return number < 1 || number > cells.length ? null : cells[number - 1];
    }

    private static LuaValue upvalueName(Varargs args) {
        LuaString name = ((HomeFunction) args.arg1()).prototype().upvalues[args.arg(2).toint() - 1].name;
        return name == null ? LuaValue.EMPTYSTRING : name;
    }

    private static Varargs getUpvalue(Frame caller, Varargs args) {
        Cell cell = cell(args);
        return cell == null ? LuaValue.NONE : LuaValue.varargsOf(upvalueName(args), cell.get());
    }

    private static Varargs setUpvalue(Frame caller, Varargs args) {
        Cell cell = cell(args);
        if (cell == null) {
            return LuaValue.NONE;
        }
        cell.set(args.arg(3));
        return upvalueName(args);
    }

    private static Varargs upvalueId(Frame caller, Varargs args) {
        Cell cell = cell(args);
        return cell == null ? LuaValue.NIL : LuaValue.userdataOf(cell);
    }

    private static Varargs setMetatable(Frame caller, Varargs args) {
        LuaValue metatable = args.arg(2);
        if (args.narg() < 2 || !(metatable.isnil() || metatable.istable())) {
            throw new ArgumentError("debug.setmetatable", 2, "nil or table expected");
        }
        LuaValue of = args.arg1();
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

    /** What a function of this library does. */
    @FunctionalInterface
    private interface Body {
        Varargs answer(Frame caller, Varargs args);
    }
}
