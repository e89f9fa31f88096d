package luahome.lua.lib;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.CallRequest;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.lib.file.FileOpener;
import luahome.lua.run.Interpreter;
import luahome.lua.run.RaisedError;
import luahome.lua.text.Preamble;
import luahome.lua.text.SyntaxException;
import luahome.lua.value.ByteBuilder;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The basic functions that compile: `load`, `loadfile`, `dofile`. */
final class LoadLib {
    private static final int BINARY = 0x1b;

    private final ChunkLoader loader;
    private final Interpreter vm;
    private final InputStream in;
    private final FileOpener access;

    private LoadLib(ChunkLoader loader, Interpreter vm, InputStream in, FileOpener access) {
        this.loader = loader;
        this.vm = vm;
        this.in = in;
        this.access = access;
    }

    /** Adds the functions to the global table; answers the library, for `require`. */
    static LoadLib register(ChunkLoader loader, Interpreter vm, InputStream in, FileOpener access) {
        LoadLib lib = new LoadLib(loader, vm, in, access);
        HomeTable globals = loader.globals();
        Library.add(vm, globals, "dofile", lib::doFile);
        Library.add(globals, "load", lib::load);
        globals.rawset(Library.text("loadstring"), globals.rawget(Library.text("load")));
        Library.add(globals, "loadfile", lib::loadFile);
        return lib;
    }

    private Varargs load(LuaArguments a) {
        LuaString mode = a.string(3, Library.text("bt"));
        LuaValue environment = a.count() >= 4 ? a.value(4) : loader.globals();
        LuaValue chunk = a.value(1);
        LuaString text;
        LuaString name;
        if (chunk.isstring()) {
            text = a.string(1);
            name = a.string(2, text);
        } else {
            name = a.string(2, Library.text("=(load)"));
            if (!chunk.isfunction()) {
                throw a.wrongType(1, "function");
            }
            try {
                text = pieces(chunk);
            } catch (LuaError e) {
                return LuaValue.varargsOf(LuaValue.NIL, e.getMessageObject());
            }
        }
        return compiled(text, name, mode.tojstring(), environment);
    }

    private LuaString pieces(LuaValue reader) {
        ByteBuilder text = new ByteBuilder(0);
        while (true) {
            vm.checkInterrupt();
            LuaValue piece = vm.invoke(reader, LuaValue.NONE).arg1();
            if (piece.isnil()) {
                return text.toLuaString();
            }
            if (!(piece instanceof LuaString s)) {
                throw new RaisedError(Library.text("reader function must return a string"));
            }
            if (s.m_length == 0) {
                return text.toLuaString();
            }
            text.append(s);
        }
    }

    private Varargs compiled(LuaString text, LuaString name, String mode, LuaValue environment) {
        byte[] bytes = Arrays.copyOfRange(text.m_bytes, text.m_offset, text.m_offset + text.m_length);
        boolean binary = bytes.length > 0 && bytes[0] == BINARY;
        if (mode.indexOf(binary ? 'b' : 't') < 0) {
            return Library.failure(
                    "attempt to load a " + (binary ? "binary" : "text") + " chunk (mode is '" + mode + "')");
        }
        try {
            if (binary) {
                return loader.undump(bytes, name, environment);
            }
            return loader.compile(bytes, name, environment);
        } catch (SyntaxException e) {
            return LuaValue.varargsOf(LuaValue.NIL, e.text());
        } catch (LuaError e) {
            return LuaValue.varargsOf(LuaValue.NIL, e.getMessageObject());
        }
    }

    private Varargs loadFile(LuaArguments a) {
        LuaString name = a.value(1).isnil() ? null : a.string(1);
        String mode = a.string(2, Library.text("bt")).tojstring();
        return file(name, mode, a.count() >= 3 ? a.value(3) : loader.globals());
    }

    private CallRequest doFile(LuaArguments a) {
        Varargs loaded = file(a.value(1).isnil() ? null : a.string(1), "bt", loader.globals());
        if (loaded.arg1().isnil()) {
            throw new RaisedError(loaded.arg(2));
        }
        return CallRequest.call(loaded.arg1(), LuaValue.NONE, CallRequest::done);
    }

    /** The compiled file, or nil and the reason; null stands for standard input. */
    Varargs file(@Nullable LuaString name, String mode, LuaValue environment) {
        try {
            byte[] bytes;
            if (name == null) {
                bytes = in.readAllBytes();
            } else {
                Path path = access.path(name);
                bytes = Files.readAllBytes(path);
            }
            LuaString origin = name == null ? Library.text("=stdin") : Library.joined("@", name, "");
            return compiled(LuaString.valueUsing(Preamble.dropped(bytes)), origin, mode, environment);
        } catch (IOException e) {
            String reason = FileOpener.reason(e);
            return LuaValue.varargsOf(LuaValue.NIL, Library.joined("cannot open ", name, ": " + reason));
        }
    }
}
