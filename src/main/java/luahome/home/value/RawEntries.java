package luahome.home.value;

import luahome.home.value.HomeTable.EntryVisitor;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The raw entries of tables of any kind, those that libraries written in Java make too. */
public final class RawEntries {
    private RawEntries() {}

    /** Does what {@link HomeTable#forEach} does. */
    public static void forEach(LuaTable table, EntryVisitor visitor) {
        if (table instanceof HomeTable home) {
            home.forEach(visitor);
            return;
        }
        Varargs entry = table.next(LuaValue.NIL);
        while (!entry.arg1().isnil() && visitor.entry(entry.arg1(), entry.arg(2))) {
            entry = table.next(entry.arg1());
        }
    }

    /** Does what {@link HomeTable#forEachBehind} does. */
    public static void forEachBehind(LuaTable table, long skip, EntryVisitor visitor) {
        if (table instanceof HomeTable home) {
            home.forEachBehind(skip, visitor);
            return;
        }
        long[] left = {skip};
        forEach(table, (key, value) -> left[0]-- > 0 || visitor.entry(key, value));
    }
}
