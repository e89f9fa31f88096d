package luahome.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.lua.text.SourceParts;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;

/**
 * What someone types at the prompt, which is Lua but for one thing: {@code #42} is the table with that ID. (To Lua it
 * is the length of a number, which is always an error.) Here it is one name among the parts.
 */
public final class EntryText {
    /** What the names of tables become for the compiler. */
    private static final String TABLE = "_LUAHOME_TABLE_";

    private static final Pattern ID = Pattern.compile("(?<![\\w.])#(?=[0-9]{1,18}(?![\\w]))");
    private static final Pattern COMPILED_NAME = Pattern.compile(TABLE + "([0-9]+)");

    private final String text;
    private final List<Part> parts;

    /** The text of an entry, as it was typed. */
    public EntryText(String text) {
        this.text = text;
        // A name of the same length, so that the parts are where they are in the text.
        this.parts = SourceParts.of(ID.matcher(text).replaceAll("_"));
    }

    /** The text. */
    public String text() {
        return text;
    }

    /** Its parts. */
    public List<Part> parts() {
        return parts;
    }

    /** What stands in a part. */
    public String in(Part part) {
        return part.in(text);
    }

    /** Whether a part is the name of a table: {@code #42}. */
    public boolean isTable(Part part) {
        return part.kind() == Kind.NAME && text.charAt(part.start()) == '#';
    }

    /** The Lua that is compiled: with names in place of the IDs of tables. */
    public String lua() {
        StringBuilder lua = new StringBuilder(text.length());
        int at = 0;
        for (Part part : parts) {
            if (isTable(part)) {
                lua.append(text, at, part.start()).append(TABLE).append(text, part.start() + 1, part.end());
                at = part.end();
            }
        }
        return lua.append(text, at, text.length()).toString();
    }

    /** The tables that are named, by the names that they have in {@link #lua}. */
    public Map<String, Long> tables() {
        Map<String, Long> tables = new LinkedHashMap<>();
        for (Part part : parts) {
            if (isTable(part)) {
                String id = in(part).substring(1);
                tables.put(TABLE + id, Long.parseLong(id));
            }
        }
        return tables;
    }

    /** A message about the Lua in terms of the text. */
    public static String message(String message) {
        return COMPILED_NAME.matcher(message).replaceAll("#$1");
    }

    /** The byte of a line of the text that a byte of the Lua's line comes from; both from 1. */
    int column(int line, int column) {
        String[] lines = lua().split("\n", -1);
        if (column <= 0 || line > lines.length) {
            return column;
        }
        int shift = 0;
        Matcher names = COMPILED_NAME.matcher(lines[line - 1]);
        while (names.find() && names.start() < column - 1) {
            shift += TABLE.length() - 1;
        }
        return Math.max(1, column - shift);
    }
}
