package luahome.lua.lib;

import luahome.home.value.HomeTable;
import luahome.lua.builtin.BuiltinNames;
import luahome.lua.builtin.Library;
import luahome.lua.run.JavaObjects;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.jse.LuajavaLib;

/**
 * LuaJ's library {@code luajava}, by which a program reaches all of Java; see {@link JavaObjects} for what it hands
 * out.
 */
public final class JavaLib {
    private JavaLib() {}

    /** Adds the table to the global table and to {@code package.loaded}. */
    public static void register(HomeTable globals) {
        LuaTable theirs = (LuaTable) new LuajavaLib().call(Library.text("luajava"), globals);
        HomeTable luajava = new HomeTable();
        for (Varargs entry = theirs.next(LuaValue.NIL); !entry.arg1().isnil(); entry = theirs.next(entry.arg1())) {
            LuaFunction function = (LuaFunction) entry.arg(2);
            Library.add(luajava, entry.arg1().tojstring(), a -> JavaObjects.call(function, a.values()));
        }
        LuaString name = Library.text("luajava");
        globals.rawset(name, luajava);
        globals.rawget(Library.text("package")).get(Library.text("loaded")).rawset(name, luajava);
        BuiltinNames.assign(luajava, "luajava");
    }
}
