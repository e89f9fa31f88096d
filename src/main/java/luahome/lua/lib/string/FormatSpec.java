package luahome.lua.lib.string;

import luahome.lua.value.ByteBuilder;
import luahome.lua.value.CharacterClass;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * One conversion of a format: {@code %[flags][width][.precision]conversion}.
 *
 * @param left flag '-': fill up with blanks on the right
 * @param plus flag '+': a sign before positive numbers
 * @param space flag ' ': a blank before positive numbers
 * @param alternative flag '#'
 * @param zero flag '0': fill up with zeros
 * @param width the least number of bytes to write
 * @param precision -1 where none is given
 * @param conversion the letter, or -1 where the format ends before it
 * @param end offset in the format behind the conversion
 */
record FormatSpec(
        boolean left,
        boolean plus,
        boolean space,
        boolean alternative,
        boolean zero,
        int width,
        int precision,
        int conversion,
        int end) {
    private static final String FLAGS = "-+ #0";
    private static final int MAX_DIGITS = 2;

    /**
     * Reads what follows a '%'.
     *
     * @throws LuaError if it has too many flags or digits
     */
    static FormatSpec read(LuaString format, int start) {
        int at = start;
        int flags = 0;
        while (FLAGS.indexOf(peek(format, at)) >= 0) {
            flags |= 1 << FLAGS.indexOf(peek(format, at));
            at++;
        }
        if (at - start > FLAGS.length()) {
            throw new LuaError("invalid format (repeated flags)");
        }
        int widthEnd = digitsEnd(format, at);
        int width = number(format, at, widthEnd);
        at = widthEnd;
        int precision = -1;
        if (peek(format, at) == '.') {
            int precisionEnd = digitsEnd(format, at + 1);
            precision = number(format, at + 1, precisionEnd);
            at = precisionEnd;
        }
        if (CharacterClass.isDigit(peek(format, at))) {
            throw new LuaError("invalid format (width or precision too long)");
        }
        return new FormatSpec(
                (flags & 1) != 0,
                (flags & 2) != 0,
                (flags & 4) != 0,
                (flags & 8) != 0,
                (flags & 16) != 0,
                width,
                precision,
                peek(format, at),
                Math.min(at + 1, format.m_length));
    }

    /** What the flags put before a number that is not negative. */
    String signOfPositive() {
        return plus ? "+" : space ? " " : "";
    }

    /**
     * Writes an integer: the precision is the least number of digits, and switches the flag '0' off.
     *
     * @param prefix sign or base
     * @param digits without sign; "0" for zero
     */
    void appendInteger(ByteBuilder out, String prefix, String digits) {
        String shown = precision == 0 && digits.equals("0") && !(alternative && conversion == 'o') ? "" : digits;
        int zeros = Math.max(0, precision - shown.length());
        appendPadded(out, prefix, "0".repeat(zeros) + shown, precision < 0);
    }

    /**
     * Writes a number, filled up to the width.
     *
     * @param prefix stays before the zeros that fill up
     * @param zerosAllowed whether this number may be filled up with zeros at all
     */
    void appendPadded(ByteBuilder out, String prefix, String digits, boolean zerosAllowed) {
        int padding = width - prefix.length() - digits.length();
        boolean zeros = zero && zerosAllowed && !left;
        out.fill(' ', left || zeros ? 0 : padding);
        out.append(prefix);
        out.fill('0', zeros ? padding : 0);
        out.append(digits);
        out.fill(' ', left ? padding : 0);
    }

    private static int digitsEnd(LuaString format, int start) {
        int at = start;
        while (at < start + MAX_DIGITS && CharacterClass.isDigit(peek(format, at))) {
            at++;
        }
        return at;
    }

    private static int number(LuaString format, int start, int end) {
        int number = 0;
        for (int at = start; at < end; at++) {
            number = number * 10 + peek(format, at) - '0';
        }
        return number;
    }

    private static int peek(LuaString format, int at) {
        return at < format.m_length ? LuaStrings.at(format, at) : -1;
    }
}
