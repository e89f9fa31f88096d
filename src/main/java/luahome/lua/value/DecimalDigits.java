package luahome.lua.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The decimal digits of a double, correctly rounded from its exact binary value (ties to even), as C's printf gives
 * them.
 *
 * @param digits significant digits as ASCII, the first of them not '0' unless the value is zero
 * @param exponent power of ten of the first digit: the value is {@code d.ddd × 10^exponent}
 */
public record DecimalDigits(String digits, int exponent) {
    private static final int MANTISSA_BITS = 52;
    private static final int EXPONENT_BIAS = 1075;

    /** The largest power of five that fits a long; products with a mantissa up to there are exact in 128 bits. */
    private static final int LAST_POWER = 27;

    /** More digits than this do not fit a long in every case. */
    private static final int LONG_DIGITS = 17;

    private static final long[] POWERS_OF_FIVE = powers(5, LAST_POWER);
    private static final long[] POWERS_OF_TEN = powers(10, 18);

    private static final int NOT_POSSIBLE = -1;

    /**
     * The given number of significant digits.
     *
     * @param value finite and not negative
     * @param count how many digits, at least 1
     */
    public static DecimalDigits significant(double value, int count) {
        if (value == 0) {
            return new DecimalDigits("0".repeat(count), 0);
        }
        if (count <= LONG_DIGITS) {
            int exponent = (int) Math.floor(Math.log10(value));
            // The estimate may be one off at powers of ten, and rounding may carry into a further digit.
            for (int attempt = 0; attempt < 3; attempt++) {
                long digits = scaled(value, count - 1 - exponent);
                if (digits == NOT_POSSIBLE) {
                    break;
                }
                if (digits >= POWERS_OF_TEN[count]) {
                    exponent++;
                } else if (digits < POWERS_OF_TEN[count - 1]) {
                    exponent--;
                } else {
                    return new DecimalDigits(Long.toString(digits), exponent);
                }
            }
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(count, RoundingMode.HALF_EVEN));
        String digits = rounded.unscaledValue().toString();
        int exponent = digits.length() - 1 - rounded.scale();
        return new DecimalDigits(digits + "0".repeat(count - digits.length()), exponent);
    }

    /**
     * The value in plain notation with the given number of digits after the point, as {@code %.Nf} writes it, but
     * without a point where there is no such digit.
     *
     * @param value finite and not negative
     * @param fractionDigits at least 0
     */
    public static String fixed(double value, int fractionDigits) {
        long scaled = value == 0 ? 0 : scaled(value, fractionDigits);
        if (scaled == NOT_POSSIBLE) {
            return new BigDecimal(value)
                    .setScale(fractionDigits, RoundingMode.HALF_EVEN)
                    .toPlainString();
        }
        String digits = Long.toString(scaled);
        if (fractionDigits == 0) {
            return digits;
        }
        if (digits.length() <= fractionDigits) {
            digits = "0".repeat(fractionDigits + 1 - digits.length()) + digits;
        }
        int point = digits.length() - fractionDigits;
        return digits.substring(0, point) + '.' + digits.substring(point);
    }

    /**
     * {@code value × 10^power}, rounded to an integer, ties to even; {@link #NOT_POSSIBLE} where this exact short way
     * does not reach.
     */
    private static long scaled(double value, int power) {
        if (power < 0) {
            return shrunk(value, -power);
        }
        long bits = Double.doubleToRawLongBits(value);
        int biased = (int) (bits >>> MANTISSA_BITS);
        if (power > LAST_POWER || biased == 0) {
            return NOT_POSSIBLE;
        }
        long mantissa = bits & (1L << MANTISSA_BITS) - 1 | 1L << MANTISSA_BITS;
        // value × 10^power = mantissa × 5^power × 2^(biased - EXPONENT_BIAS + power)
        int shift = EXPONENT_BIAS - biased - power;
        long high = Math.multiplyHigh(mantissa, POWERS_OF_FIVE[power]);
        long low = mantissa * POWERS_OF_FIVE[power];
        if (shift <= 0 || shift >= 127) {
            return NOT_POSSIBLE;
        }
        long quotient;
        long rest;
        long half;
        boolean sticky;
        if (shift >= Long.SIZE) {
            int inHigh = shift - Long.SIZE;
            // At exactly 64 the rest is the whole low half: compared without its last bit, to stay non-negative.
            quotient = high >>> inHigh;
            rest = inHigh == 0 ? low >>> 1 : high & (1L << inHigh) - 1;
            half = inHigh == 0 ? 1L << 62 : 1L << inHigh >>> 1;
            sticky = inHigh == 0 ? (low & 1) != 0 : low != 0;
        } else {
            if (high >>> shift - 1 != 0) {
                return NOT_POSSIBLE;
            }
            quotient = high << Long.SIZE - shift | low >>> shift;
            rest = low & (1L << shift) - 1;
            half = 1L << shift - 1;
            sticky = false;
        }
        boolean up = rest > half || rest == half && (sticky || (quotient & 1) != 0);
        return up ? quotient + 1 : quotient;
    }

    /** {@code value / 10^power} rounded likewise, for integers that fit a long. */
    private static long shrunk(double value, int power) {
        long whole = (long) value;
        if (power >= POWERS_OF_TEN.length || whole != value || whole == Long.MAX_VALUE) {
            return NOT_POSSIBLE;
        }
        long divisor = POWERS_OF_TEN[power];
        long quotient = whole / divisor;
        long rest = whole % divisor;
        long half = divisor / 2;
        boolean up = rest > half || rest == half && (quotient & 1) != 0;
        return up ? quotient + 1 : quotient;
    }

    private static long[] powers(long base, int last) {
        long[] powers = new long[last + 1];
        powers[0] = 1;
        for (int i = 1; i <= last; i++) {
            powers[i] = powers[i - 1] * base;
        }
        return powers;
    }
}
