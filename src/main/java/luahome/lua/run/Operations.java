package luahome.lua.run;

import luahome.home.value.HomeTable;
import luahome.lua.value.LuaNumbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What instructions do where the short form in {@link Loop} does not suffice: metamethods, conversions, errors. */
public final class Operations {
    /** Length of a chain of `__index` or `__newindex` tables at which PUC Lua gives up. */
    private static final int MAX_CHAIN = 100;

    private static final LuaString[] EVENTS = {
        LuaValue.ADD, LuaValue.SUB, LuaValue.MUL, LuaValue.DIV, LuaValue.MOD, LuaValue.POW
    };

    private Operations() {}

    /** The metamethod of a value for an event; NIL if there is none. */
    static LuaValue metamethod(LuaValue value, LuaValue event) {
        LuaValue metatable = value.getmetatable();
        return metatable == null ? LuaValue.NIL : metatable.rawget(event);
    }

    /**
     * {@code object[key]} if {@code object} is no table, or one without that key.
     *
     * @param instruction the one that asks, whose register A gets the value
     * @return the frame to go on with: {@code f} itself if no Lua function had to be called
     */
    static @Nullable Frame missing(Interpreter vm, Frame f, int instruction, LuaValue object, LuaValue key) {
        LuaValue at = object;
        LuaValue value = LuaValue.NIL;
        for (int chain = 0; value == LuaValue.NIL; chain++) {
            LuaValue handler;
            if (chain == MAX_CHAIN) {
                throw RuntimeMessages.raise(f, "loop in gettable");
            }
            if (at instanceof LuaTable) {
                LuaValue metatable = at.getmetatable();
                if (metatable == null || (handler = metatable.rawget(LuaValue.INDEX)) == LuaValue.NIL) {
                    break;
                }
            } else {
                handler = metamethod(at, LuaValue.INDEX);
                if (handler == LuaValue.NIL && JavaObjects.isJava(at)) {
                    value = JavaObjects.get(at, key);
                    break;
                }
                if (handler == LuaValue.NIL) {
                    throw chain == 0 ? RuntimeMessages.cannotIndex(f, at) : RuntimeMessages.cannotIndexNext(f, at);
                }
            }
            if (handler instanceof LuaFunction) {
                return call(vm, f, instruction, handler, LuaValue.varargsOf(at, key));
            }
            at = handler;
            if (at instanceof LuaTable) {
                value = at.rawget(key);
            }
        }
        f.registers[(instruction >> 6) & 0xff] = value;
        return f;
    }

    /** Calls a metamethod on behalf of an instruction, see {@link Frame#accept}. */
    static @Nullable Frame call(Interpreter vm, Frame f, int instruction, LuaValue handler, Varargs args) {
        f.call = instruction;
        return vm.call(f, handler, args);
    }

    /** {@code object[key] = value}, metamethods included; answers as {@link #missing} does. */
    static @Nullable Frame assign(
            Interpreter vm, Frame f, int instruction, LuaValue object, LuaValue key, LuaValue value) {
        LuaValue at = object;
        for (int chain = 0; chain < MAX_CHAIN; chain++) {
            LuaValue handler;
            if (at instanceof LuaTable) {
                LuaValue metatable = at.getmetatable();
                if (metatable == null
                        || (handler = metatable.rawget(LuaValue.NEWINDEX)) == LuaValue.NIL
                        || at.rawget(key) != LuaValue.NIL) {
                    store(f, (LuaTable) at, key, value);
                    return f;
                }
            } else {
                handler = metamethod(at, LuaValue.NEWINDEX);
                if (handler == LuaValue.NIL && JavaObjects.isJava(at)) {
                    JavaObjects.set(at, key, value);
                    return f;
                }
                if (handler == LuaValue.NIL) {
                    throw chain == 0 ? RuntimeMessages.cannotIndex(f, at) : RuntimeMessages.cannotIndexNext(f, at);
                }
            }
            if (handler instanceof LuaFunction) {
                return call(vm, f, instruction, handler, LuaValue.varargsOf(at, key, value));
            }
            at = handler;
        }
        throw RuntimeMessages.raise(f, "loop in settable");
    }

    private static void store(Frame f, LuaTable table, LuaValue key, LuaValue value) {
        if (key instanceof LuaDouble && Double.isNaN(key.todouble())) {
            throw RuntimeMessages.raise(f, "table index is NaN");
        }
        if (key == LuaValue.NIL) {
            throw RuntimeMessages.raise(f, "table index is nil");
        }
        table.rawset(key, value);
    }

    /** A table with room as `NEWTABLE` encodes it. */
    static HomeTable newTable(int list, int hash) {
        return list == 0 && hash == 0 ? new HomeTable() : new HomeTable(room(list), room(hash));
    }

    private static int room(int encoded) {
        int exponent = encoded >> 3;
        int room = exponent == 0 ? encoded : ((encoded & 7) + 8) << (exponent - 1);
        return Math.min(Math.max(room, 0), 1 << 16);
    }

