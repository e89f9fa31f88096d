package luahome.lua.debug;

import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.ControlFunction;
import luahome.lua.run.Coroutine;
import luahome.lua.run.Frame;
import luahome.lua.run.Operations;
import luahome.lua.run.StackLevels;
import luahome.lua.run.Traceback;
import luahome.lua.run.VariableNames;
import luahome.lua.text.ChunkName;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Prototype;
import org.luaj.vm2.Varargs;

/** {@code debug.getinfo}: what is known about a function, or about one that is running. */
final class FrameInfo {
    private static final String OPTIONS = "SnlutLf";
    private static final LuaString DEFAULT = Latin1.ofBytes("flnStu");
    private static final LuaString C = Latin1.ofBytes("C");
    private static final LuaValue UNKNOWN = LuaValue.MINUSONE;

    private final HomeTable info = new HomeTable();
    private final LuaValue function;
    private final @Nullable Frame frame;
    private final @Nullable String described;

    /**
     * About a function.
     *
     * @param frame where it runs; null if it does not, or is a built-in one that has no frame
     * @param described what its caller calls it, see {@link VariableNames#called}; null if nothing tells
     */
    private FrameInfo(LuaValue function, @Nullable Frame frame, @Nullable String described) {
        this.function = function;
        this.frame = frame;
        this.described = described;
    }

    /** {@code debug.getinfo([thread,] f [, what])}. */
    static Varargs getInfo(StackLevels levels, LuaArguments a) {
        int first = a.value(1) instanceof Coroutine ? 2 : 1;
        String options = Latin1.toBytes(a.string(first + 1, DEFAULT));
        LuaValue of = a.value(first);
        FrameInfo found;
        if (Operations.toNumber(of) != null) {
            found = ofLevel(levels, a.int32(first));
            if (found == null) {
                return LuaValue.NIL;
            }
            // What Lua itself puts there to say that it asks about a function.
            options = options.startsWith(">") ? options.substring(1) : options;
        } else if (of instanceof LuaFunction) {
            found = new FrameInfo(of, null, null);
        } else {
            throw a.wrong(first, "function or level expected");
        }
        for (int i = 0; i < options.length(); i++) {
            if (OPTIONS.indexOf(options.charAt(i)) < 0) {
                throw a.wrong(first + 1, "invalid option");
            }
            found.add(options.charAt(i));
        }
        return found.info;
    }

    private static @Nullable FrameInfo ofLevel(StackLevels levels, int level) {
        if (levels.isBuiltin(level)) {
            Frame caller = levels.top();
            return new FrameInfo(
                    calledBy(caller), null, caller.kind == Frame.LUA ? VariableNames.called(caller) : null);
        }
        Frame f = levels.at(level);
        if (f == null) {
            return null;
        }
        return new FrameInfo(f.kind == Frame.LUA ? f.function() : calledBy(f.below()), f, Traceback.name(f));
    }

    /** The built-in function that a frame has called, if it still holds it; else NIL. */
    private static LuaValue calledBy(Frame f) {
        int operation = f.call & 0x3f;
        if (f.kind != Frame.LUA || operation != Lua.OP_CALL && operation != Lua.OP_TAILCALL) {
            return LuaValue.NIL;
        }
        int register = (f.call >> 6) & 0xff;
        LuaValue called = register < f.registers.length ? f.registers[register] : LuaValue.NIL;
        return called instanceof ControlFunction ? called : LuaValue.NIL;
    }

    private void add(char option) {
        switch (option) {
            case 'S' -> source();
            case 'l' ->
                put("currentline", LuaValue.valueOf(frame != null && frame.kind == Frame.LUA ? frame.line() : -1));
            case 'u' -> counts();
            case 't' ->
                put("istailcall", LuaValue.valueOf(frame != null && frame.kind == Frame.LUA && frame.tailCalled));
            case 'n' -> name();
            case 'L' -> activeLines();
            default -> put("func", function);
        }
    }

    private void source() {
        if (function instanceof HomeFunction) {
            Prototype p = ((HomeFunction) function).prototype();
            put("what", Latin1.ofBytes(p.linedefined == 0 ? "main" : "Lua"));
            put("source", ChunkName.of(p));
            put("short_src", Latin1.ofBytes(ChunkName.shown(ChunkName.of(p))));
            put("linedefined", LuaValue.valueOf(p.linedefined));
            put("lastlinedefined", LuaValue.valueOf(p.lastlinedefined));
        } else {
            put("what", C);
            put("source", Latin1.ofBytes("=[C]"));
            put("short_src", Latin1.ofBytes("[C]"));
            put("linedefined", UNKNOWN);
            put("lastlinedefined", UNKNOWN);
        }
    }

    private void counts() {
        boolean isLua = function instanceof HomeFunction;
        Prototype p = isLua ? ((HomeFunction) function).prototype() : null;
        put("nups", LuaValue.valueOf(p == null ? 0 : p.upvalues.length));
        put("nparams", LuaValue.valueOf(p == null ? 0 : p.numparams));
        put("isvararg", LuaValue.valueOf(p == null || p.is_vararg != 0));
    }

    private void name() {
        String bare = VariableNames.bare(described);
        if (described == null || bare == null) {
            put("namewhat", LuaValue.EMPTYSTRING);
            return;
        }
        put(
                "namewhat",
                Latin1.ofBytes(described.substring(0, described.indexOf('\'')).trim()));
        put("name", Latin1.ofBytes(bare));
    }

    private void activeLines() {
        if (!(function instanceof HomeFunction)) {
            return;
        }
        HomeTable lines = new HomeTable();
        for (int line : ((HomeFunction) function).prototype().lineinfo) {
            lines.rawset(line, LuaValue.TRUE);
        }
        put("activelines", lines);
    }

    private void put(String name, LuaValue value) {
        info.rawset(Latin1.ofBytes(name), value);
    }
}
