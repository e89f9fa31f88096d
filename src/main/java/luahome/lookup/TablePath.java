package luahome.lookup;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import luahome.home.Home;
import luahome.home.space.KeySearch;
import luahome.home.value.HomeFunction;
import luahome.home.value.HomeTable;
import luahome.home.value.LuaPaths;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Finds the table or function that an ID ({@code 42}, {@code #42}) or a path names, by going along raw entries: a path
 * looks like Lua ({@code _home.jobs[3]["odd key"]}, {@code getmetatable(_home.p).__index}) and runs nothing. What a
 * function's variable holds is written {@code _home.f, upvalue n}, as messages do.
 */
public final class TablePath {
    private static final String METATABLE = "getmetatable(";
    private static final String UPVALUE = ", upvalue ";

    private final Home home;
    private final byte[] path;
    private int at;
    /** The table and the key that the last step took; no table if it was none from a table to an entry. */
    private @Nullable HomeTable owner;

    private LuaValue key = LuaValue.NIL;
    /** Where the text of that step begins. */
    private int step;

    private TablePath(Home home, String path) {
        this.home = home;
        this.path = path.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The table that is named.
     *
     * @throws CommandException if there is none, or the text is no ID and no path
     */
    public static HomeTable table(Home home, String path) throws CommandException {
        return new TablePath(home, path.strip()).resolve();
    }

    /**
     * The table that is named, for callers outside a session.
     *
     * @throws IllegalArgumentException with a sentence if there is none, or the text is no ID and no path
     */
    public static HomeTable of(Home home, String path) {
        try {
            return table(home, path);
        } catch (CommandException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    private HomeTable resolve() throws CommandException {
        LuaValue value = whole();
        if (!(value instanceof HomeTable table)) {
            throw notATable(value, path.length);
        }
        return table;
    }

    /**
     * What is named, be it a table or not.
     *
     * @throws CommandException if there is none, or the text is no ID and no path
     */
    public static LuaValue value(Home home, String path) throws CommandException {
        return new TablePath(home, path.strip()).whole();
    }

    /**
     * What is named, and where it stands.
     *
     * @throws CommandException as of {@link #value}
     */
    public static Place place(Home home, String path) throws CommandException {
        TablePath steps = new TablePath(home, path.strip());
        LuaValue value = steps.whole();
        return new Place(value, steps.owner, steps.key);
    }

    /**
     * Where a value stands.
     *
     * @param owner the table that has it as an entry; null if it is no entry, or not known
     * @param key of the entry; nil if there is none
     */
    public record Place(LuaValue value, @Nullable HomeTable owner, LuaValue key) {}

    /** Whether a text is meant as a path and not as another expression. */
    public static boolean isPath(String text) {
        return text.matches("(?s)(_home|Memory)\\b.*|#?\\d+([.\\[,].*)?|getmetatable\\((_home|Memory)\\b.*");
    }

    private LuaValue whole() throws CommandException {
        LuaValue value = value();
        if (at < path.length) {
            throw malformed();
        }
        return value;
    }

    private LuaValue value() throws CommandException {
        LuaValue value = head();
        while (true) {
            if (peek() == '.' || peek() == '[') {
                if (!(value instanceof LuaTable table)) {
                    throw notATable(value, at);
                }
                step = at;
                key = key();
                owner = table instanceof HomeTable home ? home : null;
                LuaValue held = KeySearch.value(table, key);
                value = held == null ? table.rawget(key) : held;
            } else if (skip(UPVALUE)) {
                value = upvalue(value);
                owner = null;
            } else {
                return value;
            }
        }
    }

    private LuaValue upvalue(LuaValue of) throws CommandException {
        int end = at;
        String name = name();
        LuaValue held = of instanceof HomeFunction function ? home.upvalue(function, LuaValue.valueOf(name)) : null;
        if (held == null) {
            throw new CommandException(text(0, end - UPVALUE.length()) + " has no variable " + name);
        }
        return held;
    }

    private LuaValue metatable() throws CommandException {
        LuaValue of = value();
        int end = at;
        if (!skip(")")) {
            throw malformed();
        }
        LuaValue metatable = of instanceof LuaTable table ? KeySearch.metatable(table) : LuaValue.NIL;
        owner = null;
        if (metatable.isnil()) {
            throw new CommandException(text(0, end).replaceFirst("^.*\\(", "") + " has no metatable");
        }
        return metatable;
    }

    /** Goes behind a text if it comes next. */
    private boolean skip(String next) {
        boolean comes = text(at, at + next.length()).equals(next);
        at += comes ? next.length() : 0;
        return comes;
    }

    private LuaValue head() throws CommandException {
        if (skip(METATABLE)) {
            return metatable();
        }
        if (peek() == '#' || digit(peek())) {
            at += peek() == '#' ? 1 : 0;
            int digits = at;
            while (digit(peek())) {
                at++;
            }
            return object(text(digits, at));
        }
        String name = name();
        if (name.equals("_home") || name.equals("Memory")) {
            return home.root();
        }
        throw withoutRoot();
    }

    /** The end of a message about a key that is not there: the path with the nearest one that is; or nothing. */
    private String meant(LuaValue value) {
        if (!value.isnil() || owner == null || !(key instanceof LuaString name)) {
            return "";
        }
        LuaString nearest = DidYouMean.near(name, owner);
        return nearest == null ? "" : "; did you mean " + text(0, step) + LuaPaths.step(nearest) + "?";
    }

    /** What to say of a path that does not begin at the root: perhaps it only lacks that. */
    private CommandException withoutRoot() {
        String text = text(0, path.length);
        String meant = "_home" + (text.startsWith("[") ? "" : ".") + text;
        try {
            table(home, meant);
            return new CommandException("not a table's ID or path: " + text + "; did you mean " + meant + "?");
        } catch (CommandException e) {
            return malformed();
        }
    }

    private LuaValue object(String digits) throws CommandException {
        try {
            LuaValue object = digits.isEmpty() ? null : home.object(Long.parseLong(digits));
            if (object != null) {
                return object;
            }
        } catch (NumberFormatException e) {
            // More digits than an ID can have: there is no such table either.
        }
        if (digits.isEmpty()) {
            throw malformed();
        }
        throw new CommandException("there is no table #" + digits + " in this workspace");
    }

    private LuaValue key() throws CommandException {
        if (peek() == '.') {
            at++;
            String name = name();
            if (name.isEmpty()) {
                throw malformed();
            }
            return LuaValue.valueOf(name);
        }
        if (peek() != '[') {
            throw malformed();
        }
        at++;
        blanks();
        LuaValue key = peek() == '"' || peek() == '\'' ? string() : scalar();
        blanks();
        if (peek() != ']') {
            throw malformed();
        }
        at++;
        return key;
    }

    private LuaValue scalar() throws CommandException {
        int start = at;
        while (peek() > ' ' && peek() != ']') {
            at++;
        }
        String word = text(start, at);
        if (word.equals("true") || word.equals("false")) {
            return LuaValue.valueOf(word.equals("true"));
        }
        if (word.equals("math.huge") || word.equals("-math.huge")) {
            return LuaValue.valueOf(word.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY);
        }
        LuaValue number =
                word.isEmpty() ? LuaValue.NIL : LuaString.valueOf(word).tonumber();
        if (number.isnil()) {
            at = start;
            throw malformed();
        }
        return number;
    }

    private LuaString string() throws CommandException {
        byte quote = path[at++];
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        while (peek() != quote) {
            if (at >= path.length) {
                throw malformed();
            }
            byte c = path[at++];
            bytes.write(c == '\\' ? escaped() : c);
        }
        at++;
        return LuaString.valueOf(bytes.toByteArray());
    }

    private int escaped() throws CommandException {
        int start = at;
        int code = 0;
        while (digit(peek()) && at < start + 3) {
            code = code * 10 + path[at++] - '0';
        }
        if (at > start && code <= 255) {
            return code;
        }
        int c = peek();
        at++;
        return switch (c) {
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '"', '\'', '\\' -> c;
            default -> throw malformed();
        };
    }

    private String name() {
        int start = at;
        while (peek() == '_' || peek() < 0x80 && Character.isLetterOrDigit(peek())) {
            at++;
        }
        return text(start, at);
    }

    private void blanks() {
        while (peek() == ' ') {
            at++;
        }
    }

    /** The byte that comes, 0 at the end. */
    private int peek() {
        return at < path.length ? path[at] & 0xff : 0;
    }

    private static boolean digit(int c) {
        return c >= '0' && c <= '9';
    }

    private String text(int from, int to) {
        return new String(path, from, Math.min(to, path.length) - from, StandardCharsets.UTF_8);
    }

    private CommandException malformed() {
        return new CommandException("not a table's ID or path: " + text(0, path.length)
                + "; write it like 42, or _home.jobs[3][\"odd key\"]");
    }

    private CommandException notATable(LuaValue value, int end) {
        String what = value.isnil() ? "nil" : "a " + value.typename();
        return new CommandException(text(0, end) + " is " + what + ", not a table" + meant(value));
    }
}
