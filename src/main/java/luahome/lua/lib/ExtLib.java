package luahome.lua.lib;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import luahome.home.Home;
import luahome.home.Metadata;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.value.LuaNumbers;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The library `ext`: what a program can do with persistent tables beyond using them. */
final class ExtLib {
    private final Home home;

    private ExtLib(Home home) {
        this.home = home;
    }

    /** Adds the table to the global table. */
    static void register(HomeTable globals, Home home) {
        ExtLib lib = new ExtLib(home);
        HomeTable ext = new HomeTable();
        Library.add(ext, "attach", lib::attach);
        Library.add(ext, "commit", lib::commit);
        Library.add(ext, "id", lib::id);
        Library.add(ext, "load", lib::load);
        Library.add(ext, "meta", a -> lib.meta());
        Library.add(ext, "release", lib::release);
        Library.add(ext, "save", lib::save);
        Library.add(ext, "table", lib::table);
        Library.add(ext, "tables", a -> lib.ids());
        globals.rawset(Library.text("ext"), ext);
    }

    private static HomeTable homeTable(LuaArguments a) {
        LuaTable table = Library.table(a, 1);
        if (table instanceof HomeTable own) {
            return own;
        }
        throw a.wrong(1, "this table was made in Java and cannot persist");
    }

    private Varargs table(LuaArguments a) {
        HomeTable table = a.value(1).isnil() ? new HomeTable() : homeTable(a);
        home.keep(table);
        return table;
    }

    private Varargs release(LuaArguments a) {
        home.release(homeTable(a));
        return LuaValue.NONE;
    }

    private Varargs id(LuaArguments a) {
        long id = homeTable(a).id();
        return id == 0 ? LuaValue.NIL : number(id);
    }

    private Varargs attach(LuaArguments a) {
        double wanted = a.number(1);
        HomeTable table = wanted >= 1 && wanted == Math.rint(wanted) ? home.table((long) wanted) : null;
        if (table == null) {
            throw new LuaError("no table with ID "
                    + LuaNumbers.tostring(LuaValue.valueOf(wanted)).tojstring());
        }
        return table;
    }

    private LuaValue ids() {
        long[] ids = home.metadata().tableIds();
        HomeTable list = new HomeTable(ids.length, 0);
        for (int i = 0; i < ids.length; i++) {
            list.rawset(i + 1, number(ids[i]));
        }
        return list;
    }

    private LuaValue meta() {
        Metadata metadata = home.metadata();
        HomeTable meta = new HomeTable(0, 6);
        meta.rawset(Library.text("memoryTableId"), number(metadata.memoryTableId()));
        meta.rawset(Library.text("nextTableId"), number(metadata.nextTableId()));
        meta.rawset(Library.text("tableCount"), number(metadata.tableCount()));
        meta.rawset(Library.text("tableIds"), ids());
        Instant savedAt = metadata.savedAt();
        if (savedAt != null) {
            meta.rawset(Library.text("savedAt"), Library.text(DateTimeFormatter.ISO_INSTANT.format(savedAt)));
        }
        meta.rawset(Library.text("stateRestored"), LuaValue.valueOf(metadata.stateRestored()));
        return meta;
    }

    private Varargs commit(LuaArguments a) {
        home.commit();
        return LuaValue.NONE;
    }

    private Varargs save(LuaArguments a) {
        String label = null;
        if (!a.value(1).isnil()) {
            LuaString text = a.string(1);
            label = new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8);
        }
        return number(home.save(label, Instant.now()).number());
    }

    private Varargs load(LuaArguments a) {
        home.load(a.value(1).isnil() ? null : a.integer(1), Instant.now());
        return LuaValue.NONE;
    }

    private static LuaValue number(long value) {
        return LuaValue.valueOf((double) value);
    }
}
