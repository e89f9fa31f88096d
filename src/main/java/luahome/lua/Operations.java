package luahome.lua;

import java.util.Arrays;
import luahome.home.HomeTable;
import luahome.lua.lib.LuaNumbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.Lua;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** What instructions do where the short form in {@link Loop} does not suffice: metamethods, conversions, errors. */
final class Operations {
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

    /** {@code object[key]}, metamethods included. */
    static LuaValue index(Frame f, LuaValue object, LuaValue key) {
        if (object instanceof LuaTable) {
            LuaValue value = object.rawget(key);
            if (value != LuaValue.NIL) {
                return value;
            }
        }
        return missing(f, object, key);
    }

    /** {@code object[key]} if {@code object} is no table, or one without that key. */
    static LuaValue missing(Frame f, LuaValue object, LuaValue key) {
        LuaValue at = object;
        for (int chain = 0; chain < MAX_CHAIN; chain++) {
            LuaValue handler;
            if (at instanceof LuaTable) {
                LuaValue metatable = at.getmetatable();
                if (metatable == null) {
                    return LuaValue.NIL;
                }
                handler = metatable.rawget(LuaValue.INDEX);
                if (handler == LuaValue.NIL) {
                    return LuaValue.NIL;
                }
            } else {
                handler = metamethod(at, LuaValue.INDEX);
                if (handler == LuaValue.NIL) {
                    throw chain == 0 ? Messages.cannotIndex(f, at) : Messages.cannotIndexNext(f, at);
                }
            }
            if (handler.isfunction()) {
                return handler.call(at, key);
            }
            at = handler;
            if (at instanceof LuaTable) {
                LuaValue value = at.rawget(key);
                if (value != LuaValue.NIL) {
                    return value;
                }
            }
        }
        throw Messages.raise(f, "loop in gettable");
    }

    /** {@code object[key] = value}, metamethods included. */
    static void assign(Frame f, LuaValue object, LuaValue key, LuaValue value) {
        LuaValue at = object;
        for (int chain = 0; chain < MAX_CHAIN; chain++) {
            LuaValue handler;
            if (at instanceof LuaTable) {
                LuaValue metatable = at.getmetatable();
                if (metatable == null
                        || (handler = metatable.rawget(LuaValue.NEWINDEX)) == LuaValue.NIL
                        || at.rawget(key) != LuaValue.NIL) {
                    store(f, (LuaTable) at, key, value);
                    return;
                }
            } else {
                handler = metamethod(at, LuaValue.NEWINDEX);
                if (handler == LuaValue.NIL) {
                    throw chain == 0 ? Messages.cannotIndex(f, at) : Messages.cannotIndexNext(f, at);
                }
            }
            if (handler.isfunction()) {
                handler.call(at, key, value);
                return;
            }
            at = handler;
        }
        throw Messages.raise(f, "loop in settable");
    }

