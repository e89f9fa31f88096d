package luahome.lookup;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.home.value.LuaPaths;
import luahome.lua.text.SourceParts.Kind;
import luahome.lua.text.SourceParts.Part;
import luahome.session.EntryText;
import luahome.session.Session;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * What someone probably meant who used a name that is nothing: a global, a local of the prompt or a key that is written
 * nearly so. Looks at raw entries only, and runs nothing.
 */
public final class DidYouMean {
    private static final Pattern NIL =
            Pattern.compile("(global|local|upvalue|field|method) '([A-Za-z_][A-Za-z_0-9]*)' \\(a nil value\\)");

    /** Shorter names are near to everything. */
    private static final int SHORTEST = 3;

    /** Keys with more bytes are not compared. */
    private static final int LONGEST = 60;

    /** So many keys of a table are compared. */
    private static final int MOST = 5_000;

    private final Session session;
    private final RawLookup lookup;

    /** Looks at the names of a session. */
    public DidYouMean(Session session) {
        this.session = session;
        this.lookup = new RawLookup(session);
    }

    /**
     * The end of a message about an entry: {@code ; did you mean _home.players?}, or nothing.
     *
     * @param entry what was typed
     */
    public String suffix(String message, String entry) {
        Matcher matcher = NIL.matcher(message);
        if (!matcher.find() || matcher.group(2).length() < SHORTEST) {
            return "";
        }
        boolean key = matcher.group(1).equals("field") || matcher.group(1).equals("method");
        boolean method = matcher.group(1).equals("method");
        String meant = key
                ? key(matcher.group(2), method, new EntryText(entry))
                : matcher.group(1).equals("global") ? global(matcher.group(2)) : null;
        return meant == null ? "" : "; did you mean " + meant + "?";
    }

    /** The key of a table that is written nearly like a name which is none; null if there is no such key. */
    static @Nullable LuaString near(LuaString name, LuaTable table) {
        String nearest = name.m_length < SHORTEST || name.m_length > LONGEST
                ? null
                : Spelling.to(Utf8.text(name), names(table, false));
        return nearest == null ? null : Utf8.bytes(nearest);
    }

    private @Nullable String global(String name) {
        List<String> names = new ArrayList<>(session.locals().names());
        names.addAll(names(session.machine().globals(), false));
        String nearest = Spelling.to(name, names);
        if (nearest != null && !nearest.equals(name)) {
            return nearest;
        }
        List<String> stored = names(session.home().root(), false);
        String key = stored.contains(name) ? name : Spelling.to(name, stored);
        return key == null ? null : "_home" + LuaPaths.step(Utf8.bytes(key));
    }

    private @Nullable String key(String name, boolean method, EntryText entry) {
        List<Part> parts = entry.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).kind() != Kind.NAME && parts.get(i).kind() != Kind.SYMBOL) {
                continue;
            }
            NamePath chain = NamePath.endingAt(entry, i);
            int last = chain.keys().size() - 1;
            if (last < 0
                    || !chain.keys().get(last).equals(Utf8.bytes(name))
                    || !lookup.at(chain).isnil()) {
                continue;
            }
            NamePath owner = new NamePath(chain.root(), chain.keys().subList(0, last), chain.start(), false);
            String nearest = nearest(name, lookup.at(owner), method);
            if (nearest != null) {
                boolean plain = LuaPaths.isName(Utf8.bytes(nearest));
                return owner.shown() + (method && plain ? ":" + nearest : LuaPaths.step(Utf8.bytes(nearest)));
            }
        }
        return null;
    }

    private @Nullable String nearest(String name, LuaValue owner, boolean method) {
        List<String> names = new ArrayList<>();
        for (LuaTable table : lookup.sources(owner)) {
            names.addAll(names(table, method));
        }
        return Spelling.to(name, names);
    }

    private static List<String> names(LuaTable table, boolean functions) {
        List<String> names = new ArrayList<>();
        RawLookup.each(table, (key, value) -> {
            if (key instanceof LuaString text && text.m_length <= LONGEST && (!functions || value.isfunction())) {
                names.add(new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8));
            }
            return names.size() < MOST;
        });
        return names;
    }
}
