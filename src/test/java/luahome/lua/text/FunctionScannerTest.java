package luahome.lua.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import luahome.lua.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.Prototype;

class FunctionScannerTest {
    private final TestMachine lua = new TestMachine();

    static Stream<Path> programs() throws IOException {
        return Files.walk(Path.of("src/test/resources"))
                .filter(path -> path.toString().endsWith(".lua"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void agreesWithTheCompilerOnAProgram(Path program) throws Exception {
        byte[] source = Preamble.dropped(Files.readAllBytes(program));
        agree(source);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "return 1",
                "f(function() end, function(a) return function(b) end end)",
                "t = {function() end; f = function(...) return ... end, [function() end] = 1}",
                "function a.b.c:d(x) end function a.b() end local function g() end",
                "x = [[function f() end]] y = 'function' -- function\n--[==[ function\nend ]==] function z() end",
                "function f() if a then for i = 1, 2 do while b do repeat until function() end == c end end else end end",
                "function\nf\n(\na)\nreturn\nfunction\n()\nend\nend",
                "function t.x()\r\nend\r\nfunction t:y()\r\r end\n\r return function() end",
                "local functions, ended, do_ = 1 return function() return ended end"
            })
    void agreesWithTheCompilerOnOddLayouts(String text) throws Exception {
        agree(bytes(text));
    }

    @Test
    void agreesWithTheCompilerOnGeneratedPrograms() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            StringBuilder text = new StringBuilder();
            statements(new Random(seed), text, 4);
            agree(bytes(text.toString()));
        }
    }

    @Test
    void tellsWhereTheTextStands() {
        String text = "local x = 1 function a.b:c(y) return (y) end; local f=function (z)end";
        List<FunctionRange> found = FunctionScanner.of(bytes(text));
        assertEquals(2, found.size());
        FunctionRange method = found.get(0);
        assertEquals("function a.b:c(y) return (y) end", text.substring(method.start(), method.end()));
        assertEquals("(y) return (y) end", text.substring(method.parameters(), method.end()));
        assertTrue(method.method());
        FunctionRange plain = found.get(1);
        assertEquals("function (z)end", text.substring(plain.start(), plain.end()));
        assertEquals("(z)end", text.substring(plain.parameters(), plain.end()));
        assertFalse(plain.method());
    }

    @Test
    void passesAFirstLineThatIsNotLua() {
        FunctionRange found = FunctionScanner.of(bytes("\u00ef\u00bb\u00bf#!function(\nfunction f() end"))
                .get(0);
        assertEquals(2, found.line());
        assertEquals(15, found.start());
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "function f()", "function", "do", "x = 'a", "function f end"})
    void refusesTextThatDoesNotCompile(String text) {
        assertThrows(IllegalArgumentException.class, () -> FunctionScanner.of(bytes(text)));
    }

    private void agree(byte[] source) throws Exception {
        List<Prototype> compiled = new ArrayList<>();
        preorder(lua.machine.compile(source, "chunk").prototype(), compiled);
        List<FunctionRange> found = FunctionScanner.of(source);
        assertEquals(compiled.size(), found.size());
        for (int i = 0; i < compiled.size(); i++) {
            Prototype prototype = compiled.get(i);
            FunctionRange function = found.get(i);
            int atParameters = function.line() + lineEnds(source, function.start(), function.parameters());
            // The compiler takes the line of the parameters for the first one, but in `function name()`.
            assertTrue(prototype.linedefined == function.line() || prototype.linedefined == atParameters);
            assertEquals(
                    prototype.lastlinedefined, function.line() + lineEnds(source, function.start(), function.end()));
            String text = new String(
                    source, function.start(), function.end() - function.start(), StandardCharsets.ISO_8859_1);
            assertTrue(text.startsWith("function") && text.endsWith("end"), text);
            String parameters = new String(
                    source, function.parameters(), function.end() - function.parameters(), StandardCharsets.ISO_8859_1);
            Prototype alone = lua.machine
                    .compile(bytes("return function" + parameters), "alone")
                    .prototype()
                    .p[0];
            assertEquals(prototype.numparams, alone.numparams + (function.method() ? 1 : 0), text);
            assertEquals(prototype.p.length, alone.p.length, text);
        }
    }

    private static int lineEnds(byte[] source, int from, int to) {
        String text = new String(source, from, to - from, StandardCharsets.ISO_8859_1);
        return text.split("\r\n|\n\r|\r|\n", -1).length - 1;
    }

    private static void preorder(Prototype prototype, List<Prototype> out) {
        for (Prototype inner : prototype.p) {
            out.add(inner);
            preorder(inner, out);
        }
    }

    private static void statements(Random random, StringBuilder out, int depth) {
        for (int i = random.nextInt(4); i >= 0; i--) {
            statement(random, out, depth - 1);
            out.append(pick(random, " ", "\n", "; ", " -- end function\n", " --[[ function\n end ]] ", "\r\n"));
        }
    }

    private static void statement(Random random, StringBuilder out, int depth) {
        String body = block(random, depth);
        out.append(
                switch (depth <= 0 ? 0 : random.nextInt(9)) {
                    case 1 -> "local function f(" + pick(random, "", "a", "a, ...") + ")" + body + "end";
                    case 2 -> "function t.u" + pick(random, ".v", ":v", "") + " ( self ) " + body + "end";
                    case 3 -> "f(function()" + body + "end, {function(...)" + block(random, depth) + "end, 1})";
                    case 4 -> "if function()" + body + "end then" + block(random, depth) + "else" + body + "end";
                    case 5 -> "for i = 1, 2 do" + body + "end";
                    case 6 -> "while x do" + body + "end";
                    case 7 -> "repeat" + body + "until function() return" + pick(random, "", " 1", " [[end]]") + " end";
                    case 8 -> "do" + body + "end";
                    default ->
                        "x = " + pick(random, "'function'", "[[function(\nend]]", "\"\\\" function\"", "functional");
                });
    }

    private static String block(Random random, int depth) {
        StringBuilder out = new StringBuilder(" ");
        if (depth > 0) {
            statements(random, out, depth);
        }
        return out.toString();
    }

    private static String pick(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
