package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import luahome.lua.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    private final TestMachine lua = new TestMachine();

    private SyntaxException failure(String code) {
        return assertThrows(
                SyntaxException.class, () -> lua.machine.compile(code.getBytes(StandardCharsets.UTF_8), "chunk"), code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "\n",
                "-- comment",
                "x = 1",
                "return",
                "return 1",
                "x = 1;",
                ";",
                "f()",
                "do end",
                "local function f() end",
                "for i = 1, 2 do end",
                "a.b.c = 1",
                "a:b()",
                "x = [[\n]]",
                "goto a ::a::",
                "x = 1\r\ny = 2\r\n",
                "x = '\u00e9'",
                "return ...",
                "repeat until true",
                "while false do end",
                "if x then end",
                "x = {1, 2; 3}",
                "x = 'a\\\nb'",
                "--[[ c ]] x = 1",
                "return 0x1p4",
                "return function() end"
            })
    void acceptsWhatIsComplete(String code) throws Exception {
        assertNotNull(lua.machine.compile(code.getBytes(StandardCharsets.UTF_8), "chunk"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x =",
                "x",
                "x.",
                "x:",
                "x:y",
                "x,",
                "x, y",
                "x, y =",
                "print(",
                "print(1,",
                "f{",
                "f{1,",
                "f{a=",
                "f{[",
                "f{[1]",
                "local",
                "local x =",
                "local function",
                "local function f",
                "local function f(",
                "local function f()",
                "function",
                "function f",
                "function f.",
                "function f(",
                "function f(a,",
                "function f(...)",
                "do",
                "while",
                "while x",
                "while x do",
                "repeat",
                "repeat x = 1",
                "repeat until",
                "for",
                "for i",
                "for i =",
                "for i = 1",
                "for i = 1,",
                "for i = 1, 2",
                "for i = 1, 2 do",
                "for k, v",
                "for k, v in",
                "for k in pairs(x)",
                "for k in x do",
                "if",
                "if x",
                "if x then",
                "if x then else",
                "if x then elseif",
                "return 1 +",
                "return (",
                "return not",
                "return function()",
                "return {",
                "x = [[a",
                "x = [==[a]]",
                "--[[ a",
                "x = 'a\\",
                "return a ..",
                "x = a and",
                "return -",
                "goto",
                "::a",
                "f 'a' .",
                "x = {\n  1,\n  2,"
            })
    void asksForMoreWhereMoreCanHelp(String code) {
        assertTrue(failure(code).incomplete(), code);
        assertTrue(failure(code + "\n").incomplete(), code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x = = 1",
                "end",
                "x = )",
                "1x",
                "local 5",
                "x = 3..2",
                "x = 1 1",
                "if x then else else end",
                "return 1 2",
                "x = }",
                "for 1 = 2",
                "f(]",
                "function 1()",
                "local function 1() end",
                "x = '\\300'",
                "x = 'a\nb'",
                "break",
                "goto nope",
                "::a:: ::a::",
                "x = @",
                "x = `",
                "a + b",
                "x = 1 = 2",
                "(x) = = 1",
                "f() = 1",
                "x.1 = 2",
                "x.y:z = 1",
                "return return",
                "else",
                "until x",
                "do end end",
                "x = {1 2}",
                "x = function() end end",
                "x == 1",
                "not x",
                "for i = 1 do end",
                "for i, j = 1, 2 do end",
                "x = ...; function f() return ... end"
            })
    void doesNotAskForMoreWhereNothingCanHelp(String code) {
        assertFalse(failure(code).incomplete(), code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "x = = 1 ~ chunk:1: unexpected symbol near '='",
                "x = ~ chunk:1: unexpected symbol near <eof>",
                "end ~ chunk:1: <eof> expected near 'end'",
                "local 5 ~ chunk:1: <name> expected near '5'",
                "if x then ~ chunk:1: 'end' expected near <eof>",
                "f( ~ chunk:1: unexpected symbol near <eof>",
                "x == 1 ~ chunk:1: syntax error near '=='",
                "goto nope ~ chunk:1: no visible label 'nope' for <goto> at line 1",
                "x = 3..2 ~ chunk:1: malformed number near '3..2'",
                "x = a:b 5 ~ chunk:1: function arguments expected near '5'",
                "break ~ chunk:1: <break> at line 1 not inside a loop",
                "::a:: ::a:: ~ chunk:1: label 'a' already defined on line 1",
                "x = é ~ chunk:1: unexpected symbol near 'é'",
                "x = 日本 ~ chunk:1: unexpected symbol near '日'",
                "x = \"a\", 'b\" c ~ chunk:1: unfinished string near <eof>",
                "x = '\\xzz' ~ chunk:1: hexadecimal digit expected near '\\xz'"
            })
    void wordsErrorsAsLuaDoes(String code, String message) {
        assertEquals(message, failure(code).getMessage());
    }

    @Test
    void tellsTheLine() {
        assertEquals(3, failure("x = 1\r\ny = 2\r\nz = = 3").line());
        assertEquals(
                "chunk:3: 'end' expected (to close 'if' at line 1) near <eof>",
                failure("if x then\n\ny = 1").getMessage());
    }

    @Test
    void deepNestingIsAnErrorAndNothingWorse() {
        assertTrue(String.valueOf(failure("return " + "(".repeat(100_000)).getMessage())
                .contains("too many"));
        assertTrue(String.valueOf(failure("return " + "{".repeat(100_000)).getMessage())
                .contains("too many"));
        StringBuilder locals = new StringBuilder();
        for (int i = 0; i < 300; i++) {
            locals.append("local a").append(i).append(" = 1\n");
        }
        assertFalse(failure(locals.toString()).incomplete());
    }

    @Test
    void keepsTheBytesOfStrings() throws Exception {
        byte[] source = {'r', 'e', 't', 'u', 'r', 'n', ' ', '#', '\'', (byte) 0xff, (byte) 0x80, '\''};
        assertEquals(
                2,
                lua.machine
                        .call(lua.machine.compile(source, "chunk"), org.luaj.vm2.LuaValue.NONE)
                        .arg1()
                        .toint());
        assertEquals(4, lua.run("return #'\uD83D\uDE00'").arg1().toint());
    }
}
