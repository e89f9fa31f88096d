package luahome.lua.value;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Numbers to text and back as Lua 5.2 does it: {@code %.14g} one way, C's {@code strtod} without "inf" and "nan" the
 * other. Stateless; any thread.
 */
public final class LuaNumbers {
    private static final int DIGITS = 14;

    /** From here on %.14g writes an exponent. */
    private static final long FIRST_WITH_EXPONENT = 100_000_000_000_000L;

    private static final LuaString INF = ascii("inf");
    private static final LuaString MINUS_INF = ascii("-inf");
    private static final LuaString NAN = ascii("nan");
    private static final LuaString MINUS_ZERO = ascii("-0");

    private static final LuaString[] SMALL = small();

    private LuaNumbers() {}

    /**
     * The number as {@code tostring} and {@code ..} show it.
     *
     * <p>Every NaN is {@code nan}: the sign that PUC Lua shows comes from the processor, and the Java virtual machine
     * does not keep it.
     */
    public static LuaString toLuaString(double number) {
        long whole = (long) number;
        if (whole == number && whole < FIRST_WITH_EXPONENT && whole > -FIRST_WITH_EXPONENT) {
            if (whole == 0 && 1 / number < 0) {
                return MINUS_ZERO;
            }
            return toLuaString(whole);
        }
        if (number != number) {
            return NAN;
        }
        if (Double.isInfinite(number)) {
            return number > 0 ? INF : MINUS_INF;
        }
        StringBuilder text = new StringBuilder(24);
        if (number < 0) {
            text.append('-');
        }
        appendGeneral(text, DecimalDigits.significant(Math.abs(number), DIGITS), DIGITS, false);
        return ascii(text);
    }

    /**
     * The text of a value of type number.
     *
     * @throws IllegalArgumentException if it is of another type
     */
    public static LuaString tostring(LuaValue number) {
        if (number instanceof LuaInteger integer) {
            return toLuaString((long) integer.v);
        }
        if (number.type() != LuaValue.TNUMBER) {
            throw new IllegalArgumentException("not a number: " + number.typename());
        }
        return toLuaString(number.todouble());
    }

    /**
     * What {@code tonumber} makes of a string: a decimal or hexadecimal numeral, white space around it allowed.
     *
     * @return null if the string is no numeral
     */
    public static @Nullable LuaValue parse(LuaString text) {
        return NumeralParser.parse(text.m_bytes, text.m_offset, text.m_length);
    }

    /**
     * What {@code tonumber} makes of a string and a base: an integer numeral, white space around it allowed.
     *
     * @param base 2 to 36
     * @return null if the string is no such numeral
     */
    public static @Nullable LuaValue parse(LuaString text, int base) {
        return NumeralParser.parse(text.m_bytes, text.m_offset, text.m_length, base);
    }

    /**
     * Writes digits the way {@code %g} does: an exponent where it is below -4 or not below the precision.
     *
     * @param precision number of digits that {@code %g} was asked for, at least 1
     * @param keepZeros whether zeros at the end, and the point, stay (the flag '#')
     */
    public static void appendGeneral(StringBuilder out, DecimalDigits number, int precision, boolean keepZeros) {
        String digits = number.digits();
        int exponent = number.exponent();
        int count = digits.length();
        if (!keepZeros) {
            while (count > 1 && digits.charAt(count - 1) == '0') {
                count--;
            }
        }
        if (exponent < -4 || exponent >= precision) {
            out.append(digits.charAt(0));
            if (count > 1 || keepZeros) {
                out.append('.').append(digits, 1, count);
            }
            appendExponent(out, exponent);
        } else if (exponent < 0) {
            out.append("0.").append("0".repeat(-exponent - 1)).append(digits, 0, count);
        } else if (count <= exponent + 1) {
            out.append(digits, 0, exponent + 1);
            if (keepZeros) {
                out.append('.');
            }
        } else {
            out.append(digits, 0, exponent + 1).append('.').append(digits, exponent + 1, count);
        }
    }

    /** Writes an exponent as C does: a sign and at least two digits. */
    public static void appendExponent(StringBuilder out, int exponent) {
        out.append('e').append(exponent < 0 ? '-' : '+');
        int size = Math.abs(exponent);
        if (size < 10) {
            out.append('0');
        }
        out.append(size);
    }

    private static LuaString toLuaString(long number) {
        if (number >= 0 && number < SMALL.length) {
            return SMALL[(int) number];
        }
        return ascii(Long.toString(number));
    }

    private static LuaString[] small() {
        LuaString[] small = new LuaString[256];
        for (int i = 0; i < small.length; i++) {
            small[i] = ascii(Integer.toString(i));
        }
        return small;
    }

    private static LuaString ascii(CharSequence text) {
        return LuaString.valueUsing(text.toString().getBytes(StandardCharsets.ISO_8859_1));
    }
}
