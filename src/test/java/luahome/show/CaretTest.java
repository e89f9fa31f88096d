package luahome.show;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The line and the caret below a message. */
class CaretTest {
    private static String under(String source, int line, int column) {
        return Caret.under("wrong", source.getBytes(StandardCharsets.UTF_8), line, column);
    }

    @Test
    void pointsIntoTheLineWithoutItsIndentation() {
        assertEquals("wrong\n    x = = 1\n        ^", under("a = 1\n  x = = 1\r\nb = 2", 2, 7));
        assertEquals("wrong\n    end\n    ^", under("\t\tend", 1, 3));
        assertEquals("wrong\n    a\n     ^", under("a", 1, 2));
    }

    @Test
    void countsColumnsOfTheScreenAndNotBytes() {
        assertEquals("wrong\n    a    é漢😀 !\n               ^", under("a\té漢😀 !", 1, 13));
        assertEquals("wrong\n    \\255 !\n         ^", Caret.under("wrong", new byte[] {-1, ' ', '!'}, 1, 3));
        assertEquals("wrong\n    e\u0301 !\n      ^", under("e\u0301 !", 1, 5));
    }

    @Test
    void cutsALongLineAroundThePlace() {
        String source = "漢".repeat(100_000) + "!" + "漢".repeat(100_000);
        assertEquals(
                "wrong\n    …" + "漢".repeat(18) + "!" + "漢".repeat(17) + "…\n    " + " ".repeat(37) + "^",
                under(source, 1, 300_001));
        assertEquals("wrong\n    !" + "x".repeat(35) + "…\n    ^", under("!" + "x".repeat(1000), 1, 1));
        assertEquals(
                "wrong\n    …" + "x".repeat(36) + "!\n    " + " ".repeat(37) + "^",
                under("x".repeat(1000) + "!", 1, 1001));
    }

    @Test
    void showsNoControlCharacters() {
        assertTrue(under("x\u001b[31m !", 1, 8).startsWith("wrong\n    x\\027[31m !\n"));
    }

    @Test
    void saysOnlyTheMessageWhereThePlaceIsNotKnown() {
        assertEquals("wrong", under("x", 1, 0));
        assertEquals("wrong", under("x", 1, 3));
        assertEquals("wrong", under("x\n\n", 2, 1));
        assertEquals("wrong", under("x", 9, 1));
        assertEquals("wrong", under("", 1, 1));
    }
}
