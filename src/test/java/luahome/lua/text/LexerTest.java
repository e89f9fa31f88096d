package luahome.lua.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LexerTest {
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static List<Token> tokens(String text) throws LexicalException {
        Tokens tokens = Lexer.tokens(bytes(text), 0, () -> {});
        LexicalException failure = tokens.failure();
        if (failure != null) {
            throw failure;
        }
        return tokens.list();
    }

    private static String cut(String text) throws LexicalException {
        return tokens(text).stream()
                .map(token -> text.substring(token.start(), token.end()))
                .collect(Collectors.joining("|"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "x=y+1 ~ x|=|y|+|1|",
                "a<=b>=c==d<e>f ~ a|<=|b|>=|c|==|d|<|e|>|f|",
                "a..b...c.d ~ a|..|b|...|c|.|d|",
                "1 ..2 ~ 1|..|2|",
                "::l::a:b() ~ ::|l|::|a|:|b|(|)|",
                "t[#t]={} ~ t|[|#|t|]|=|{|}|",
                "a[ [[b]] ] ~ a|[|[[b]]|]|",
                "f[=[]]]=]'it\\'s'\"x\" ~ f|[=[]]]=]|'it\\'s'|\"x\"|",
                "a--b ~ a|",
                "a--[[b]]c--[==[]]d]==]e ~ a|c|e|",
                "a--[ b ~ a|",
                "ende end _end end1 ~ ende|end|_end|end1|",
                "3x 0xep1 0x.8p-1 .5e+3 3.or ~ 3|x|0xep1|0x.8p-1|.5e+3|3.|or|",
                "x@$!\u00e9\u0001y ~ x|@|$|!|\u00e9|\u0001|y|",
                "a\tb\u000bc\fd ~ a|b|c|d|",
                "'\\065\\x41\\z  b' ~ '\\065\\x41\\z  b'|"
            })
    void cutsTextIntoTokens(String text, String tokens) throws LexicalException {
        assertEquals(tokens, cut(text));
    }

    @Test
    void tellsTheLineThatATokenEndsIn() throws LexicalException {
        assertEquals(
                List.of(1, 2, 3, 4, 6, 8, 9, 10),
                tokens("a\nb\r\nc\rd [[\n\n]] 'x\\\n\\z\n' \n\r e --[[\n]]").stream()
                        .map(Token::line)
                        .toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"'\\65\\066\\x43D\\z  \n E'", "[[ABCD E]]", "[==[\r\nABCD E]==]"})
    void readsStrings(String text) throws LexicalException {
        String wanted = text.startsWith("'") ? "ABCDE" : "ABCD E";
        assertEquals(
                wanted, new String(StringToken.value(bytes(text), tokens(text).get(0)), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "'abc ~ unfinished string near <eof> ~ false",
                "'abc|x' ~ unfinished string near ''abc' ~ false",
                "'a\\z |b|x' ~ unfinished string near ''ab' ~ false",
                "'a\\ ~ unfinished string near <eof> ~ true",
                "'a\\| ~ unfinished string near <eof> ~ true",
                "'a\\|b ~ unfinished string near <eof> ~ false",
                "'a\\z ~ unfinished string near <eof> ~ true",
                "'a\\z  | ~ unfinished string near <eof> ~ true",
                "[[a ~ unfinished long string near <eof> ~ true",
                "[==[a]] ~ unfinished long string near <eof> ~ true",
                "--[[a ~ unfinished long comment near <eof> ~ true",
                "[=a ~ invalid long string delimiter near '[=' ~ false",
                "'\\q' ~ invalid escape sequence near '\\q' ~ false",
                "'\\xZZ' ~ hexadecimal digit expected near '\\xZ' ~ false",
                "'\\x4' ~ hexadecimal digit expected near '\\x4'' ~ false",
                "'\\x4 ~ hexadecimal digit expected near '\\x4' ~ false",
                "'\\999' ~ decimal escape too large near '\\999' ~ false",
                "1..2 ~ malformed number near '1..2' ~ false",
                "0xg ~ malformed number near '0x' ~ false",
                "1e+ ~ malformed number near '1e+' ~ false",
                ".0x1 ~ malformed number near '.0x1' ~ false"
            })
    void wordsWhatIsWrongAsLuaDoes(String text, String message, boolean incomplete) {
        LexicalException wrong = assertThrows(LexicalException.class, () -> tokens(text.replace('|', '\n')), text);
        assertEquals(message, wrong.getMessage());
        assertEquals(incomplete, wrong.incomplete(), text);
    }
}
