package luahome.lua.lib;

import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LuaArguments;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library {@code math}. */
final class MathLib {
    /** From here on not every integer is a float. */
    private static final double LAST_INTEGER = 0x1p53;

    private static final LuaString INTEGER = Library.text("integer");
    private static final LuaString FLOAT = Library.text("float");

    private SplittableRandom random = new SplittableRandom(0);

    private MathLib() {}

    /** Adds the table to the global table. */
    static void register(HomeTable globals) {
        MathLib lib = new MathLib();
        HomeTable math = new HomeTable();
        math.rawset(Library.text("huge"), LuaDouble.POSINF);
        math.rawset(Library.text("pi"), LuaValue.valueOf(Math.PI));
        function(math, "abs", Math::abs);
        function(math, "acos", Math::acos);
        function(math, "asin", Math::asin);
        function(math, "atan", Math::atan);
        function(math, "ceil", Math::ceil);
        function(math, "cos", Math::cos);
        function(math, "cosh", Math::cosh);
        function(math, "deg", x -> x / (Math.PI / 180));
        function(math, "exp", Math::exp);
        function(math, "floor", Math::floor);
        function(math, "log10", Math::log10);
        function(math, "rad", x -> x * (Math.PI / 180));
        function(math, "sin", Math::sin);
        function(math, "sinh", Math::sinh);
        function(math, "sqrt", Math::sqrt);
        function(math, "tan", Math::tan);
        function(math, "tanh", Math::tanh);
        function(math, "atan2", Math::atan2);
        function(math, "fmod", (x, y) -> x % y);
        Library.add(math, "frexp", MathLib::frexp);
        Library.add(math, "ldexp", a -> number(ldexp(a.number(1), (long) a.int32(2))));
        Library.add(math, "log", MathLib::log);
        Library.add(math, "max", a -> extreme(a, 1));
        Library.add(math, "min", a -> extreme(a, -1));
        Library.add(math, "modf", MathLib::modf);
        Library.add(math, "tointeger", a -> a.any(1) instanceof LuaNumber n && isInteger(n) ? n : LuaValue.NIL);
        Library.add(math, "type", MathLib::type);
        Library.add(
                math,
                "ult",
                a -> LuaValue.valueOf(Long.compareUnsigned((long) a.integral(1), (long) a.integral(2)) < 0));
        math.rawset(Library.text("maxinteger"), number(LAST_INTEGER));
        math.rawset(Library.text("mininteger"), number(-LAST_INTEGER));
        Library.add(math, "pow", a -> number(power(a.number(1), a.number(2))));
        Library.add(math, "random", lib::random);
        Library.add(math, "randomseed", lib::seed);
        globals.rawset(Library.text("math"), math);
    }

    private static void function(HomeTable math, String name, DoubleUnaryOperator operator) {
        Library.add(math, name, a -> number(operator.applyAsDouble(a.number(1))));
    }

    /** The second argument is looked at first, as in C. */
    private static void function(HomeTable math, String name, DoubleBinaryOperator operator) {
        Library.add(math, name, a -> {
            double second = a.number(2);
            return number(operator.applyAsDouble(a.number(1), second));
        });
    }

    private static LuaValue number(double value) {
        return LuaValue.valueOf(value);
    }

    /** Whether Lua 5.3 would have it as an integer; all are floats here, so it is one only where floats are exact. */
    private static boolean isInteger(LuaNumber value) {
        double number = value.todouble();
        return number == Math.rint(number) && Math.abs(number) <= LAST_INTEGER;
    }

    private static Varargs type(LuaArguments a) {
        return a.any(1) instanceof LuaNumber number ? isInteger(number) ? INTEGER : FLOAT : LuaValue.NIL;
    }

    private static Varargs log(LuaArguments a) {
        double x = a.number(1);
        if (a.value(2).isnil()) {
            return number(Math.log(x));
        }
        double base = a.number(2);
        return number(base == 10 ? Math.log10(x) : Math.log(x) / Math.log(base));
    }

    private static Varargs extreme(LuaArguments a, int sign) {
        double best = a.number(1);
        for (int i = 2; i <= a.count(); i++) {
            double next = a.number(i);
            if (sign > 0 ? next > best : next < best) {
                best = next;
            }
        }
        return number(best);
    }

    private static Varargs modf(LuaArguments a) {
        double x = a.number(1);
        double whole = x >= 0 ? Math.floor(x) : Math.ceil(x);
        return LuaValue.varargsOf(number(whole), number(Double.isInfinite(x) ? 0 : x - whole));
    }

    private static Varargs frexp(LuaArguments a) {
        double x = a.number(1);
        if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
            return LuaValue.varargsOf(number(x), LuaValue.ZERO);
        }
        int exponent = Math.getExponent(x) + 1;
        if (Math.getExponent(x) < Double.MIN_EXPONENT) {
            exponent = Math.getExponent(x * 0x1p54) + 1 - 54;
        }
        return LuaValue.varargsOf(number(ldexp(x, -(long) exponent)), LuaValue.valueOf(exponent));
    }

    /** C's pow: 1 to any power is 1, and so is -1 to an infinite one. */
    private static double power(double x, double y) {
        return x == 1 || x == -1 && Double.isInfinite(y) ? 1 : Math.pow(x, y);
    }

    /** x * 2^exponent, in two steps where one would leave the range of doubles. */
    private static double ldexp(double x, long exponent) {
        int e = (int) Math.max(-2200, Math.min(2200, exponent));
        return Math.scalb(Math.scalb(x, e / 2), e - e / 2);
    }

    private Varargs random(LuaArguments a) {
        double r = random.nextDouble();
        switch (a.count()) {
            case 0:
                return number(r);
            case 1:
                double limit = Math.floor(a.number(1));
                if (!(1 <= limit)) {
                    throw a.wrong(1, "interval is empty");
                }
                return number(Math.floor(r * limit) + 1);
            case 2:
                double low = Math.floor(a.number(1));
                double high = Math.floor(a.number(2));
                if (!(low <= high)) {
                    throw a.wrong(2, "interval is empty");
                }
                return number(Math.floor(r * (high - low + 1)) + low);
            default:
                throw new LuaError("wrong number of arguments");
        }
    }

    private Varargs seed(LuaArguments a) {
        random = new SplittableRandom(Double.doubleToLongBits(a.number(1)));
        return LuaValue.NONE;
    }
}
