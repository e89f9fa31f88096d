package luahome.lua.lib;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.CallRequest;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.lib.file.FileOpener;
import luahome.lua.run.Interpreter;
import luahome.lua.run.PositionedError;
import luahome.lua.run.RaisedError;
import luahome.lua.value.ByteBuilder;
import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** `require` and Lua's library `package`, for modules in Lua. */
final class PackageLib {
    private static final LuaString PATH = Library.text("path");
    private static final LuaString CPATH = Library.text("cpath");
    private static final String NO_C = "dynamic libraries not enabled; check your Lua installation";
    private static final String FALLBACK = "./?.lua;./?/init.lua";

    private final Interpreter vm;
    private final LoadLib loading;
    private final FileOpener access;
    private final HomeTable globals;
    private final HomeTable table = new HomeTable();
    private final HomeTable loaded = new HomeTable();
    private final HomeTable preload = new HomeTable();

    private PackageLib(Interpreter vm, HomeTable globals, LoadLib loading, FileOpener access) {
        this.vm = vm;
        this.globals = globals;
        this.loading = loading;
        this.access = access;
    }

    /** Adds the table and `require` to the global table. */
    static void register(Interpreter vm, HomeTable globals, LoadLib loading, FileOpener access) {
        PackageLib lib = new PackageLib(vm, globals, loading, access);
        Path workspace = access.workspace();
        String path = workspace == null
                ? pathOfUser()
                : workspace.resolve("?.lua") + ";" + workspace.resolve("?") + "/init.lua;" + pathOfUser();
        HomeTable searchers = new HomeTable();
        searchers.rawset(1, new LibraryFunction("searcher", lib::preloaded));
        searchers.rawset(2, new LibraryFunction("searcher", lib::found));
        lib.table.rawset(Library.text("config"), Library.text("/\n;\n?\n!\n-\n"));
        lib.table.rawset(CPATH, Library.text(""));
        lib.table.rawset(Library.text("loaded"), lib.loaded);
        lib.table.rawset(PATH, Library.text(path));
        lib.table.rawset(Library.text("preload"), lib.preload);
        searchers.rawset(3, new LibraryFunction("searcher", lib::foundInC));
        searchers.rawset(4, new LibraryFunction("searcher", lib::foundInRoot));
        lib.table.rawset(Library.text("searchers"), searchers);
        lib.table.rawset(Library.text("loaders"), searchers);
        Library.add(lib.table, "loadlib", PackageLib::loadLibrary);
        Library.add(lib.table, "searchpath", lib::searchPath);
        globals.rawset(Library.text("package"), lib.table);
        Library.add(vm, globals, "require", lib::require);
    }

    /** What the environment says, as it does to {@code lua}: two semicolons in a row stand for the usual path. */
    private static String pathOfUser() {
        String path = System.getenv("LUA_PATH_5_2");
        path = path == null ? System.getenv("LUA_PATH") : path;
        return path == null
                ? FALLBACK
                : path.replace(";;", ";" + FALLBACK + ";").replaceAll("^;|;$", "");
    }

    private CallRequest require(LuaArguments a) {
        LuaString name = a.string(1);
        LuaValue known = loaded.rawget(name);
        if (known.toboolean()) {
            return CallRequest.done(known);
        }
        if (!(table.rawget(Library.text("searchers")) instanceof LuaTable searchers)) {
            throw new LuaError("'package.searchers' must be a table");
        }
        ByteBuilder tried = new ByteBuilder(0);
        tried.append(Library.joined("module '", name, "' not found:"));
        for (int i = 1; ; i++) {
            LuaValue searcher = searchers.rawget(i);
            if (searcher.isnil()) {
                throw new PositionedError(tried.toLuaString());
            }
            Varargs answer = vm.invoke(searcher, name);
            if (answer.arg1().isfunction()) {
                Varargs args = LuaValue.varargsOf(name, answer.arg(2));
                return CallRequest.call(answer.arg1(), args, made -> keep(name, made.arg1()));
            }
            if (answer.arg1() instanceof LuaString reason) {
                tried.append(reason);
            }
        }
    }

