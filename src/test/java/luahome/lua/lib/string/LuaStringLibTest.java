package luahome.lua.lib.string;

import static luahome.lua.value.LuaBytes.java;
import static luahome.lua.value.LuaBytes.lua;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.ArgumentError;
import luahome.lua.value.LuaStrings;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

class LuaStringLibTest {
    private final StringLibrary library = new StringLibrary();

    @Test
    void registersNamedFunctionsAndTheMetatableOfStrings() {
        List<String> names = new ArrayList<>();
        for (LuaValue key : library.functions().keys()) {
            names.add(java(key));
            LuaFunction function = (LuaFunction) library.functions().rawget(key);
            assertEquals(java(key), function.name());
        }
        names.sort(null);
        assertEquals(
                List.of(
                        "byte",
                        "char",
                        "dump",
                        "find",
                        "format",
                        "gmatch",
                        "gsub",
                        "len",
                        "lower",
                        "match",
                        "pack",
                        "packsize",
                        "rep",
                        "reverse",
                        "sub",
                        "unpack",
                        "upper"),
                names);
        LuaTable metatable = (LuaTable) LuaString.s_metatable;
        assertTrue(metatable instanceof HomeTable);
        assertSame(library.functions(), metatable.rawget(LuaValue.INDEX));
    }

    @Test
    void formatsByItsOptions() {
        assertFormat("0xff +3  4 00005 6    |", "%#x %+d % d %05d %-5d|", 255, 3, 4, 5, 6);
        assertFormat(" +007 0 3.   2.2", "%+5.3d %.0f %#.0f %5.1f", 7, 0.5, 3, 2.25);
        assertFormat("1.234568e+04 1e+20 1E-10", "%e %g %G", 12345.678, 1e20, 1e-10);
        assertFormat("0x1p+0 0X1.999999999999AP-4 0x0.0000000000001p-1022", "%a %A %a", 1, 0.1, Double.MIN_VALUE);
        assertFormat("-9223372036854775808 8000000000000000", "%d %x", -0x1p63, 0x1p63);
        assertFormat("9007199254740992 9007199254740994", "%d %.0f", 0x1p53, 0x1p53 + 2);
        assertFormat("       abc|abc       |ab|", "%10s|%-10s|%.2s|", "abc", "abc", "abc");
        assertFormat("a\0b|    a\0b", "%s|%7s", "a\0b", "a\0b");
        assertFormat("\"a\\\nb\\0c\\0001\\13\\\"\\\\\u00c8\"", "%q", "a\nb\0c\0001\r\"\\\u00c8");
        assertFormat("nil true 1.5 100%", "%s %s %s 100%%", null, true, 1.5);
        assertFormat("  inf -inf|nan  ", "%05f %f|%-5g", 1 / 0.0, -1 / 0.0, 0.0 / 0.0);
        assertFormat("1267650600228229401496703205376.00", "%.2f", 0x1p100);
        assertFormat("  A|B  ", "%3c|%-3c", 65, 66);
    }

    @Test
    void formatsTablesByTheirMetamethod() {
        HomeTable table = new HomeTable();
        HomeTable metatable = new HomeTable();
        metatable.rawset(LuaValue.TOSTRING, function(args -> lua("a table")));
        table.setmetatable(metatable);
        assertFormat("<  a table>", "<%9s>", table);
    }

    @Test
    void refusesWhatCannotBeFormatted() {
        assertRefused("bad argument #2 to 'format' (not a number in proper range)", "format", "%d", 0x1p63);
        assertRefused("bad argument #2 to 'format' (not a number in proper range)", "format", "%d", Double.NaN);
        assertRefused("bad argument #2 to 'format' (not a non-negative number in proper range)", "format", "%x", -1);
        assertRefused("bad argument #3 to 'format' (no value)", "format", "%d %d", 1);
        assertRefused("bad argument #2 to 'format' (number expected, got string)", "format", "%d", "x");
        assertRefused("invalid option '%y' to 'format'", "format", "%y", 1);
        assertRefused("invalid format (repeated flags)", "format", "%------d", 1);
        assertRefused("invalid format (width or precision too long)", "format", "%123d", 1);
    }

    @Test
    void findsAndMatches() {
        assertShown("2 2", "find", "a.c", ".", 2, true);
        assertShown("4 3", "find", "abc", "", 4);
        assertShown("nil", "find", "abc", "", 5);
        assertShown("3 5 \"c\" 5", "find", "abcdd", "(c)d()d");
        assertShown("\"abc\"", "match", "  abc  ", "^%s*(.-)%s*$");
        assertShown("\"quick\"", "match", "THE (quick) fox", "%((%a+)%)");
        assertShown("\"(a(b)c)\"", "match", "x(a(b)c)d", "%b()");
        assertShown("\"THE\"", "match", "THE (quick) fox", "%f[%a]%a+%f[%A]");
        assertShown("\"\\200\"", "match", "a\u00c8", "[\u0080-\u00ff]");
        assertShown("\"\\000\"", "match", "a\0b", "%z");
        assertShown("5 8 \"'\"", "find", "say 'hi'", "([\"']).-%1");
    }

