package luahome.lua.run;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * The comparisons that {@link Loop} does not do itself. Those of an instruction leave their outcome with {@link
 * Frame#decide} and answer the frame to go on with, {@code f} itself if no Lua function had to be called.
 */
final class Comparison {
    /** What turns an instruction into the one with the opposite outcome. */
    private static final int OPPOSITE = 1 << 6;

    private Comparison() {}

    /** x == y, for values that are not the same object. */
    static @Nullable Frame equal(Interpreter vm, Frame f, int instruction, LuaValue x, LuaValue y) {
        f.call = instruction;
        boolean same = x.raweq(y);
        if (!same && x.type() == y.type() && (x.istable() || x.isuserdata())) {
            LuaValue handler = Operations.metamethod(x, LuaValue.EQ);
            if (handler != LuaValue.NIL && handler.raweq(Operations.metamethod(y, LuaValue.EQ))) {
                return vm.call(f, handler, LuaValue.varargsOf(x, y));
            }
        }
        f.decide(same);
        return f;
    }

    /** x < y. */
    static @Nullable Frame lessThan(Interpreter vm, Frame f, int instruction, LuaValue x, LuaValue y) {
        f.call = instruction;
        if (x instanceof LuaNumber && y instanceof LuaNumber) {
            f.decide(x.todouble() < y.todouble());
            return f;
        }
        if (x instanceof LuaString && y instanceof LuaString) {
            f.decide(compare((LuaString) x, (LuaString) y) < 0);
            return f;
        }
        return vm.call(f, handler(f, x, y, LuaValue.LT), LuaValue.varargsOf(x, y));
    }

    /** x <= y; without a metamethod of its own it is not y < x. */
    static @Nullable Frame lessOrEqual(Interpreter vm, Frame f, int instruction, LuaValue x, LuaValue y) {
        f.call = instruction;
        if (x instanceof LuaNumber && y instanceof LuaNumber) {
            f.decide(x.todouble() <= y.todouble());
            return f;
        }
        if (x instanceof LuaString && y instanceof LuaString) {
            f.decide(compare((LuaString) x, (LuaString) y) <= 0);
            return f;
        }
        LuaValue handler = find(x, y, LuaValue.LE);
        if (handler != LuaValue.NIL) {
            return vm.call(f, handler, LuaValue.varargsOf(x, y));
        }
        f.call = instruction ^ OPPOSITE;
        return vm.call(f, handler(f, x, y, LuaValue.LT), LuaValue.varargsOf(y, x));
    }

    /** x < y for a library, in a run loop of its own if need be. */
    static boolean lessThan(Interpreter vm, LuaValue x, LuaValue y) {
        if (x instanceof LuaNumber && y instanceof LuaNumber) {
            return x.todouble() < y.todouble();
        }
        if (x instanceof LuaString && y instanceof LuaString) {
            return compare((LuaString) x, (LuaString) y) < 0;
        }
        Varargs result = vm.invoke(handler(null, x, y, LuaValue.LT), LuaValue.varargsOf(x, y));
        return result.arg1().toboolean();
    }

    private static LuaValue handler(@Nullable Frame f, LuaValue x, LuaValue y, LuaString event) {
        LuaValue handler = find(x, y, event);
        if (handler == LuaValue.NIL) {
            throw RuntimeMessages.incomparable(f, x, y);
        }
        return handler;
    }

    private static LuaValue find(LuaValue x, LuaValue y, LuaString event) {
        LuaValue handler = Operations.metamethod(x, event);
        return handler != LuaValue.NIL ? handler : Operations.metamethod(y, event);
    }

    /** The order of Lua's strings: byte by byte, unsigned. */
    private static int compare(LuaString x, LuaString y) {
        return Arrays.compareUnsigned(
                x.m_bytes, x.m_offset, x.m_offset + x.m_length, y.m_bytes, y.m_offset, y.m_offset + y.m_length);
    }
}
