package luahome.lua.text;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.Utf8;
import org.luaj.vm2.LuaString;

/** Reads what a string token stands for. The token is well formed, or the beginning of one that is. */
final class StringToken {
    private final byte[] text;
    private final int end;
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private int at;

    private StringToken(byte[] text, int start, int end) {
        this.text = text;
        this.at = start;
        this.end = end;
    }

    /**
     * The bytes of the string between its delimiters, which stay: escape sequences are replaced by what they mean, and
     * every line end is a newline.
     */
    static byte[] content(byte[] text, int start, int end) {
        StringToken token = new StringToken(text, start, end);
        if (text[start] == '[') {
            token.longString();
        } else {
            token.shortString();
        }
        return token.content.toByteArray();
    }

    /** The bytes of the string. */
    static byte[] value(byte[] text, Token token) {
        byte[] all = content(text, token.start(), token.end());
        int delimiter = token.kind() == TokenKind.LONG_STRING ? delimiterLength(all) : 1;
        return Arrays.copyOfRange(all, delimiter, all.length - delimiter);
    }

    private static int delimiterLength(byte[] all) {
        int length = 1;
        while (all[length] != '[') {
            length++;
        }
        return length + 1;
    }

    private void longString() {
        int delimiter = 1;
        while (text[at + delimiter] != '[') {
            delimiter++;
        }
        content.write(text, at, delimiter + 1);
        at += delimiter + 1;
        if (at < end && isLineEnd(text[at])) {
            passLineEnd();
        }
        while (at < end) {
            plain();
        }
    }

    private void shortString() {
        while (at < end) {
            if (text[at] == '\\') {
                at++;
                escape();
            } else {
                plain();
            }
        }
    }

    private void plain() {
        if (isLineEnd(text[at])) {
            passLineEnd();
            content.write('\n');
        } else {
            content.write(text[at++]);
        }
    }

    private void escape() {
        byte c = text[at];
        if (c >= '0' && c <= '9') {
            decimal();
            return;
        }
        if (isLineEnd(c)) {
            plain();
            return;
        }
        at++;
        switch (c) {
            case 'a' -> content.write(7);
            case 'b' -> content.write('\b');
            case 'f' -> content.write('\f');
            case 'n' -> content.write('\n');
            case 'r' -> content.write('\r');
            case 't' -> content.write('\t');
            case 'v' -> content.write(11);
            case 'x' -> {
                content.write(Character.digit(text[at], 16) << 4 | Character.digit(text[at + 1], 16));
                at += 2;
            }
            case 'u' -> codePoint();
            case 'z' -> {
                while (at < end && (text[at] == ' ' || text[at] >= '\t' && text[at] <= '\r')) {
                    at++;
                }
            }
            default -> content.write(c);
        }
    }

    private void decimal() {
        int value = 0;
        for (int i = 0; i < 3 && at < end && text[at] >= '0' && text[at] <= '9'; i++) {
            value = value * 10 + text[at++] - '0';
        }
        content.write(value);
    }

    private void codePoint() {
        int value = 0;
        // Between braces.
        for (at++; at < end && text[at] != '}'; at++) {
            value = value << 4 | Character.digit(text[at], 16);
        }
        at++;
        ByteBuilder bytes = new ByteBuilder(6);
        Utf8.append(bytes, value);
        LuaString encoded = bytes.toLuaString();
        content.write(encoded.m_bytes, encoded.m_offset, encoded.m_length);
    }

    private void passLineEnd() {
        byte first = text[at++];
        if (at < end && isLineEnd(text[at]) && text[at] != first) {
            at++;
        }
    }

    private static boolean isLineEnd(byte b) {
        return b == '\n' || b == '\r';
    }
}
