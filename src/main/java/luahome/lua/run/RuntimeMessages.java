package luahome.lua.run;

import luahome.lua.builtin.ArgumentError;
import luahome.lua.text.ChunkName;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/** The run-time errors of Lua code, in the words of PUC Lua 5.2. Strings hold bytes, see {@link Latin1}. */
public final class RuntimeMessages {
    /**
     * What is said when the heap is full. It is made beforehand, as then there is no room for it. What Java reports of
     * the limit is a little less than what was asked for.
     */
    public static final String NOT_ENOUGH_MEMORY =
            notEnoughMemory(Runtime.getRuntime().maxMemory());

    private RuntimeMessages() {}

    private static String notEnoughMemory(long limitBytes) {
        long megabytes = (limitBytes + (1 << 20) - 1) >> 20;
        long more = Long.highestOneBit(Math.max(1, megabytes)) * 4;
        return "not enough memory (the heap is limited to " + megabytes + " MB; LUAHOME_JAVA_OPTS=-Xmx"
                + (more % 1024 == 0 ? more / 1024 + "g" : more + "m") + " raises that)";
    }

    /** The position of a frame's current instruction as {@code chunk:LINE: }; empty if no Lua function runs in it. */
    static String where(@Nullable Frame f) {
        if (f == null || f.kind != Frame.LUA) {
            return "";
        }
        int line = f.line();
        return source(f) + ":" + (line < 0 ? "?" : String.valueOf(line)) + ": ";
    }

    /** The name of the chunk that a frame runs, as messages show it. */
    static String source(Frame f) {
        return ChunkName.shown(ChunkName.of(f.prototype()));
    }

    /** An error raised by a frame's current instruction. */
    static LuaError raise(@Nullable Frame f, String message) {
        return new RaisedError(Latin1.ofBytes(where(f) + message));
    }

    /** {@code attempt to call global 'f' (a nil value)}; the name may be null. */
    static String attempt(String operation, LuaValue value, @Nullable String name) {
        return "attempt to " + operation + " "
                + (name == null ? "a " + value.typename() + " value" : name + " (a " + value.typename() + " value)");
    }

    /** The same in a frame: a stored function may miss a global that was there when it was written. */
    private static String attempt(Frame f, String operation, LuaValue value, @Nullable String name) {
        boolean missing = value.isnil()
                && name != null
                && name.startsWith("global ")
                && f.kind == Frame.LUA
                && f.function().isStored();
        return attempt(operation, value, name) + (missing ? "; globals are not persistent" : "");
    }

    /** What was to be indexed cannot be. */
    static LuaError cannotIndex(Frame f, LuaValue value) {
        int i = f.prototype().code[f.pc - 1];
        int op = i & 0x3f;
        String name;
        if (op == Lua.OP_GETTABUP) {
            name = VariableNames.upvalue(f.prototype(), i >>> 23);
        } else if (op == Lua.OP_SETTABUP) {
            name = VariableNames.upvalue(f.prototype(), (i >> 6) & 0xff);
        } else {
            name = VariableNames.register(f.prototype(), f.pc - 1, op == Lua.OP_SETTABLE ? (i >> 6) & 0xff : i >>> 23);
        }
        return raise(f, attempt(f, "index", value, name));
    }

    /** What stands in place of a table in a chain of `__index` or `__newindex` cannot be indexed. */
    static LuaError cannotIndexNext(Frame f, LuaValue value) {
        return raise(f, attempt("index", value, null));
    }

    /** What was to be called cannot be. */
    static LuaError cannotCall(Frame f, LuaValue value) {
        int operation = f.call & 0x3f;
        boolean named = f.kind == Frame.LUA && (operation == Lua.OP_CALL || operation == Lua.OP_TAILCALL);
        String name = named ? VariableNames.called(f) : null;
        return raise(f, attempt(f, "call", value, name));
    }

    /** One of the operands B and C of the current instruction does not fit: the first or the second. */
    static LuaError binary(Frame f, String operation, boolean first, LuaValue x, LuaValue y) {
        int i = f.prototype().code[f.pc - 1];
        int operand = first ? i >>> 23 : (i >> 14) & 0x1ff;
        String name = operand > 0xff ? null : VariableNames.register(f.prototype(), f.pc - 1, operand);
        return raise(f, attempt(f, operation, first ? x : y, name));
    }

    /** Two values cannot be joined; the left one is in that register, the right one next to it. */
    static LuaError concatenation(Frame f, int register, LuaValue left, LuaValue right) {
        boolean leftFits = left instanceof LuaString || left instanceof LuaNumber;
        String name = VariableNames.register(f.prototype(), f.pc - 1, leftFits ? register + 1 : register);
        return raise(f, attempt(f, "concatenate", leftFits ? right : left, name));
    }

    /** The message about an argument, with the name by which the frame's current instruction calls the function. */
    static String badArgument(Frame f, ArgumentError error) {
        String called = f.kind == Frame.LUA ? VariableNames.called(f) : null;
        String name = VariableNames.bare(called);
        String message =
                called == null || name == null ? error.getMessage() : error.message(name, called.startsWith("method"));
        return message == null ? "bad argument" : message;
    }

    /** Two values have no order. */
    static LuaError incomparable(@Nullable Frame f, LuaValue x, LuaValue y) {
        String left = x.typename();
        String right = y.typename();
        String message = left.equals(right)
                ? "attempt to compare two " + left + " values"
                : "attempt to compare " + left + " with " + right;
        return raise(f, message);
    }
}
