package luahome.lua.lib;

import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.lua.LuaMachine;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.lib.file.FileOpener;
import luahome.lua.lib.file.IoLib;
import luahome.lua.lib.file.OpenFiles;
import luahome.lua.lib.string.LuaStringLib;
import luahome.lua.run.Builtin;
import luahome.lua.run.Interpreter;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaFunction;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Puts the global table together. */
public final class Libraries {
    private static final LuaString LOADED = Library.text("loaded");
    private static final LuaString PACKAGE = Library.text("package");

    private Libraries() {}

    /**
     * Registers what needs no workspace.
     *
     * @return closes the files that programs left open; answers why what they wrote may be lost, or null
     */
    public static Supplier<@Nullable String> register(
            LuaMachine machine, Interpreter vm, LuaMachine.Streams streams, @Nullable Path workspace) {
        HomeTable globals = machine.globals();
        BaseLib.register(vm, globals, streams.out());
        TableLib.register(vm, globals);
        MathLib.register(globals);
        HomeTable string = new HomeTable();
        LuaStringLib.register(vm, string, vm::checkInterrupt, vm::tostring);
        globals.rawset(Library.text("string"), string);
        FileOpener access = new FileOpener(workspace);
        Bit32Lib.register(globals);
        OsLib.register(vm, globals, access, streams.out());
        OpenFiles openFiles = new OpenFiles();
        IoLib io = IoLib.register(vm, globals, streams, access, openFiles);
        Library.add((HomeTable) globals.rawget(Library.text("debug")), "debug",
                new DebugPrompt(machine, vm, io::line, streams.err()));
        LoadLib loading = LoadLib.register(machine, vm, streams.in(), access);
        PackageLib.register(vm, globals, loading, access);
        return openFiles::closeAll;
    }

    /** Registers `_home`, `Memory` and `ext`. */
    public static void registerHome(HomeTable globals, Home home, boolean memoryAlias) {
        guarded(globals, "_home", home.root());
        if (memoryAlias) {
            guarded(globals, "Memory", home.root());
        }
        ExtLib.register(globals, home);
        LuaString ext = Library.text("ext");
        nameFunctions((HomeTable) globals.rawget(ext), "ext");
        globals.rawget(PACKAGE).get(LOADED).rawset(ext, globals.rawget(ext));
    }

    private static void guarded(HomeTable globals, String name, HomeTable root) {
        globals.rawset(Library.text(name), root);
        globals.protect(Library.text(name), name + " cannot be replaced: assign to its fields, or empty it with"
                + " for k in pairs(" + name + ") do " + name + "[k] = nil end");
    }

    /** Lists the library tables in `package.loaded`, once all are there. */
    public static void fillLoaded(HomeTable globals) {
        LuaTable loaded = (LuaTable) globals.rawget(PACKAGE).get(LOADED);
        visit(globals, (name, value) -> {
            if (value instanceof LuaTable) {
                loaded.rawset(name, value);
                if (value != globals) {
                    nameFunctions((HomeTable) value, name.tojstring());
                }
            }
        });
        nameFunctions(globals, "_G");
    }

    /** Gives functions their names; null stands for the library of the methods of files, which no table contains. */
    public static void nameFunctions(HomeTable library, @Nullable String libraryName) {
        visit(library, (name, value) -> {
            if (!(value instanceof Builtin builtin) || builtin.builtinName() != null) {
                return;
            }
            String bare = name.tojstring();
            String path = libraryName == null ? "file:" + bare : libraryName + "." + bare;
            if (value instanceof LibraryFunction function) {
                function.fullName(libraryName == null ? "?" : path);
            }
            builtin.builtinName(libraryName != null && libraryName.equals("_G") ? bare : path);
        });
    }

    /** Tells the home the names of all built-in functions, library tables and standard files. */
    public static void nameBuiltins(HomeTable globals, Home home) {
        home.builtin(globals, "_G");
        LuaValue ofStrings = LuaString.s_metatable;
        if (ofStrings != null) {
            home.builtin(ofStrings, "getmetatable('')");
        }
        visit(globals, (name, value) -> {
            if (value instanceof LuaFunction) {
                home.builtin(value, name.tojstring());
            } else if (value instanceof HomeTable library && value != globals && value != home.root()) {
                home.builtin(value, name.tojstring());
                visit(library, (inner, member) -> {
                    boolean isList = member instanceof LuaTable && member != globals && member != home.root();
                    if (member instanceof LuaFunction || member.isuserdata() || isList && library == globals.rawget(PACKAGE)) {
                        home.builtin(member, name.tojstring() + "." + inner.tojstring());
                    }
                });
            }
        });
    }

    private static void visit(HomeTable table, BiConsumer<LuaValue, LuaValue> visitor) {
        for (Varargs entry = table.next(LuaValue.NIL); !entry.arg1().isnil(); entry = table.next(entry.arg1())) {
            visitor.accept(entry.arg1(), entry.arg(2));
        }
    }
}