    @Test
    void iteratesOverMatches() {
        assertEquals(List.of("\"key\" \"val\"", "\"k2\" \"v2\""), iterate("key=val, k2=v2", "(%w+)=(%w+)"));
        assertEquals(List.of("1", "2", "3", "4"), iterate("abc", "()"));
        assertEquals(List.of("\"\"", "\"\"", "\"\""), iterate("ab", ""));
        assertEquals(List.of("\"^a\""), iterate("a^a", "^a"));
        assertEquals(List.of(), iterate("aaa", "^a"));
    }

    @Test
    void substitutesByTableAndFunction() {
        HomeTable words = new HomeTable();
        words.rawset(lua("a"), lua("x"));
        words.rawset(lua("b"), LuaValue.valueOf(1.5));
        words.rawset(lua("c"), LuaValue.FALSE);
        assertShown("\"x1.5cd\" 4", "gsub", "abcd", ".", words);
        assertShown(
                "\"<b2>\" 1",
                "gsub",
                "abc",
                "a(b)()c",
                function(args -> lua("<" + java(args.arg(1)) + (args.arg(2).toint() - 1) + ">")));
        assertShown("\"abc\" 3", "gsub", "abc", ".", function(args -> LuaValue.NONE));
        assertRefused("invalid replacement value (a table)", "gsub", "abc", ".", function(args -> words));
        assertShown("\"-h-e-l-l-o-\" 6", "gsub", "hello", "", "-");
        assertShown("\"he<l><l>o\" 2", "gsub", "hello", "l", "<%0>");
        assertShown("\"hexxo\" 2", "gsub", "hello", "l", "x", -1);
        assertRefused("invalid capture index", "gsub", "hello", "l", "%2");
        assertRefused("invalid use of '%' in replacement string", "gsub", "hello", "l", "%");
    }

    @Test
    void looksUpReplacementsThroughMetamethods() {
        HomeTable table = new HomeTable();
        HomeTable metatable = new HomeTable();
        metatable.rawset(LuaValue.INDEX, function(args -> lua("[" + java(args.arg(2)) + "]")));
        table.setmetatable(metatable);
        assertShown("\"[a][b]\" 2", "gsub", "ab", ".", table);
    }

    @Test
    void aReplacementMayUsePatternsItself() {
        LuaValue inner = function(
                args -> library.call("gsub", args.arg1(), "(.)", "%1%1").arg1());
        assertShown("\"aabb cc\" 2", "gsub", "ab c", "%a+", inner);
    }

    @Test
    void aPatternTooDeepIsAnErrorAndNotAStackOverflow() {
        assertRefused("pattern too complex", "match", "a".repeat(300_000), "a?".repeat(300_000));
        assertRefused("pattern too complex", "match", "a".repeat(300_000), "(a)".repeat(30) + "a-".repeat(300));
        assertRefused("too many captures", "match", "a", "()".repeat(33));
        assertShown(
                "300000",
                "len",
                library.call("match", "a".repeat(300_000), "^a-$").arg1());
    }

    @Test
    void whatTakesLongCanBeStopped() {
        class Stop extends Error {
            private static final long serialVersionUID = 1;
        }
        int[] polls = {0};
        StringLibrary stoppable = new StringLibrary(() -> {
            if (++polls[0] == 100) {
                throw new Stop();
            }
        });
        String subject = "a".repeat(100_000);
        Object[][] calls = {
            {"find", subject, ".-.-.-.-b"},
            {"match", subject, "(.-)*(.-)%1b"},
            {"gsub", subject, "a*a*b", ""},
            {"find", "(".repeat(3) + subject, "%b()"},
            {"find", subject + "b", "a".repeat(50_000) + "c", 1, true},
            {"rep", subject, 20_000},
        };
        for (Object[] call : calls) {
            polls[0] = 0;
            Object[] arguments = List.of(call).subList(1, call.length).toArray();
            assertThrows(Stop.class, () -> stoppable.call((String) call[0], arguments), () -> List.of(call) + "");
        }
    }

    @Test
    void cutsAndChangesBytes() {
        assertShown("\"abc\"", "sub", "abc", 1, Double.POSITIVE_INFINITY);
        assertShown("\"abc\"", "sub", "abc", Double.NEGATIVE_INFINITY);
        assertShown("\"\"", "sub", "abc", 0x1p62, 1);
        assertShown("\"ef\"", "sub", "abcdef", -2.5);
        assertShown("97 98 99", "byte", "abc", -10, 10);
        assertShown("", "byte", "abc", 4);
        assertShown("233", "byte", "\u00e9");
        assertShown("\"\\195\\137a\"", "lower", "\u00c3\u0089A");
        assertShown("\"12\"", "upper", 12);
        assertShown("\"xabxabx\"", "rep", "x", 3, "ab");
        assertShown("\"\"", "rep", "x", -1);
        assertShown("\"\"", "rep", "", 1e9);
        assertShown("\"c\\000a\"", "reverse", "a\0c");
    }

