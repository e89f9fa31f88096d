package luahome.lua.lib;

import java.nio.file.Path;
import luahome.home.Home;
import luahome.home.HomeTable;
import luahome.lua.Interpreter;
import luahome.lua.LuaMachine;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Puts the global table together. */
public final class Libraries {
    private static final LuaString LOADED = Library.text("loaded");
    private static final LuaString PACKAGE = Library.text("package");

    private Libraries() {}

    /** Registers what needs no workspace. */
    public static void register(
            LuaMachine machine, Interpreter vm, LuaMachine.Streams streams, @Nullable Path workspace) {
        HomeTable globals = machine.globals();
        BaseLib.register(vm, globals, streams.out());
        TableLib.register(vm, globals);
        MathLib.register(globals);
        HomeTable string = new HomeTable();
        LuaStringLib.register(string, vm::checkInterrupt, vm::tostring);
        globals.rawset(Library.text("string"), string);
    }

    /** Registers `_home`, `Memory` and `ext`. */
    public static void registerHome(HomeTable globals, Home home, boolean memoryAlias) {
        guarded(globals, "_home", home.root());
        if (memoryAlias) {
            guarded(globals, "Memory", home.root());
        }
    }

    private static void guarded(HomeTable globals, String name, HomeTable root) {
        globals.rawset(Library.text(name), root);
        globals.protect(Library.text(name), name + " cannot be replaced: assign to its fields, or empty it with"
                + " for k in pairs(" + name + ") do " + name + "[k] = nil end");
    }

    /** Lists the library tables in `package.loaded`. */
    public static void fillLoaded(HomeTable globals) {
    }

    /** Tells the home the names of all built-in functions and library tables. */
    public static void nameBuiltins(HomeTable globals, Home home) {
        home.builtin(globals, "_G");
        LuaValue key = LuaValue.NIL;
        for (var entry = globals.next(key); !entry.arg1().isnil(); entry = globals.next(entry.arg1())) {
            LuaValue value = entry.arg(2);
            String name = entry.arg1().tojstring();
            if (value instanceof LuaFunction) {
                home.builtin(value, name);
            } else if (value instanceof LuaTable && value != globals && value != home.root()) {
                home.builtin(value, name);
            }
        }
    }
}
