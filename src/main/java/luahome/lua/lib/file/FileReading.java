package luahome.lua.lib.file;

import java.io.IOException;
import java.util.Arrays;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.LuaNumbers;
import luahome.lua.value.LuaStrings;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The formats of `read` and `lines`. */
final class FileReading {
    private static final int LONGEST_NUMERAL = 200;

    private final InterruptCheck check;

    /** Polls the check at each line. */
    FileReading(InterruptCheck check) {
        this.check = check;
    }

    /** Reads what the arguments from a position ask for: one value per format, nil for the first that cannot be had. */
    Varargs read(FileHandle file, LuaArguments a, int first) throws IOException {
        check.poll();
        if (a.count() < first) {
            return line(file, false);
        }
        LuaValue[] values = new LuaValue[a.count() - first + 1];
        for (int i = 0; i < values.length; i++) {
            values[i] = one(file, a, first + i);
            if (values[i].isnil()) {
                return LuaValue.varargsOf(Arrays.copyOf(values, i + 1));
            }
        }
        return LuaValue.varargsOf(values);
    }

    private LuaValue one(FileHandle file, LuaArguments a, int position) throws IOException {
        if (a.value(position).type() == LuaValue.TNUMBER) {
            return bytes(file, a.integer(position));
        }
        if (!(a.value(position) instanceof LuaString format) || !LuaStrings.startsWith(format, '*')) {
            throw a.wrong(position, "invalid option");
        }
        switch (format.m_length > 1 ? LuaStrings.at(format, 1) : 0) {
            case 'n':
                return number(file);
            case 'l':
                return line(file, false);
            case 'L':
                return line(file, true);
            case 'a':
                return all(file);
            default:
                throw a.wrong(position, "invalid format");
        }
    }

    private LuaValue bytes(FileHandle file, long count) throws IOException {
        if (count == 0) {
            return file.peek() < 0 ? LuaValue.NIL : LuaValue.EMPTYSTRING;
        }
        ByteBuilder text = new ByteBuilder(0);
        for (long i = 0; i < count && file.peek() >= 0; i++) {
            text.append((byte) file.read());
            pollAt(i);
        }
        LuaString read = text.toLuaString();
        return read.m_length == 0 ? LuaValue.NIL : read;
    }

    private LuaValue all(FileHandle file) throws IOException {
        ByteBuilder text = new ByteBuilder(0);
        for (long i = 0; file.peek() >= 0; i++) {
            text.append((byte) file.read());
            pollAt(i);
        }
        return text.toLuaString();
    }

    private void pollAt(long i) {
        if ((i & 0xffff) == 0) {
            check.poll();
        }
    }

    private LuaValue line(FileHandle file, boolean withEnd) throws IOException {
        if (file.peek() < 0) {
            return LuaValue.NIL;
        }
        ByteBuilder text = new ByteBuilder(0);
        int b = file.read();
        while (b >= 0 && b != '\n') {
            text.append((byte) b);
            b = file.read();
        }
        if (b == '\n' && withEnd) {
            text.append((byte) '\n');
        }
        return text.toLuaString();
    }

    private LuaValue number(FileHandle file) throws IOException {
        while (file.peek() == ' ' || file.peek() >= '\t' && file.peek() <= '\r') {
            file.read();
        }
        ByteBuilder text = new ByteBuilder(0);
        int length = 0;
        int last = 0;
        boolean hexadecimal = false;
        while (length < LONGEST_NUMERAL && continues(file.peek(), last, hexadecimal)) {
            last = file.read();
            hexadecimal |= last == 'x' || last == 'X';
            text.append((byte) last);
            length++;
        }
        LuaValue number = LuaNumbers.parse(text.toLuaString());
        return number == null ? LuaValue.NIL : number;
    }

    /** Whether a byte can be part of the numeral that was read up to another byte, 0 for none. */
    private static boolean continues(int b, int last, boolean hexadecimal) {
        if (b == '+' || b == '-') {
            return last == 0 || (hexadecimal ? last == 'p' || last == 'P' : last == 'e' || last == 'E');
        }
        if (b == 'x' || b == 'X') {
            return last == '0' && !hexadecimal;
        }
        if (b == 'e' || b == 'E' || b == 'p' || b == 'P') {
            return hexadecimal || last != 0 && (b == 'e' || b == 'E');
        }
        return b == '.' || b >= 0 && b < 0x80 && Character.digit(b, hexadecimal ? 16 : 10) >= 0;
    }
}
