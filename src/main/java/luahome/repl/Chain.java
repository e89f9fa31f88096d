package luahome.repl;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import luahome.home.Utf8;
import luahome.lua.SourceParts.Kind;
import luahome.lua.SourceParts.Part;
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
record Chain(String root, List<LuaValue> keys, int start, boolean method) {
    private static final Chain UNKNOWN = new Chain("", List.of(), 0, false);

    /** The chain whose last part is at an index. */
    static Chain endingAt(EntryText text, int last) {
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
                return new Chain(text.in(part), keys, part.start(), method);
            } else if (text.in(part).equals("]") && at >= 2 && text.in(parts.get(at - 2)).equals("[")) {
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
        return Utf8.bytes(unquoted(source.substring(1, source.length() - 1)));
    }

    /** What a string's text means, as far as escapes of one letter go. */
    static String unquoted(String inside) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < inside.length(); i++) {
            char c = inside.charAt(i);
            if (c == '\\' && i + 1 < inside.length()) {
                i++;
                c = switch (inside.charAt(i)) {
                    case 'n' -> '\n';
                    case 't' -> '\t';
                    case 'r' -> '\r';
                    default -> inside.charAt(i);
                };
            }
            plain.append(c);
        }
        return plain.toString();
    }

    /** As it could be typed: {@code _home.jobs}. */
    String shown() {
        StringBuilder all = new StringBuilder(root);
        keys.forEach(key -> all.append(luahome.home.LuaPaths.step(key)));
        return all.toString();
    }
}
