package luahome.lookup;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import luahome.home.space.KeySearch;
import luahome.home.value.HomeTable;
import luahome.home.value.HomeTable.EntryVisitor;
import luahome.home.value.RawEntries;
import luahome.session.Session;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/**
 * Looks at values while someone types: raw entries only, no code runs, no table is brought into memory and no large one
 * gone through to its end. Lives on the Lua thread.
 */
public final class RawLookup {
    /** What stands for a stored string that is too long to be read in passing. */
    public static final LuaString LONG = LuaValue.valueOf("a long string");

    /** So many entries of a table are looked at. */
    static final int MOST = 20_000;

    /** So many tables are followed from metatable to metatable. */
    private static final int DEEPEST = 8;

    private static final LuaString INDEX = LuaValue.valueOf("__index");

    private final Session session;

    /** Looks at the values of a session. */
    public RawLookup(Session session) {
        this.session = session;
    }

    /** The value of a name: a local of the prompt, a global, or a table's ID ({@code #42}); nil if there is none. */
    public LuaValue named(String name) {
        if (name.startsWith("#")) {
            HomeTable table = session.home().table(Long.parseLong(name.substring(1)));
            return table == null ? LuaValue.NIL : table;
        }
        LuaValue local = session.locals().value(name);
        return local != null ? local : session.machine().globals().rawget(LuaValue.valueOf(name));
    }

    /**
     * The value that a chain of names and keys leads to; nil if it leads nowhere that is known without running code.
     */
    public LuaValue at(NamePath chain) {
        if (chain.root().isEmpty()) {
            return LuaValue.NIL;
        }
        LuaValue value = named(chain.root());
        for (LuaValue key : chain.keys()) {
            value = field(value, key);
        }
        return value;
    }

    /** A field, also one that a table stands in for by {@code __index}; nil if it is not known. */
    LuaValue field(LuaValue owner, LuaValue key) {
        for (LuaTable table : sources(owner)) {
            LuaValue value = raw(table, key);
            if (!value.isnil()) {
                return value;
            }
        }
        return LuaValue.NIL;
    }

    /** The tables in which the fields of a value are looked up, in order, as far as no function does it. */
    public List<LuaTable> sources(LuaValue owner) {
        List<LuaTable> found = new ArrayList<>();
        Set<LuaTable> seen = new HashSet<>();
        LuaValue at = owner;
        while (found.size() < DEEPEST) {
            if (at instanceof LuaTable table) {
                if (!seen.add(table)) {
                    break;
                }
                found.add(table);
            }
            LuaValue metatable = at instanceof LuaTable table ? KeySearch.metatable(table) : at.getmetatable();
            if (!(metatable instanceof LuaTable meta)) {
                break;
            }
            at = raw(meta, INDEX);
        }
        return found;
    }

    private static LuaValue raw(LuaTable table, LuaValue key) {
        LuaValue value = KeySearch.value(table, key);
        return value == null ? LONG : value;
    }

    /** Hands raw entries to the visitor until it answers false, or enough were looked at. */
    static void each(LuaTable table, EntryVisitor visitor) {
        int[] left = {MOST};
        RawEntries.forEach(table, (key, value) -> visitor.entry(key, value) && --left[0] > 0);
    }
}