    /** One of the six binary operations; answers as {@link #missing} does. */
    static @Nullable Frame arithmetic(Interpreter vm, Frame f, int instruction, LuaValue x, LuaValue y) {
        int operation = instruction & 0x3f;
        LuaValue l = x instanceof LuaNumber ? x : toNumber(x);
        LuaValue r = y instanceof LuaNumber ? y : toNumber(y);
        if (l != null && r != null) {
            boolean ints = l instanceof LuaInteger && r instanceof LuaInteger;
            f.registers[(instruction >> 6) & 0xff] = operation == Lua.OP_MOD && ints && ((LuaInteger) r).v > 0
                    ? LuaInteger.valueOf(Math.floorMod(((LuaInteger) l).v, ((LuaInteger) r).v))
                    : LuaDouble.valueOf(compute(operation, l.todouble(), r.todouble()));
            return f;
        }
        LuaString event = EVENTS[operation - Lua.OP_ADD];
        LuaValue handler = metamethod(x, event);
        if (handler == LuaValue.NIL) {
            handler = metamethod(y, event);
        }
        if (handler == LuaValue.NIL) {
            throw RuntimeMessages.binary(f, "perform arithmetic on", l == null, x, y);
        }
        return call(vm, f, instruction, handler, LuaValue.varargsOf(x, y));
    }

    /** The arithmetic of Lua 5.2 on doubles. */
    static double compute(int operation, double x, double y) {
        switch (operation) {
            case Lua.OP_ADD:
                return x + y;
            case Lua.OP_SUB:
                return x - y;
            case Lua.OP_MUL:
                return x * y;
            case Lua.OP_DIV:
                return x / y;
            case Lua.OP_MOD:
                return x - Math.floor(x / y) * y;
            default:
                return Math.pow(x, y);
        }
    }

    /** The number that a value is or, if a string, reads as; null if none. */
    public static @Nullable LuaValue toNumber(LuaValue value) {
        if (value instanceof LuaNumber) {
            return value;
        }
        return value instanceof LuaString ? LuaNumbers.parse((LuaString) value) : null;
    }

    /** -x; answers as {@link #missing} does. */
    static @Nullable Frame negate(Interpreter vm, Frame f, int instruction, LuaValue x) {
        LuaValue number = toNumber(x);
        if (number != null) {
            f.registers[(instruction >> 6) & 0xff] = LuaDouble.valueOf(-number.todouble());
            return f;
        }
        LuaValue handler = metamethod(x, LuaValue.UNM);
        if (handler == LuaValue.NIL) {
            throw RuntimeMessages.binary(f, "perform arithmetic on", true, x, x);
        }
        return call(vm, f, instruction, handler, LuaValue.varargsOf(x, x));
    }

    /** #x; answers as {@link #missing} does. */
    static @Nullable Frame length(Interpreter vm, Frame f, int instruction, LuaValue x) {
        int length;
        if (x instanceof LuaString) {
            length = ((LuaString) x).m_length;
        } else {
            LuaValue handler = metamethod(x, LuaValue.LEN);
            if (handler != LuaValue.NIL) {
                return call(vm, f, instruction, handler, LuaValue.varargsOf(x, x));
            }
            if (!(x instanceof LuaTable)) {
                throw RuntimeMessages.binary(f, "get length of", true, x, x);
            }
            length = x.rawlen();
        }
        f.registers[(instruction >> 6) & 0xff] = LuaInteger.valueOf(length);
        return f;
    }

    /** One step of a numeric loop that is not all ints; answers whether the loop goes on. */
    static boolean forLoop(LuaValue[] r, int a) {
        double step = r[a + 2].todouble();
        double n = r[a].todouble() + step;
        double limit = r[a + 1].todouble();
        if (step > 0 ? n <= limit : limit <= n) {
            LuaValue v = LuaDouble.valueOf(n);
            r[a] = v;
            r[a + 3] = v;
            return true;
        }
        return false;
    }

    /** Makes numbers of the three values of a numeric loop, and goes one step back. */
    static void forPrepare(Interpreter vm, Frame f, LuaValue[] r, int a) {
        LuaValue start = loopNumber(f, r[a], "initial value");
        r[a + 1] = loopNumber(f, r[a + 1], "limit");
        r[a + 2] = loopNumber(f, r[a + 2], "step");
        r[a] = LuaDouble.valueOf(start.todouble() - r[a + 2].todouble());
    }

    private static LuaValue loopNumber(Frame f, LuaValue value, String what) {
        LuaValue number = toNumber(value);
        if (number == null) {
            throw RuntimeMessages.raise(f, "'for' " + what + " must be a number");
        }
        return number;
    }

    /**
     * Stores list items of a constructor: {@code count} registers above {@code a}, or (0) up to the values on their
     * way.
     */
    static void setList(Frame f, LuaValue[] r, int a, int count, int offset) {
        HomeTable table = (HomeTable) r[a];
        int known = count != 0 ? count : f.multiBase - a - 1;
        // As PUC Lua does: then a nil in front of other values does not end the list.
        table.makeRoom(offset + known + (count == 0 ? f.multi.narg() : 0));
        for (int j = 1; j <= known; j++) {
            table.rawset(offset + j, r[a + j]);
        }
        if (count == 0) {
            Varargs more = f.multi;
            f.multi = LuaValue.NONE;
            for (int j = 1, end = more.narg(); j <= end; j++) {
                table.rawset(offset + known + j, more.arg(j));
            }
        }
    }
}