    private CallRequest keep(LuaString name, LuaValue module) {
        if (!module.isnil()) {
            loaded.rawset(name, module);
        } else if (loaded.rawget(name).isnil()) {
            loaded.rawset(name, LuaValue.TRUE);
        }
        return CallRequest.done(loaded.rawget(name));
    }

    private Varargs preloaded(LuaArguments a) {
        LuaString name = a.string(1);
        LuaValue loader = preload.rawget(name);
        return loader.isnil() ? Library.joined("\n\tno field package.preload['", name, "']") : loader;
    }

    private Varargs found(LuaArguments a) {
        LuaString name = a.string(1);
        Varargs file = search(name, path(PATH), ".", "/");
        if (file.arg1().isnil()) {
            return file.arg(2);
        }
        Varargs compiled = loading.file((LuaString) file.arg1(), "bt", globals);
        if (compiled.arg1().isnil()) {
            throw unloadable(name, (LuaString) file.arg1(), (LuaString) compiled.arg(2));
        }
        return LuaValue.varargsOf(compiled.arg1(), file.arg1());
    }

    /** Looks for a module in C, so that a message can name the places; one that is there cannot be loaded. */
    private Varargs foundInC(LuaArguments a) {
        return foundInC(a.string(1), a.string(1));
    }

    /** Looks for a module in C that holds the one that is asked for. */
    private Varargs foundInRoot(LuaArguments a) {
        LuaString name = a.string(1);
        int dot = name.indexOf((byte) '.', 0);
        return dot < 0 ? LuaValue.NONE : foundInC(name, name.substring(0, dot));
    }

    private Varargs foundInC(LuaString name, LuaString root) {
        Varargs file = search(root, path(CPATH), ".", "/");
        if (file.arg1().isnil()) {
            return file.arg(2);
        }
        throw unloadable(name, (LuaString) file.arg1(), Library.text(NO_C));
    }

    private LuaString path(LuaString field) {
        LuaValue path = table.rawget(field);
        if (!path.isstring()) {
            throw new RaisedError(Library.joined("'package.", field, "' must be a string"));
        }
        return Latin1.of(path);
    }

    private static RaisedError unloadable(LuaString name, LuaString file, LuaString reason) {
        ByteBuilder text = new ByteBuilder(0);
        text.append(Library.joined("error loading module '", name, "' from file '"));
        text.append(Library.joined("", file, "':\n\t"));
        text.append(reason);
        return new RaisedError(text.toLuaString());
    }

    private static Varargs loadLibrary(LuaArguments a) {
        a.string(1);
        a.string(2);
        return LuaValue.varargsOf(LuaValue.NIL, Library.text(NO_C), Library.text("absent"));
    }

    private Varargs searchPath(LuaArguments a) {
        // C takes the last argument first.
        String replacement = Latin1.toBytes(a.string(4, Library.text("/")));
        String separator = Latin1.toBytes(a.string(3, Library.text(".")));
        LuaString path = a.string(2);
        return search(a.string(1), path, separator, replacement);
    }

    private Varargs search(LuaString name, LuaString path, String separator, String replacement) {
        String module = Latin1.toBytes(name);
        if (!separator.isEmpty()) {
            module = module.replace(separator, replacement);
        }
        StringBuilder tried = new StringBuilder();
        for (String template : Latin1.toBytes(path).split(";")) {
            if (template.isEmpty()) {
                continue;
            }
            String file = template.replace("?", module);
            if (isReadable(Latin1.ofBytes(file))) {
                return Latin1.ofBytes(file);
            }
            tried.append("\n\tno file '").append(file).append('\'');
        }
        return LuaValue.varargsOf(LuaValue.NIL, Latin1.ofBytes(tried.toString()));
    }

    /** Whether there is such a file; what cannot be the name of one is not. */
    private boolean isReadable(LuaString file) {
        try {
            return Files.isReadable(access.path(file));
        } catch (IOException e) {
            return false;
        }
    }
}
