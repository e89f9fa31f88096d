package luahome.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;
import luahome.session.EntryText;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * A name and the keys behind it, as they stand in source text: {@code _home.jobs[3]["odd key"]}.
 *
 * @param root the name; empty if what stands there is something else, such as a call
 * @param keys the keys, outermost first
 * @param start index in the text at which it begins
 * @param method whether the last key stands behind a colon
 */
public record NamePath(String root, List<LuaValue> keys, int start, boolean method) {
    private static final NamePath UNKNOWN = new NamePath("", List.of(), 0, false);

    /** An escape by number, decimal or hexadecimal, or by letter; or what is none. */
    private static final Pattern PART =
            Pattern.compile("(?s)\\\\(?:([01]\\d\\d|2[0-4]\\d|25[0-5]|\\d{1,2})|x(\\p{XDigit}{2})|(.))|[^\\\\]+|\\\\");

    private static final String LETTERS = "abfnrtv";
    private static final String CONTROLS = "\u0007\b\f\n\r\t\u000b";

    /** Names with dots between them. */
    public static NamePath of(String... names) {
        List<LuaValue> keys =
                Arrays.stream(names).skip(1).<LuaValue>map(LuaValue::valueOf).toList();
        return new NamePath(names[0], keys, 0, false);
    }

    /** The chain whose last part is at an index. */
    public static NamePath endingAt(EntryText text, int last) {
        List<Part> parts = text.parts().stream()
                .limit(last + 1L)
                .filter(part -> part.kind() != Kind.COMMENT)
                .collect(Collectors.toList());
        List<LuaValue> keys = new ArrayList<>();
        boolean method = false;
        int at = parts.size() - 1;
        while (at >= 0) {
            Part part = parts.get(at);
            String before = at > 0 ? text.in(parts.get(at - 1)) : "";
            if (part.kind() == Kind.NAME && (before.equals(".") || before.equals(":")) && !text.isTable(part)) {
                method |= before.equals(":") && keys.isEmpty();
                if (before.equals(":") && !keys.isEmpty()) {
                    return UNKNOWN;
                }
                keys.add(LuaValue.valueOf(text.in(part)));
                at -= 2;
            } else if (part.kind() == Kind.NAME) {
                Collections.reverse(keys);
                return new NamePath(text.in(part), keys, part.start(), method);
            } else if (text.in(part).equals("]")
                    && at >= 2
                    && text.in(parts.get(at - 2)).equals("[")) {
                LuaValue key = literal(text, parts.get(at - 1));
                if (key.isnil()) {
                    return UNKNOWN;
                }
                keys.add(key);
                at -= 3;
            } else {
                return UNKNOWN;
            }
        }
        return UNKNOWN;
    }

    /** The value of a number or a simple string; nil for all else. */
    private static LuaValue literal(EntryText text, Part part) {
        String source = text.in(part);
        if (part.kind() == Kind.NUMBER) {
            return LuaString.valueOf(source).tonumber();
        }
        if (part.kind() != Kind.STRING || source.startsWith("[")) {
            return LuaValue.NIL;
        }
        return unquoted(source.substring(1, source.length() - 1));
    }

    /** The bytes that the text between the quotes of a short string stands for; it may break off anywhere. */
    public static LuaString unquoted(String inside) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher part = PART.matcher(inside);
        while (part.find()) {
            if (part.group(1) != null) {
                bytes.write(Integer.parseInt(part.group(1)));
            } else if (part.group(2) != null) {
                bytes.write(Integer.parseInt(part.group(2), 16));
            } else if (part.group(3) != null) {
                int letter = LETTERS.indexOf(part.group(3));
                bytes.writeBytes(utf8(letter < 0 ? part.group(3) : CONTROLS.substring(letter, letter + 1)));
            } else {
                bytes.writeBytes(utf8(part.group()));
            }
        }
        return LuaString.valueUsing(bytes.toByteArray());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As it could be typed: {@code _home.jobs}. */
    public String shown() {
        StringBuilder all = new StringBuilder(root);
        keys.forEach(key -> all.append(luahome.home.value.LuaPaths.step(key)));
        return all.toString();
    }
}
