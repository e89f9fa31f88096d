package luahome.lua.lib.string;

import java.util.Locale;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.DecimalDigits;
import luahome.lua.value.LuaNumbers;

/** printf's conversions of doubles: {@code %e %f %g %a} and their capitals. Stateless. */
final class FloatFormat {
    private static final int DEFAULT_PRECISION = 6;
    private static final int HEX_DIGITS = 13;
    private static final int SMALLEST_EXPONENT = -1022;

    private FloatFormat() {}

    /** Writes a number as a conversion says. */
    static void append(ByteBuilder out, FormatSpec spec, double number) {
        boolean negative = number < 0 || number == 0 && 1 / number < 0;
        String sign = negative ? "-" : spec.signOfPositive();
        boolean capital = Character.isUpperCase(spec.conversion());
        double size = Math.abs(number);
        if (!Double.isFinite(size)) {
            spec.appendPadded(out, sign, inCase(Double.isNaN(size) ? "nan" : "inf", capital), false);
            return;
        }
        StringBuilder text = new StringBuilder();
        String prefix = sign;
        switch (Character.toLowerCase(spec.conversion())) {
            case 'a' -> {
                prefix += capital ? "0X" : "0x";
                appendHex(text, size, spec);
            }
            case 'e' -> appendScientific(text, size, spec);
            case 'f' -> {
                int precision = precision(spec);
                text.append(DecimalDigits.fixed(size, precision));
                text.append(precision == 0 && spec.alternative() ? "." : "");
            }
            default -> {
                int precision = Math.max(1, precision(spec));
                DecimalDigits digits = DecimalDigits.significant(size, precision);
                LuaNumbers.appendGeneral(text, digits, precision, spec.alternative());
            }
        }
        spec.appendPadded(out, prefix, inCase(text.toString(), capital), true);
    }

    private static void appendScientific(StringBuilder text, double size, FormatSpec spec) {
        int precision = precision(spec);
        DecimalDigits number = DecimalDigits.significant(size, precision + 1);
        text.append(number.digits().charAt(0));
        if (precision > 0 || spec.alternative()) {
            text.append('.').append(number.digits(), 1, precision + 1);
        }
        LuaNumbers.appendExponent(text, number.exponent());
    }

    private static void appendHex(StringBuilder text, double size, FormatSpec spec) {
        long bits = Double.doubleToRawLongBits(size);
        long fraction = bits & (1L << 4 * HEX_DIGITS) - 1;
        int exponent = size == 0 ? 0 : Math.max(Math.getExponent(size), SMALLEST_EXPONENT);
        long significand = fraction | (size >= Double.MIN_NORMAL ? 1L << 4 * HEX_DIGITS : 0);
        int precision = spec.precision();
        if (precision >= 0 && precision < HEX_DIGITS) {
            int dropped = 4 * (HEX_DIGITS - precision);
            long rest = significand & (1L << dropped) - 1;
            long half = 1L << dropped - 1;
            long kept = significand >>> dropped;
            boolean up = rest > half || rest == half && (kept & 1) != 0;
            significand = (up ? kept + 1 : kept) << dropped;
        }
        String all = Long.toHexString(significand & (1L << 4 * HEX_DIGITS) - 1);
        String digits = "0".repeat(HEX_DIGITS - all.length()) + all;
        int count = HEX_DIGITS;
        while (count > Math.max(precision, 0) && digits.charAt(count - 1) == '0') {
            count--;
        }
        text.append(significand >>> 4 * HEX_DIGITS);
        if (count > 0 || precision > 0 || spec.alternative()) {
            text.append('.').append(digits, 0, count).append("0".repeat(Math.max(0, precision - count)));
        }
        text.append('p').append(exponent < 0 ? "" : "+").append(exponent);
    }

    private static int precision(FormatSpec spec) {
        return spec.precision() < 0 ? DEFAULT_PRECISION : spec.precision();
    }

    private static String inCase(String text, boolean capital) {
        return capital ? text.toUpperCase(Locale.ROOT) : text;
    }
}
