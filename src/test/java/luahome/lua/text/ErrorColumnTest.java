package luahome.lua.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import luahome.lua.TestMachine;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The byte of its line at which a syntax error points. */
class ErrorColumnTest {
    private final TestMachine lua = new TestMachine();

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "x = = 1~1~5",
                "f(]~1~3",
                "if x then|y = 2~2~6",
                "if x then|y = 2  |~3~1",
                "x = 3..2~1~5",
                "goto nope~1~6",
                "do goto nope end|x = 1~2~0",
                "break~1~1",
                "x = a x = a ! a~1~13",
                "ende end~1~6",
                "f( ende end~1~9",
                "print('a'||x = 5~3~1",
                "x = 'é' + + 1~1~12",
                "for i=1 do end~1~9",
                "local t = { a b }~1~15",
                "local x = ...; function f() return ... end~1~36"
            })
    void pointsAtTheToken(String code, int line, int column) {
        byte[] source = code.replace('|', '\n').getBytes(StandardCharsets.UTF_8);
        SyntaxException wrong = assertThrows(SyntaxException.class, () -> lua.machine.compile(source, "chunk"), code);
        assertEquals(line, wrong.line(), wrong::getMessage);
        assertEquals(column, wrong.column(), wrong::getMessage);
    }
}
