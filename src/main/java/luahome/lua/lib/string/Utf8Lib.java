package luahome.lua.lib.string;

import java.util.Arrays;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.InterruptCheck;
import luahome.lua.value.Utf8;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library {@code utf8} of Lua 5.4: positions are those of bytes, from 1; from the end if negative. */
public final class Utf8Lib {
    private static final LuaString PATTERN = LuaString.valueUsing(new byte[] {
        '[', 0, '-', 0x7f, (byte) 0xc2, '-', (byte) 0xfd, ']', '[', (byte) 0x80, '-', (byte) 0xbf, ']', '*'
    });

    private final InterruptCheck check;
    private final LuaFunction strictStep = Library.function("for iterator", a -> step(a, true));
    private final LuaFunction laxStep = Library.function("for iterator", a -> step(a, false));

    private Utf8Lib(InterruptCheck check) {
        this.check = check;
    }

    /** Adds the library to the global table. */
    public static void register(HomeTable globals, InterruptCheck check) {
        Utf8Lib lib = new Utf8Lib(check);
        HomeTable utf8 = new HomeTable();
        Library.add(utf8, "char", Utf8Lib::characters);
        Library.add(utf8, "codepoint", lib::codePoint);
        Library.add(utf8, "codes", lib::codes);
        Library.add(utf8, "len", lib::length);
        Library.add(utf8, "offset", Utf8Lib::offset);
        utf8.rawset(Library.text("charpattern"), PATTERN);
        globals.rawset(Library.text("utf8"), utf8);
    }

    private static Varargs characters(LuaArguments a) {
        ByteBuilder text = new ByteBuilder(a.count());
        for (int i = 1; i <= a.count(); i++) {
            double code = a.integral(i);
            if (code < 0 || code > Integer.MAX_VALUE) {
                throw a.wrong(i, "value out of range");
            }
            Utf8.append(text, (int) code);
        }
        return text.toLuaString();
    }

    private Varargs codePoint(LuaArguments a) {
        LuaString s = a.string(1);
        long from = fromStart(a.integral(2, 1), s.length());
        long to = fromStart(a.integral(3, from), s.length());
        boolean strict = !a.value(4).toboolean();
        if (from < 1) {
            throw a.wrong(2, "out of bounds");
        }
        if (to > s.length()) {
            throw a.wrong(3, "out of bounds");
        }
        int count = 0;
        LuaValue[] codes = new LuaValue[(int) Math.max(0, to - from + 1)];
        for (int at = (int) from - 1; at < to; count++) {
            poll(count);
            long found = Utf8.decode(s, at, strict);
            if (found < 0) {
                throw new LuaError("invalid UTF-8 code");
            }
            codes[count] = LuaValue.valueOf(Utf8.code(found));
            at = Utf8.end(found);
        }
        return LuaValue.varargsOf(Arrays.copyOf(codes, count));
    }

    private Varargs codes(LuaArguments a) {
        LuaString s = a.string(1);
        if (s.length() > 0 && isContinuation(s, 0)) {
            throw a.wrong(1, "invalid UTF-8 code");
        }
        return LuaValue.varargsOf(a.value(2).toboolean() ? laxStep : strictStep, s, LuaValue.ZERO);
    }

    private static Varargs step(LuaArguments a, boolean strict) {
        LuaString s = a.string(1);
        long at = (long) a.integral(2);
        // From the character at hand, if there is one, to the next.
        int next = (int) Math.max(0, Math.min(at, s.length()));
        while (at > 0 && next < s.length() && isContinuation(s, next)) {
            next++;
        }
        if (next >= s.length()) {
            return LuaValue.NONE;
        }
        long found = Utf8.decode(s, next, strict);
        if (found < 0 || Utf8.end(found) < s.length() && isContinuation(s, Utf8.end(found))) {
            throw new LuaError("invalid UTF-8 code");
        }
        return LuaValue.varargsOf(LuaValue.valueOf(next + 1), LuaValue.valueOf(Utf8.code(found)));
    }

    private Varargs length(LuaArguments a) {
        LuaString s = a.string(1);
        long from = fromStart(a.integral(2, 1), s.length());
        long to = fromStart(a.integral(3, -1), s.length());
        boolean strict = !a.value(4).toboolean();
        if (from < 1 || from > s.length() + 1L) {
            throw a.wrong(2, "initial position out of bounds");
        }
        if (to > s.length()) {
            throw a.wrong(3, "final position out of bounds");
        }
        int count = 0;
        for (int at = (int) from - 1; at < to; count++) {
            poll(count);
            long found = Utf8.decode(s, at, strict);
            if (found < 0) {
                return LuaValue.varargsOf(LuaValue.NIL, LuaValue.valueOf(at + 1));
            }
            at = Utf8.end(found);
        }
        return LuaValue.valueOf(count);
    }

    private static Varargs offset(LuaArguments a) {
        LuaString s = a.string(1);
        double n = a.integral(2);
        long from = fromStart(a.integral(3, n >= 0 ? 1 : s.length() + 1), s.length());
        if (from < 1 || from > s.length() + 1L) {
            throw a.wrong(3, "position out of bounds");
        }
        int at = (int) from - 1;
        if (n == 0) {
            while (at > 0 && isContinuation(s, at)) {
                at--;
            }
            return LuaValue.valueOf(at + 1);
        }
        if (isContinuation(s, at)) {
            throw new LuaError("initial position is a continuation byte");
        }
        double left = n;
        for (; left < 0 && at > 0; left++) {
            do {
                at--;
            } while (at > 0 && isContinuation(s, at));
        }
        for (left = n > 0 ? n - 1 : left; left > 0 && at < s.length(); left--) {
            do {
                at++;
            } while (isContinuation(s, at));
        }
        return left == 0 ? LuaValue.valueOf(at + 1) : LuaValue.NIL;
    }

    private void poll(int step) {
        if ((step & 0xffff) == 0xffff) {
            check.poll();
        }
    }

    private static long fromStart(double position, int length) {
        double found = position >= 0 ? position : -position > length ? 0 : length + position + 1;
        return (long) found;
    }

    private static boolean isContinuation(LuaString s, int at) {
        return at < s.length() && (s.luaByte(at) & 0xc0) == 0x80;
    }
}