    private static void store(Frame f, LuaTable table, LuaValue key, LuaValue value) {
        if (key instanceof LuaDouble && Double.isNaN(key.todouble())) {
            throw Messages.raise(f, "table index is NaN");
        }
        if (key == LuaValue.NIL) {
            throw Messages.raise(f, "table index is nil");
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

    /** x * y. */
    static LuaValue multiply(Interpreter vm, Frame f, LuaValue x, LuaValue y) {
        if (x instanceof LuaInteger && y instanceof LuaInteger) {
            long product = (long) ((LuaInteger) x).v * ((LuaInteger) y).v;
            return product == (int) product ? LuaInteger.valueOf((int) product) : LuaDouble.valueOf((double) product);
        }
        return arithmetic(vm, f, Lua.OP_MUL, x, y);
    }

    /** One of the six binary operations, by its opcode. */
    static LuaValue arithmetic(Interpreter vm, Frame f, int operation, LuaValue x, LuaValue y) {
        LuaValue l = x instanceof LuaNumber ? x : toNumber(x);
        LuaValue r = y instanceof LuaNumber ? y : toNumber(y);
        if (l != null && r != null) {
            boolean ints = l instanceof LuaInteger && r instanceof LuaInteger;
            if (operation == Lua.OP_MOD && ints && ((LuaInteger) r).v > 0) {
                return LuaInteger.valueOf(Math.floorMod(((LuaInteger) l).v, ((LuaInteger) r).v));
            }
            return LuaDouble.valueOf(compute(operation, l.todouble(), r.todouble()));
        }
        LuaString event = EVENTS[operation - Lua.OP_ADD];
        LuaValue handler = metamethod(x, event);
        if (handler == LuaValue.NIL) {
            handler = metamethod(y, event);
        }
        if (handler == LuaValue.NIL) {
            throw Messages.binary(f, "perform arithmetic on", l == null, x, y);
        }
        return vm.invoke(handler, LuaValue.varargsOf(x, y)).arg1();
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
    static @Nullable LuaValue toNumber(LuaValue value) {
        if (value instanceof LuaNumber) {
            return value;
        }
        return value instanceof LuaString ? LuaNumbers.parse((LuaString) value) : null;
    }

    /** -x. */
    static LuaValue negate(Interpreter vm, Frame f, LuaValue x) {
        LuaValue number = toNumber(x);
        if (number != null) {
            return LuaDouble.valueOf(-number.todouble());
        }
        LuaValue handler = metamethod(x, LuaValue.UNM);
        if (handler == LuaValue.NIL) {
            throw Messages.binary(f, "perform arithmetic on", true, x, x);
        }
        return vm.invoke(handler, LuaValue.varargsOf(x, x)).arg1();
    }

    /** #x. */
    static LuaValue length(Interpreter vm, Frame f, LuaValue x) {
        if (x instanceof LuaString) {
            return LuaInteger.valueOf(((LuaString) x).m_length);
        }
        LuaValue handler = metamethod(x, LuaValue.LEN);
        if (handler != LuaValue.NIL) {
            return vm.invoke(handler, LuaValue.varargsOf(x, x)).arg1();
        }
        if (x instanceof LuaTable) {
            return LuaInteger.valueOf(((LuaTable) x).rawlen());
        }
        throw Messages.binary(f, "get length of", true, x, x);
    }

    /** x == y, metamethods included. */
    static boolean equal(Interpreter vm, LuaValue x, LuaValue y) {
        if (x.raweq(y)) {
            return true;
        }
        if (x.type() != y.type() || !(x.istable() || x.isuserdata())) {
            return false;
        }
        LuaValue handler = metamethod(x, LuaValue.EQ);
        return handler != LuaValue.NIL
                && handler.raweq(metamethod(y, LuaValue.EQ))
                && vm.invoke(handler, LuaValue.varargsOf(x, y)).arg1().toboolean();
    }

    /** x < y; the frame is null for a comparison made by a library. */
    static boolean lessThan(Interpreter vm, @Nullable Frame f, LuaValue x, LuaValue y) {
        if (x instanceof LuaNumber && y instanceof LuaNumber) {
            return x.todouble() < y.todouble();
        }
        if (x instanceof LuaString && y instanceof LuaString) {
            return compare((LuaString) x, (LuaString) y) < 0;
        }
        LuaValue handler = comparison(x, y, LuaValue.LT);
        if (handler == LuaValue.NIL) {
            throw Messages.incomparable(f, x, y);
        }
        return vm.invoke(handler, LuaValue.varargsOf(x, y)).arg1().toboolean();
    }

    /** x <= y. */
    static boolean lessOrEqual(Interpreter vm, @Nullable Frame f, LuaValue x, LuaValue y) {
        if (x instanceof LuaNumber && y instanceof LuaNumber) {
            return x.todouble() <= y.todouble();
        }
        if (x instanceof LuaString && y instanceof LuaString) {
            return compare((LuaString) x, (LuaString) y) <= 0;
        }
        LuaValue handler = comparison(x, y, LuaValue.LE);
        if (handler != LuaValue.NIL) {
            return vm.invoke(handler, LuaValue.varargsOf(x, y)).arg1().toboolean();
        }
        handler = comparison(y, x, LuaValue.LT);
        if (handler == LuaValue.NIL) {
            throw Messages.incomparable(f, x, y);
        }
        return !vm.invoke(handler, LuaValue.varargsOf(y, x)).arg1().toboolean();
    }

    private static LuaValue comparison(LuaValue x, LuaValue y, LuaString event) {
        LuaValue handler = metamethod(x, event);
        return handler != LuaValue.NIL ? handler : metamethod(y, event);
    }

    /** The order of Lua's strings: byte by byte, unsigned. */
    static int compare(LuaString x, LuaString y) {
        return Arrays.compareUnsigned(
                x.m_bytes, x.m_offset, x.m_offset + x.m_length, y.m_bytes, y.m_offset, y.m_offset + y.m_length);
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
            throw Messages.raise(f, "'for' " + what + " must be a number");
        }
        return number;
    }

    /**
     * Stores list items of a constructor: {@code count} registers above {@code a}, or (0) up to the values on their
     * way.
     */
    static void setList(Frame f, LuaValue[] r, int a, int count, int offset) {
        LuaTable table = (LuaTable) r[a];
        int known = count != 0 ? count : f.multiBase - a - 1;
        for (int j = 1; j <= known; j++) {
            table.rawset(offset + j, r[a + j]);
        }
        if (count == 0) {
            int more = f.multi.narg();
            for (int j = 1; j <= more; j++) {
                table.rawset(offset + known + j, f.multi.arg(j));
            }
        }
    }
}
