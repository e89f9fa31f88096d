package luahome.edit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.show.EditableTable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.OneArgFunction;

/**
 * Brings a table, and the tables written out in its text, to what an edited text says: in place, so that they stay the
 * same tables with the same metatables. For one text.
 *
 * <p>A constructor after a number is about the table of that number, wherever it stands. One without is about the table
 * that was written out at the same key, unless the text has that elsewhere, and else makes a new one.
 */
final class TableEdit {
    private final Home home;
    private final EditableTable before;
    /** Which tables the constructors are about. */
    private final Map<LuaTable, HomeTable> about = new IdentityHashMap<>();

    private final Set<HomeTable> claimed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<LuaTable> settled = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Write> writes = new ArrayList<>();
    private int done;

    /** @param before what stood in the editor at first */
    TableEdit(Home home, EditableTable before) {
        this.home = home;
        this.before = before;
    }

    /** What {@link EditedText#lua} calls: for a number alone, for one before a constructor, and for {@code kept}. */
    Varargs functions() {
        return LuaValue.varargsOf(function(this::numbered), function(this::opened), function(this::kept));
    }

    private static LuaValue function(UnaryOperator<LuaValue> body) {
        return new OneArgFunction() {
            @Override
            public LuaValue call(LuaValue argument) {
                return body.apply(argument);
            }
        };
    }

    private LuaValue numbered(LuaValue number) {
        LuaValue object = home.object(number.checklong());
        if (object == null) {
            throw new LuaError("there is no table #" + number.tojstring() + " in this workspace");
        }
        return object;
    }

    private LuaValue opened(LuaValue number) {
        HomeTable table = home.table(number.checklong());
        if (table == null || !before.opened().contains(table)) {
            throw new LuaError("#" + number.tojstring() + " was not written out here: leave it without braces, or see"
                    + " :edit #" + number.tojstring());
        }
        return function(constructor -> {
            if (!claimed.add(table)) {
                throw new LuaError("#" + table.id() + " is written out twice: leave one of them without braces");
            }
            about.put(constructor.checktable(), table);
            return constructor;
        });
    }

    private LuaValue kept(LuaValue number) {
        int index = number.checkint();
        if (index < 1 || index > before.kept().size()) {
            throw new LuaError("there is no kept(" + index + ")");
        }
        return before.kept().get(index - 1);
    }

    /**
     * Plans what is to be done for a table to be as a value says.
     *
     * @throws LuaError if the value is about something else
     */
    void plan(HomeTable table, LuaValue value) {
        HomeTable named = value instanceof LuaTable constructor ? about.get(constructor) : null;
        boolean fresh = value instanceof HomeTable constructor
                && constructor.id() == 0
                && !before.opened().contains(value);
        if (!fresh || named != null && named != table || named == null && !claimed.add(table)) {
            throw new LuaError("the text is not one of this table, { … }");
        }
        bring(table, (HomeTable) value);
    }

    /** Plans what is to be done for a key of a table to hold what a value says. */
    void plan(HomeTable owner, LuaValue key, LuaValue value) {
        write(owner, key, settle(value, LuaValue.NIL));
    }

    private void bring(HomeTable table, HomeTable wanted) {
        for (Pair entry : entries(wanted)) {
            if (entry.key instanceof LuaTable constructor && about.containsKey(constructor)) {
                throw new LuaError("a table that is a key cannot be written out");
            }
            write(table, entry.key, settle(entry.value, table.rawget(entry.key)));
        }
        for (Pair entry : entries(table)) {
            if (wanted.rawget(entry.key).isnil()) {
                write(table, entry.key, LuaValue.NIL);
            }
        }
    }

    /** The value that a value of the text stands for, with what is to be done for it planned. */
    private LuaValue settle(LuaValue value, LuaValue atSameKey) {
        if (!(value instanceof HomeTable wanted)
                || wanted.id() != 0
                || before.kept().contains(wanted)) {
            return value;
        }
        HomeTable table = about.get(wanted);
        if (table == null
                && atSameKey instanceof HomeTable there
                && before.opened().contains(there)
                && claimed.add(there)) {
            table = there;
        }
        if (!settled.add(wanted)) {
            return table == null ? wanted : table;
        }
        if (table != null) {
            bring(table, wanted);
            return table;
        }
        for (Pair entry : entries(wanted)) {
            LuaValue inner = settle(entry.value, LuaValue.NIL);
            if (inner != entry.value) {
                wanted.rawset(entry.key, inner);
            }
        }
        return wanted;
    }

    /** The entries of a table, which may then be changed. */
    private static List<Pair> entries(HomeTable table) {
        List<Pair> entries = new ArrayList<>();
        table.forEach((key, value) -> entries.add(new Pair(key, value)));
        return entries;
    }

    private void write(HomeTable table, LuaValue key, LuaValue value) {
        LuaValue old = table.rawget(key);
        boolean nans = old.type() == LuaValue.TNUMBER
                && value.type() == LuaValue.TNUMBER
                && Double.isNaN(old.todouble())
                && Double.isNaN(value.todouble());
        if (!old.raweq(value) && !nans) {
            writes.add(new Write(table, key, old, value));
        }
    }

    /** How many entries are to change. */
    int changes() {
        return writes.size();
    }

    /** Does what is planned. */
    void apply() {
        for (Write write : writes) {
            write.table.rawset(write.key, write.value);
            done++;
        }
    }

    /** Takes back what was done to tables that no transaction takes back. */
    void revert() {
        while (done > 0) {
            Write write = writes.get(--done);
            if (write.table.id() == 0) {
                write.table.rawset(write.key, write.old);
            }
        }
    }

    private record Pair(LuaValue key, LuaValue value) {}

    private record Write(HomeTable table, LuaValue key, LuaValue old, LuaValue value) {}
}
