package luahome.lua.value;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaValue;

/** Reads numerals out of bytes as C's strtod and Lua's tonumber with a base do. No state outlives a call. */
final class NumeralParser {
    /** A decimal integer of so many digits is exact in a long, and its nearest double is the numeral's. */
    private static final int SAFE_LONG_DIGITS = 18;

    private final byte[] bytes;
    private final int end;
    private int at;

    private NumeralParser(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.at = offset;
        this.end = offset + length;
    }

    /** A decimal or hexadecimal numeral, integer or not, with white space around it; null if it is none. */
    static @Nullable LuaValue parse(byte[] bytes, int offset, int length) {
        return new NumeralParser(bytes, offset, length).numeral();
    }

    /** An integer numeral in the given base, with white space around it; null if it is none. */
    static @Nullable LuaValue parse(byte[] bytes, int offset, int length, int base) {
        return new NumeralParser(bytes, offset, length).integer(base);
    }

    private @Nullable LuaValue numeral() {
        skipSpace();
        boolean negative = sign();
        LuaValue result;
        if (at + 1 < end && bytes[at] == '0' && (bytes[at + 1] | 0x20) == 'x') {
            at += 2;
            result = hexadecimal(negative);
        } else {
            result = decimal(negative);
        }
        return result != null && onlySpaceLeft() ? result : null;
    }

    private @Nullable LuaValue decimal(boolean negative) {
        int start = at;
        long value = 0;
        while (at < end && isDigit(bytes[at])) {
            value = value * 10 + bytes[at] - '0';
            at++;
        }
        int digits = at - start;
        boolean plain = true;
        if (at < end && bytes[at] == '.') {
            plain = false;
            at++;
            int fraction = at;
            skipDigits();
            digits += at - fraction;
        }
        if (digits == 0 || !exponent('e')) {
            return null;
        }
        plain &= at - start == digits;
        if (plain && digits <= SAFE_LONG_DIGITS) {
            return signed(value, negative);
        }
        return signed(Double.parseDouble(text(start)), negative);
    }

    private @Nullable LuaValue hexadecimal(boolean negative) {
        int start = at;
        skipHexDigits();
        int digits = at - start;
        if (at < end && bytes[at] == '.') {
            at++;
            int fraction = at;
            skipHexDigits();
            digits += at - fraction;
        }
        int significandEnd = at;
        if (digits == 0 || !exponent('p')) {
            return null;
        }
        // Java reads hexadecimal floating point numerals with the same rounding, but insists on an exponent.
        String text = "0x" + text(start) + (at == significandEnd ? "p0" : "");
        return signed(Double.parseDouble(text), negative);
    }

    /** Passes an exponent if one follows; false if its letter is there but no digit. */
    private boolean exponent(char letter) {
        if (at >= end || (bytes[at] | 0x20) != letter) {
            return true;
        }
        at++;
        sign();
        int start = at;
        skipDigits();
        return at > start;
    }

    private @Nullable LuaValue integer(int base) {
        skipSpace();
        boolean negative = sign();
        int start = at;
        double value = 0;
        while (at < end) {
            int digit = Character.digit(bytes[at], base);
            if (digit < 0) {
                break;
            }
            value = value * base + digit;
            at++;
        }
        return at > start && onlySpaceLeft() ? signed(value, negative) : null;
    }

    private static LuaValue signed(double value, boolean negative) {
        return LuaValue.valueOf(negative ? -value : value);
    }

    private boolean sign() {
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            return bytes[at++] == '-';
        }
        return false;
    }

    private void skipDigits() {
        while (at < end && isDigit(bytes[at])) {
            at++;
        }
    }

    private void skipHexDigits() {
        while (at < end && Character.digit(bytes[at], 16) >= 0) {
            at++;
        }
    }

    private void skipSpace() {
        while (at < end && (bytes[at] == ' ' || bytes[at] >= '\t' && bytes[at] <= '\r')) {
            at++;
        }
    }

    private boolean onlySpaceLeft() {
        skipSpace();
        return at == end;
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private String text(int start) {
        return new String(bytes, start, at - start, StandardCharsets.ISO_8859_1);
    }
}
