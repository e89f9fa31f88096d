package luahome.text;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;

/**
 * A text that is looked for in strings, capital and small letters being the same. What is not UTF-8, and control
 * characters, are found as {@link Utf8#text} writes them. Immutable.
 */
public final class TextMatcher {
    private final String wanted;

    /** The same as bytes, with which what is looked at need not be decoded; null if letters or escapes forbid that. */
    private final byte @Nullable [] bytes;

    /** A text as it was typed. */
    public TextMatcher(String text) {
        wanted = text.toLowerCase(Locale.ROOT);
        boolean plain = wanted.chars().allMatch(c -> c < 0x80 && c != '\\');
        bytes = plain ? wanted.getBytes(StandardCharsets.US_ASCII) : null;
    }

    /** Whether it stands in a string of Lua's. */
    public boolean isIn(LuaString text) {
        return bytes == null ? isIn(Utf8.text(text)) : contains(text, bytes);
    }

    /** Whether it stands in a text. */
    public boolean isIn(String text) {
        return text.toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static boolean contains(LuaString text, byte[] wanted) {
        for (int start = 0; start + wanted.length <= text.m_length; start++) {
            int i = 0;
            while (i < wanted.length && lower(text.m_bytes[text.m_offset + start + i]) == wanted[i]) {
                i++;
            }
            if (i == wanted.length) {
                return true;
            }
        }
        return false;
    }

    private static int lower(byte letter) {
        return letter >= 'A' && letter <= 'Z' ? letter + ('a' - 'A') : letter;
    }
}
