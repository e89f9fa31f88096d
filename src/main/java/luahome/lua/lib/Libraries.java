package luahome.lua.lib;

import java.nio.file.Path;
import java.util.function.Supplier;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.BuiltinNames;
import luahome.lua.builtin.Library;
import luahome.lua.lib.file.FileOpener;
import luahome.lua.lib.file.IoLib;
import luahome.lua.lib.file.OpenFiles;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.lib.string.LuaStringLib;
import luahome.lua.lib.string.Utf8Lib;
import luahome.lua.run.Interpreter;
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

    /**
     * Registers what needs no workspace.
     *
     * @return closes the files that programs left open; answers why what they wrote may be lost, or null
     */
    public static Supplier<@Nullable String> register(
            ChunkLoader loader, Interpreter vm, StandardStreams streams, @Nullable Path workspace) {
        HomeTable globals = loader.globals();
        BaseLib.register(vm, globals, streams.out());
        Library.add(globals, "warn", new Warnings(streams.err()));
        TableLib.register(vm, globals);
        MathLib.register(globals);
        HomeTable string = new HomeTable();
        LuaStringLib.register(vm, string, vm::checkInterrupt, vm::tostring);
        globals.rawset(Library.text("string"), string);
        Utf8Lib.register(globals, vm::checkInterrupt);
        FileOpener access = new FileOpener(workspace);
        Bit32Lib.register(globals);
        OsLib.register(vm, globals, access, streams.out());
        OpenFiles openFiles = new OpenFiles();
        IoLib io = IoLib.register(vm, globals, streams, access, openFiles);
        Library.add(
                (HomeTable) globals.rawget(Library.text("debug")),
                "debug",
                new DebugPrompt(loader, vm, io::line, streams.err()));
        LoadLib loading = LoadLib.register(loader, vm, streams.in(), access);
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
        BuiltinNames.assign((HomeTable) globals.rawget(ext), "ext");
        globals.rawget(PACKAGE).get(LOADED).rawset(ext, globals.rawget(ext));
    }

    private static void guarded(HomeTable globals, String name, HomeTable root) {
        globals.rawset(Library.text(name), root);
        globals.protect(
                Library.text(name),
                name + " cannot be replaced: assign to its fields, or empty it with" + " for k in pairs(" + name
                        + ") do " + name + "[k] = nil end");
    }

    /** Lists the library tables in `package.loaded`, once all are there. */
    public static void fillLoaded(HomeTable globals) {
        LuaTable loaded = (LuaTable) globals.rawget(PACKAGE).get(LOADED);
        BuiltinNames.forEach(globals, (name, value) -> {
            if (value instanceof LuaTable) {
                loaded.rawset(name, value);
                if (value != globals) {
                    BuiltinNames.assign((HomeTable) value, name.tojstring());
                }
            }
        });
        BuiltinNames.assign(globals, "_G");
    }

    /** Tells the home the names of all built-in functions, library tables and standard files. */
    public static void nameBuiltins(HomeTable globals, Home home) {
        home.builtin(globals, "_G");
        LuaValue ofStrings = LuaString.s_metatable;
        if (ofStrings != null) {
            home.builtin(ofStrings, "getmetatable('')");
        }
        BuiltinNames.forEach(globals, (name, value) -> {
            if (value instanceof LuaFunction) {
                home.builtin(value, name.tojstring());
            } else if (value instanceof HomeTable library && value != globals && value != home.root()) {
                home.builtin(value, name.tojstring());
                BuiltinNames.forEach(library, (inner, member) -> {
                    boolean isList = member instanceof LuaTable && member != globals && member != home.root();
                    if (member instanceof LuaFunction
                            || member.isuserdata()
                            || isList && library == globals.rawget(PACKAGE)) {
                        home.builtin(member, name.tojstring() + "." + inner.tojstring());
                    }
                });
            }
        });
        nameHidden(globals, home);
    }

    /** Names what no library's table has, and programs get at all the same, by an expression that answers it. */
    private static void nameHidden(HomeTable globals, Home home) {
        home.builtin(
                globals.rawget(Library.text("ipairs")).invoke(new HomeTable()).arg1(), "ipairs({})");
        LuaValue codes = globals.rawget(Library.text("utf8")).get("codes");
        home.builtin(codes.invoke(LuaValue.EMPTYSTRING).arg1(), "utf8.codes('')");
        home.builtin(
                codes.invoke(LuaValue.varargsOf(LuaValue.EMPTYSTRING, LuaValue.TRUE))
                        .arg1(),
                "utf8.codes('', true)");
        LuaValue searchers = globals.rawget(PACKAGE).get(Library.text("searchers"));
        if (searchers instanceof HomeTable list) {
            BuiltinNames.forEach(
                    list, (at, searcher) -> home.builtin(searcher, "package.searchers[" + at.tojstring() + "]"));
        }
        LuaValue io = globals.rawget(Library.text("io"));
        if (io instanceof HomeTable library
                && library.rawget(Library.text("stdout")).getmetatable() instanceof HomeTable methods) {
            String ofFiles = "getmetatable(io.stdout)";
            home.builtin(methods, ofFiles);
            BuiltinNames.forEach(methods, (name, method) -> {
                if (method instanceof LuaFunction) {
                    home.builtin(method, ofFiles + "." + name.tojstring());
                }
            });
        }
    }
}
