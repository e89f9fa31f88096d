package luahome.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaString;

class TextMatcherTest {
    @ParameterizedTest
    @CsvSource({
        "rope, A ROPE, true",
        "ROPE, a rope, true",
        "É, caf\u00e9, true",
        "e, \u00c9, false",
        "abc, ab, false",
        "aab, aaab, true",
        "a b, a  b, false"
    })
    void capitalAndSmallLettersAreTheSame(String wanted, String text, boolean found) {
        assertEquals(found, new TextMatcher(wanted).isIn(Utf8.bytes(text)));
        assertEquals(found, new TextMatcher(wanted).isIn(text));
    }

    @Test
    void whatCannotBeShownIsFoundAsItIsWrittenAndNotByTheDigitsOfThat() {
        LuaString bytes = LuaString.valueOf(new byte[] {'x', 27, (byte) 0xff, 'y'});
        assertTrue(new TextMatcher("\\027\\255Y").isIn(bytes));
        assertFalse(new TextMatcher("27").isIn(bytes));
        LuaString slice = LuaString.valueOf(new byte[] {'a', 'b', 'c'}, 1, 1);
        assertFalse(new TextMatcher("a").isIn(slice));
        assertFalse(new TextMatcher("c").isIn(slice));
        assertTrue(new TextMatcher("").isIn(slice));
    }
}
