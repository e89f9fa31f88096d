package luahome.lua.text;

import luahome.lua.value.Latin1;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.Prototype;

/**
 * The name of a chunk: a prototype keeps it as `load` got it (`@file`, `=name`, or the text of the chunk itself), and
 * messages show a short form.
 */
public final class ChunkName {
    /** What a shown name has room for. */
    private static final int NAME_LENGTH = 59;
    /** What the beginning of a text has room for. */
    private static final int TEXT_LENGTH = 45;

    private static final String STANDARD_INPUT = "stdin";

    private ChunkName() {}

    /** The name of a chunk whose text comes from outside: `stdin`, or a file. */
    public static LuaString of(String origin) {
        return Latin1.ofUnicode((origin.equals(STANDARD_INPUT) ? "=" : "@") + origin);
    }

    /** The name as messages show it, a byte in each char. */
    public static String shown(LuaString name) {
        String whole = Latin1.toBytes(name);
        if (whole.startsWith("=")) {
            return whole.substring(1, Math.min(whole.length(), NAME_LENGTH + 1));
        }
        if (whole.startsWith("@")) {
            return whole.length() - 1 <= NAME_LENGTH
                    ? whole.substring(1)
                    : "..." + whole.substring(whole.length() - NAME_LENGTH + 3);
        }
        int line = whole.indexOf('\n');
        int end = Math.min(line < 0 ? whole.length() : line, TEXT_LENGTH);
        boolean cut = end < whole.length() || end == TEXT_LENGTH;
        return "[string \"" + whole.substring(0, end) + (cut ? "...\"]" : "\"]");
    }

    /** The name as messages show it, as text in one line in which nothing could steer a terminal. */
    public static String harmless(LuaString name) {
        return Utf8.text(Latin1.ofBytes(shown(name))).replace('\n', ' ').replace('\t', ' ');
    }

    /** The name under which the code of a function was compiled; `=?` if that is not known. */
    public static LuaString of(Prototype code) {
        @Nullable LuaString source = code.source;
        return source == null ? Latin1.ofBytes("=?") : source;
    }
}
