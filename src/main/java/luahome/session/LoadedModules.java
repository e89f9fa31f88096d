package luahome.session;

import java.util.HashMap;
import java.util.Map;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * What {@code require} has loaded. A rollback takes the data of a module back; if the module still counted as loaded,
 * the next {@code require} would not bring the data back.
 */
final class LoadedModules {
    private final LuaTable globals;

    LoadedModules(LuaTable globals) {
        this.globals = globals;
    }

    /** The modules loaded at this moment. */
    Snapshot snapshot() {
        return new Snapshot(table());
    }

    private LuaTable table() {
        return globals.rawget("package") instanceof LuaTable library
                        && library.rawget("loaded") instanceof LuaTable loaded
                ? loaded
                : new LuaTable();
    }

    /** The modules that were loaded at a moment. */
    static final class Snapshot {
        private final LuaTable table;
        private final Map<LuaValue, LuaValue> modules;

        private Snapshot(LuaTable table) {
            this.table = table;
            this.modules = entries(table);
        }

        /** Makes just those count as loaded again. */
        void restore() {
            for (LuaValue name : entries(table).keySet()) {
                if (!modules.containsKey(name)) {
                    table.rawset(name, LuaValue.NIL);
                }
            }
            modules.forEach(table::rawset);
        }

        private static Map<LuaValue, LuaValue> entries(LuaTable table) {
            Map<LuaValue, LuaValue> entries = new HashMap<>();
            for (Varargs e = table.next(LuaValue.NIL); !e.arg1().isnil(); e = table.next(e.arg1())) {
                entries.put(e.arg1(), e.arg(2));
            }
            return entries;
        }
    }
}
