package luahome.edit;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.home.value.HomeFunction;
import luahome.lua.LuaMachine;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;
import luahome.lua.text.SyntaxException;
import luahome.session.EntryText;

/**
 * The text of a value, out of an editor: a Lua expression in which {@code #42} is the table or function of that number,
 * {@code #42 { … }} says what is to be in that table, and {@code kept(1)} is a value that could not be written.
 */
final class EditedText {
    private static final String CHUNK = "edit";
    private static final String NUMBERED = "_LUAHOME_NUMBERED_";
    private static final String OPENED = "_LUAHOME_OPENED_";
    private static final Pattern COMPILED = Pattern.compile("(?:" + NUMBERED + "|" + OPENED + ")(?:\\(([0-9]+)\\))?");
    private static final Pattern POSITION = Pattern.compile(CHUNK + ":([0-9]{1,9}): ");

    private EditedText() {}

    /**
     * The text as a chunk that answers the value. It gets the three functions that {@link TableEdit} has for it.
     *
     * @throws SyntaxException if it is not an expression
     */
    static HomeFunction compile(byte[] text, LuaMachine machine) throws SyntaxException {
        String chars = new String(text, StandardCharsets.ISO_8859_1);
        return machine.compile(lua(chars).getBytes(StandardCharsets.ISO_8859_1), CHUNK);
    }

    /** The Lua that is compiled, on the same lines. */
    private static String lua(String text) {
        EntryText entry = new EntryText(text);
        List<Part> parts = entry.parts();
        StringBuilder lua = new StringBuilder(text.length() + 100);
        lua.append("local ").append(NUMBERED).append(',').append(OPENED).append(",kept=... return ");
        int at = 0;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (entry.isTable(part)) {
                String function = isBrace(entry, i + 1) ? OPENED : NUMBERED;
                lua.append(text, at, part.start());
                lua.append(function)
                        .append('(')
                        .append(text, part.start() + 1, part.end())
                        .append(')');
                at = part.end();
            }
        }
        return lua.append(text, at, text.length()).toString();
    }

    private static boolean isBrace(EntryText entry, int index) {
        int at = index;
        while (at < entry.parts().size() && entry.parts().get(at).kind() == Kind.COMMENT) {
            at++;
        }
        return at < entry.parts().size() && entry.in(entry.parts().get(at)).equals("{");
    }

    /** A message about the Lua in terms of the text. */
    static String message(String message) {
        return COMPILED.matcher(message).replaceAll("#$1");
    }

    /** The line that a message is about, from 1; the first if it does not say. */
    static int line(String message) {
        Matcher position = POSITION.matcher(message);
        return position.lookingAt() ? Integer.parseInt(position.group(1)) : 1;
    }
}