    @Test
    void repeatsLongUnitsExactly() {
        for (int unit : new int[] {1, 7, 1000, 3_000_001}) {
            int times = 4_000_000 / unit + 3;
            LuaString once = (LuaString) library.call("rep", "ab", unit).arg1();
            LuaString all = (LuaString) library.call("rep", once, times, "|").arg1();
            assertEquals((2L * unit + 1) * times - 1, all.m_length);
            for (int i = 0; i < all.m_length; i++) {
                int in = i % (2 * unit + 1);
                int expected = in == 2 * unit ? '|' : in % 2 == 0 ? 'a' : 'b';
                if (all.m_bytes[all.m_offset + i] != expected) {
                    assertEquals(expected, all.m_bytes[all.m_offset + i], "unit " + unit + " at " + i);
                }
            }
        }
    }

    @Test
    void refusesWhatIsTooLarge() {
        assertRefused("resulting string too large", "rep", "x", 1e10);
        assertRefused("resulting string too large", "rep", "x", 1e18, "yyyyyyyyyyyy");
        assertRefused("stack overflow (string slice too long)", "byte", "x".repeat(2_000_000), 1, -1);
        assertRefused("bad argument #1 to 'char' (value out of range)", "char", 256);
    }

    @Test
    void namesTheArgumentThatIsWrong() {
        assertRefused("bad argument #1 to 'rep' (string expected, got no value)", "rep");
        assertRefused("bad argument #1 to 'rep' (string expected, got nil)", "rep", (Object) null);
        assertRefused("bad argument #2 to 'rep' (number expected, got table)", "rep", "x", new HomeTable());
        assertRefused("bad argument #3 to 'gsub' (string/function/table expected)", "gsub", "a", "b", true);
        assertRefused(
                "unable to dump given function", "dump", library.functions().rawget(lua("dump")));
    }

    @Test
    void anArgumentErrorCanBeWordedForAMethod() {
        ArgumentError error = assertThrows(ArgumentError.class, () -> library.call("rep", "x", new HomeTable()));
        assertEquals("bad argument #1 to 'rep' (number expected, got table)", error.message("rep", true));
        assertEquals("bad argument #2 to 'f' (number expected, got table)", error.message("f", false));
        ArgumentError self = assertThrows(ArgumentError.class, () -> library.call("rep"));
        assertEquals("calling 'rep' on bad self (string expected, got no value)", self.message("rep", true));
    }

    @Test
    void aSmallPartDoesNotKeepALargeStringAlive() {
        LuaString large = lua("x".repeat(100_000));
        LuaString part = (LuaString) library.call("sub", large, 1, 100).arg1();
        assertEquals(100, part.m_bytes.length);
        LuaString most = (LuaString) library.call("sub", large, 2).arg1();
        assertSame(large.m_bytes, most.m_bytes);
    }

    @Test
    void ordersStringsByUnsignedBytes() {
        assertTrue(LuaStrings.compare(lua("z"), lua("\u00e9")) < 0);
        assertTrue(LuaStrings.compare(lua("a\0b"), lua("a\0a")) > 0);
        assertTrue(LuaStrings.compare(lua("a"), lua("a\0")) < 0);
        assertEquals(0, LuaStrings.compare(lua("same"), lua("same")));
    }

    private List<String> iterate(String subject, String pattern) {
        LuaValue iterator = library.call("gmatch", subject, pattern).arg1();
        List<String> shown = new ArrayList<>();
        for (Varargs values = iterator.invoke(); !values.isnil(1); values = iterator.invoke()) {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= values.narg(); i++) {
                LuaValue value = values.arg(i);
                line.append(i == 1 ? "" : " ");
                line.append(value instanceof LuaString ? "\"" + java(value) + "\"" : value.tojstring());
            }
            shown.add(line.toString());
        }
        return shown;
    }

    private void assertFormat(String expected, String format, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = format;
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertEquals(expected, java(library.call("format", all).arg1()));
    }

    private void assertShown(String expected, String name, Object... arguments) {
        assertEquals(expected, library.show(name, arguments));
    }

    private void assertRefused(String message, String name, Object... arguments) {
        LuaError error = assertThrows(LuaError.class, () -> library.call(name, arguments));
        assertEquals(message, error.getMessage());
    }

    private static LuaFunction function(Function<Varargs, Varargs> body) {
        return new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs args) {
                return body.apply(args);
            }
        };
    }
}
