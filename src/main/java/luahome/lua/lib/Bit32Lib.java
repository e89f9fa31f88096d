package luahome.lua.lib;

import java.util.function.IntBinaryOperator;
import luahome.home.HomeTable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `bit32`: operations on numbers taken modulo 2^32. */
final class Bit32Lib {
    private static final double MODULUS = 0x1p32;
    private static final int BITS = 32;

    private Bit32Lib() {}

    /** Adds the table to the global table. */
    static void register(HomeTable globals) {
        HomeTable bit32 = new HomeTable();
        Library.add(bit32, "arshift", a -> arithmeticShift(bits(a, 1), a.integer(2)));
        Library.add(bit32, "band", a -> result(all(a, -1, (x, y) -> x & y)));
        Library.add(bit32, "bnot", a -> result(~bits(a, 1)));
        Library.add(bit32, "bor", a -> result(all(a, 0, (x, y) -> x | y)));
        Library.add(bit32, "btest", a -> LuaValue.valueOf(all(a, -1, (x, y) -> x & y) != 0));
        Library.add(bit32, "bxor", a -> result(all(a, 0, (x, y) -> x ^ y)));
        Library.add(bit32, "extract", Bit32Lib::extract);
        Library.add(bit32, "lrotate", a -> result(Integer.rotateLeft(bits(a, 1), (int) (a.integer(2) & 31))));
        Library.add(bit32, "lshift", a -> shift(bits(a, 1), a.integer(2)));
        Library.add(bit32, "replace", Bit32Lib::replace);
        Library.add(bit32, "rrotate", a -> result(Integer.rotateRight(bits(a, 1), (int) (a.integer(2) & 31))));
        Library.add(bit32, "rshift", a -> shift(bits(a, 1), -a.integer(2)));
        globals.rawset(Library.text("bit32"), bit32);
    }

    /** The argument rounded to an integer, modulo 2^32. */
    private static int bits(Arguments a, int position) {
        double number = Math.rint(a.number(position));
        return (int) (long) (number - Math.floor(number / MODULUS) * MODULUS);
    }

    private static LuaValue result(int bits) {
        return LuaValue.valueOf((double) (bits & 0xffffffffL));
    }

    private static int all(Arguments a, int start, IntBinaryOperator operator) {
        int bits = start;
        for (int i = 1; i <= a.count(); i++) {
            bits = operator.applyAsInt(bits, bits(a, i));
        }
        return bits;
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
    private static long mask(Arguments a, int position) {
        long field = a.integer(position);
        long width = a.integer(position + 1, 1);
        if (field < 0) {
            throw a.wrong(position, "field cannot be negative");
        }
        if (width <= 0) {
            throw a.wrong(position + 1, "width must be positive");
        }
        if (field + width > BITS) {
            throw new LuaError("trying to access non-existent bits");
        }
        return (1L << width) - 1;
    }

    private static Varargs extract(Arguments a) {
        int bits = bits(a, 1);
        long mask = mask(a, 2);
        return result((int) ((bits >>> a.integer(2)) & mask));
    }

    private static Varargs replace(Arguments a) {
        int bits = bits(a, 1);
        int value = bits(a, 2);
        long mask = mask(a, 3);
        long field = a.integer(3);
        return result((int) ((bits & ~(mask << field)) | ((value & mask) << field)));
    }
}
