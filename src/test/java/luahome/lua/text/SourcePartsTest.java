package luahome.lua.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Source text in parts, also while it is being typed. */
class SourcePartsTest {
    private static String parts(String text) {
        return SourceParts.of(text).stream()
                .map(part -> part.kind().name().charAt(0) + "<" + part.in(text) + ">")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "local x = 1 -- one      | K<local> N<x> S<=> N<1> C<-- one>",
                "é 😀 'é😀' .. x         | W<é> W<😀> S<'é😀'> S<..> N<x>",
                "f('a\\'b', \"c\")       | N<f> S<(> S<'a\\'b'> S<,> S<\"c\"> S<)>",
                "--[[ long ]] x --[=[ ]] | C<--[[ long ]]> N<x> C<--[=[ ]]>",
                "x = \"open              | N<x> S<=> U<\"open>",
                "x = 'bad \\q' + 3..4 y  | N<x> S<=> W<'bad \\q'> S<+> W<3..4> N<y>",
                "[[ long                 | U<[[ long>",
                "_home[\"pl              | N<_home> S<[> U<\"pl>",
                "a.b:c(                  | N<a> S<.> N<b> S<:> N<c> S<(>",
                "``                      | ``",
            })
    void cutsAlsoWhatIsNotFinished(String text, String expected) {
        assertEquals(expected, parts(text));
    }

    @Test
    void aStringThatItsLineDoesNotEndEndsThere() {
        assertEquals("N<x> S<=> U<\"open> N<y> S<=> N<2>", parts("x = \"open\ny = 2"));
        assertEquals("N<x> C<-- a> N<y> C<--[[\n]]> N<z>", parts("x -- a\ny --[[\n]] z"));
    }

    @Test
    void takesAnyText() {
        Random random = new Random(5);
        String alphabet = "a1_ \n\t\"'\\[]=-.,:;#{}()~é😀xz\r0e\u0000";
        for (int round = 0; round < 3000; round++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(40);
            for (int i = 0; i < length; i++) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            int end = 0;
            for (SourceParts.Part part : SourceParts.of(text.toString())) {
                assertTrue(part.start() >= end && part.end() > part.start(), text::toString);
                end = part.end();
            }
            assertTrue(end <= text.length(), text::toString);
        }
    }
}
