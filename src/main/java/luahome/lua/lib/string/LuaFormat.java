package luahome.lua.lib.string;

import java.util.Locale;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.builtin.ToString;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.CharacterClass;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * {@code string.format}: C's printf as far as Lua 5.2 lets it through, plus {@code %q}. Strings are formatted whole,
 * zero bytes included, where PUC Lua cuts them at the first. One use each; for one thread.
 */
final class LuaFormat {
    private static final int SMALLEST_UNSIGNED = -1;
    private static final double TWO_TO_63 = 0x1p63;
    private static final double TWO_TO_64 = 0x1p64;

    private final LuaArguments arguments;
    private final ToString tostring;
    private final LuaString format;
    private final ByteBuilder out;
    private int at;
    private int argument = 1;

    private LuaFormat(LuaArguments arguments, ToString tostring) {
        this.arguments = arguments;
        this.tostring = tostring;
        this.format = arguments.string(1);
        this.out = new ByteBuilder(format.m_length + 16);
    }

    /**
     * Formats the arguments behind the first as the first says.
     *
     * @throws LuaError if the format is wrong or an argument does not fit it
     */
    static LuaString format(LuaArguments arguments, ToString tostring) {
        return new LuaFormat(arguments, tostring).run();
    }

    private LuaString run() {
        while (at < format.m_length) {
            int c = LuaStrings.at(format, at++);
            if (c != '%') {
                out.append(c);
            } else if (at < format.m_length && LuaStrings.at(format, at) == '%') {
                out.append(c);
                at++;
            } else {
                item();
            }
        }
        return out.toLuaString();
    }

    private void item() {
        if (++argument > arguments.count()) {
            throw arguments.wrong(argument, "no value");
        }
        FormatSpec spec = FormatSpec.read(format, at);
        at = spec.end();
        switch (spec.conversion()) {
            case 'c' -> character(spec);
            case 'd', 'i' -> signed(spec);
            case 'u', 'o', 'x', 'X' -> unsigned(spec);
            case 'a', 'A', 'e', 'E', 'f', 'g', 'G' -> FloatFormat.append(out, spec, arguments.number(argument));
            case 'q' -> quoted(arguments.string(argument));
            case 's' -> text(spec);
            default ->
                throw new LuaError("invalid option '%" + (char) Math.max(0, spec.conversion()) + "' to 'format'");
        }
    }

    private void character(FormatSpec spec) {
        double number = arguments.number(argument);
        long whole = Math.abs(number) < TWO_TO_63 ? (long) number : 0;
        pad(spec, 1, () -> out.append((int) whole));
    }

    private void signed(FormatSpec spec) {
        double number = arguments.number(argument);
        if (!(number >= -TWO_TO_63 && number < TWO_TO_63)) {
            throw arguments.wrong(argument, "not a number in proper range");
        }
        long whole = (long) number;
        String digits = Long.toString(whole);
        spec.appendInteger(out, whole < 0 ? "-" : spec.signOfPositive(), whole < 0 ? digits.substring(1) : digits);
    }

    private void unsigned(FormatSpec spec) {
        double number = arguments.number(argument);
        if (!(number > SMALLEST_UNSIGNED && number < TWO_TO_64)) {
            throw arguments.wrong(argument, "not a non-negative number in proper range");
        }
        long whole = number < TWO_TO_63 ? (long) number : (long) (number - TWO_TO_63) + Long.MIN_VALUE;
        switch (spec.conversion()) {
            case 'u' -> spec.appendInteger(out, "", Long.toUnsignedString(whole));
            case 'o' -> {
                String digits = Long.toOctalString(whole);
                boolean zeroMissing = spec.alternative() && spec.precision() <= digits.length();
                spec.appendInteger(out, "", zeroMissing && whole != 0 ? "0" + digits : digits);
            }
            default -> {
                boolean capital = spec.conversion() == 'X';
                String prefix = spec.alternative() && whole != 0 ? (capital ? "0X" : "0x") : "";
                String digits = Long.toHexString(whole);
                spec.appendInteger(out, prefix, capital ? digits.toUpperCase(Locale.ROOT) : digits);
            }
        }
    }

    private void text(FormatSpec spec) {
        LuaString text = tostring.tostring(arguments.value(argument));
        int shown = spec.precision() < 0 ? text.m_length : Math.min(spec.precision(), text.m_length);
        pad(spec, shown, () -> out.append(text.m_bytes, text.m_offset, shown));
    }

    private void pad(FormatSpec spec, int length, Runnable content) {
        int padding = spec.width() - length;
        out.fill(' ', spec.left() ? 0 : padding);
        content.run();
        out.fill(' ', spec.left() ? padding : 0);
    }

    /** As a literal that Lua reads back as the same string. */
    private void quoted(LuaString s) {
        out.append('"');
        for (int i = 0; i < s.m_length; i++) {
            int c = LuaStrings.at(s, i);
            if (c == '"' || c == '\\' || c == '\n') {
                out.append('\\');
                out.append(c);
            } else if (CharacterClass.isControl(c)) {
                boolean digitFollows = i + 1 < s.m_length && CharacterClass.isDigit(LuaStrings.at(s, i + 1));
                String digits = Integer.toString(c);
                out.append('\\');
                out.fill('0', digitFollows ? 3 - digits.length() : 0);
                out.append(digits);
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
