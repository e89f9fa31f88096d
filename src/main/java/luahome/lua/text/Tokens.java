package luahome.lua.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Source text cut into tokens.
 *
 * @param text the bytes that the tokens point into
 * @param list its tokens; the last is {@link TokenKind#END_OF_TEXT}, and stands where the text ends or where the token
 *     begins that could not be read
 * @param failure what is wrong with that token; null if there is none
 */
public record Tokens(
        byte[] text, List<Token> list, @Nullable LexicalException failure) {
    /** How messages show a token; each char is a byte. */
    String shown(int index) {
        Token token = list.get(index);
        return switch (token.kind()) {
            case END_OF_TEXT -> "<eof>";
            case STRAY -> stray(token);
            case SHORT_STRING, LONG_STRING -> quoted(StringToken.content(text, token.start(), token.end()));
            default -> "'" + spelled(token) + "'";
        };
    }

    /** The token as it is written; each char is a byte. */
    String spelled(Token token) {
        return new String(text, token.start(), token.end() - token.start(), StandardCharsets.ISO_8859_1);
    }

    /** What there is of a string, as PUC Lua shows it: up to the first zero. */
    static String quoted(byte[] content) {
        String shown = new String(content, StandardCharsets.ISO_8859_1);
        int zero = shown.indexOf('\0');
        return "'" + (zero < 0 ? shown : shown.substring(0, zero)) + "'";
    }

    /** The whole of a character outside ASCII is shown: its first byte alone says nothing. */
    private String stray(Token token) {
        int first = text[token.start()] & 0xff;
        if (first > ' ' && first < 0x7f) {
            return "'" + (char) first + "'";
        }
        int length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1;
        if (length > 1 && token.start() + length <= text.length) {
            String character = new String(text, token.start(), length, StandardCharsets.UTF_8);
            if (character.codePointCount(0, character.length()) == 1 && character.charAt(0) != '\ufffd') {
                return "'" + new String(text, token.start(), length, StandardCharsets.ISO_8859_1) + "'";
            }
        }
        return "char(" + first + ")";
    }
}
