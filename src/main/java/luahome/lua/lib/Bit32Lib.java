package luahome.lua.lib;

import java.util.function.IntBinaryOperator;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LuaArguments;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `bit32`: operations on numbers taken modulo 2^32. */
final class Bit32Lib {
    private static final double ALIGNING = 0x1.8p52;
    private static final int BITS = 32;

    private Bit32Lib() {}

    /** Adds the table to the global table. */
    static void register(HomeTable globals) {
        HomeTable bit32 = new HomeTable();
        Library.add(bit32, "arshift", a -> arithmeticShift(bits(a, 1), a.int32(2)));
        Library.add(bit32, "band", a -> result(all(a, -1, (x, y) -> x & y)));
        Library.add(bit32, "bnot", a -> result(~bits(a, 1)));
        Library.add(bit32, "bor", a -> result(all(a, 0, (x, y) -> x | y)));
        Library.add(bit32, "btest", a -> LuaValue.valueOf(all(a, -1, (x, y) -> x & y) != 0));
        Library.add(bit32, "bxor", a -> result(all(a, 0, (x, y) -> x ^ y)));
        Library.add(bit32, "extract", Bit32Lib::extract);
        Library.add(bit32, "lrotate", a -> rotate(a, a.int32(2)));
        Library.add(bit32, "lshift", a -> shift(a, a.int32(2)));
        Library.add(bit32, "replace", Bit32Lib::replace);
        Library.add(bit32, "rrotate", a -> rotate(a, -a.int32(2)));
        Library.add(bit32, "rshift", a -> shift(a, -(long) a.int32(2)));
        globals.rawset(Library.text("bit32"), bit32);
    }

    /**
     * The argument rounded to an integer, modulo 2^32. Beyond 2^51 the outcome is that of Lua's own trick: the lower
     * half of the number's bits once its lowest one stands for 1.
     */
    private static int bits(LuaArguments a, int position) {
        return (int) Double.doubleToRawLongBits(a.number(position) + ALIGNING);
    }

    private static LuaValue result(int bits) {
        return LuaValue.valueOf((double) (bits & 0xffffffffL));
    }

    private static int all(LuaArguments a, int start, IntBinaryOperator operator) {
        int bits = start;
        for (int i = 1; i <= a.count(); i++) {
            bits = operator.applyAsInt(bits, bits(a, i));
        }
        return bits;
    }

    private static LuaValue rotate(LuaArguments a, int left) {
        return result(Integer.rotateLeft(bits(a, 1), left));
    }

    private static LuaValue shift(LuaArguments a, long left) {
        return shift(bits(a, 1), left);
    }

    private static LuaValue shift(int bits, long left) {
        if (left >= BITS || left <= -BITS) {
            return LuaValue.ZERO;
        }
        return result(left >= 0 ? bits << left : bits >>> -left);
    }

    private static LuaValue arithmeticShift(int bits, long right) {
        if (right < 0) {
            return shift(bits, -right);
        }
        return result(bits >> Math.min(right, BITS - 1));
    }

    /** The mask of a field before it is moved into place; checks the arguments for its place and width. */
    private static long mask(LuaArguments a, int position) {
        int field = a.int32(position);
        int width = a.int32(position + 1, 1);
        if (field < 0) {
            throw a.wrong(position, "field cannot be negative");
        }
        if (width <= 0) {
            throw a.wrong(position + 1, "width must be positive");
        }
        if ((long) field + width > BITS) {
            throw new LuaError("trying to access non-existent bits");
        }
        return (1L << width) - 1;
    }

    private static Varargs extract(LuaArguments a) {
        int bits = bits(a, 1);
        long mask = mask(a, 2);
        return result((int) ((bits >>> a.int32(2)) & mask));
    }

    private static Varargs replace(LuaArguments a) {
        int bits = bits(a, 1);
        int value = bits(a, 2);
        long mask = mask(a, 3);
        int field = a.int32(3);
        return result((int) ((bits & ~(mask << field)) | ((value & mask) << field)));
    }
}
