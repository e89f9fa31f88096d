package luahome.lua.lib;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import luahome.home.HomeTable;
import luahome.lua.Interpreter;
import luahome.lua.LuaMachine;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `io`. Reads and writes bytes, exactly. */
final class IoLib {
    private final Interpreter vm;
    private final FileAccess access;
    private final FileReading reading;
    private final HomeTable metatable = new HomeTable();
    private final LuaValue stdout;
    private LuaValue input;
    private LuaValue output;

    private IoLib(Interpreter vm, LuaMachine.Streams streams, FileAccess access) {
        this.vm = vm;
        this.access = access;
        this.reading = new FileReading(vm::checkInterrupt);
        this.input = userdata(FileHandle.standard(streams.in(), null));
        this.stdout = userdata(FileHandle.standard(null, streams.out()));
        this.output = stdout;
    }

    /** Adds the table to the global table. */
    static void register(Interpreter vm, HomeTable globals, LuaMachine.Streams streams, FileAccess access) {
        IoLib lib = new IoLib(vm, streams, access);
        HomeTable io = new HomeTable();
        io.rawset(Library.text("stdin"), lib.input);
        io.rawset(Library.text("stdout"), lib.stdout);
        io.rawset(Library.text("stderr"), lib.userdata(FileHandle.standard(null, streams.err())));
        Library.add(io, "close", a -> lib.close(a.count() == 0 ? lib.output : lib.file(a, 1)));
        Library.add(io, "flush", a -> lib.flush(lib.output));
        Library.add(io, "input", lib::input);
        Library.add(io, "lines", lib::linesOf);
        Library.add(io, "open", lib::open);
        Library.add(io, "output", lib::output);
        Library.add(io, "popen", lib::popen);
        Library.add(io, "read", a -> lib.read(standard(lib.input, "input"), a, 1));
        Library.add(io, "tmpfile", lib::temporary);
        Library.add(io, "type", lib::type);
        Library.add(io, "write", a -> lib.write(standard(lib.output, "output"), a, 1));
        HomeTable methods = lib.metatable;
        Library.add(methods, "close", a -> lib.close(lib.file(a, 1)));
        Library.add(methods, "flush", a -> lib.flush(lib.file(a, 1)));
        Library.add(methods, "lines", a -> lib.lines(lib.file(a, 1), a, 2, false));
        Library.add(methods, "read", a -> lib.read(lib.file(a, 1), a, 2));
        Library.add(methods, "seek", lib::seek);
        Library.add(methods, "setvbuf", a -> LuaValue.TRUE);
        Library.add(methods, "write", a -> lib.write(lib.file(a, 1), a, 2));
        lib.metatable.rawset(LuaValue.INDEX, methods);
        Library.add(methods, "__tostring", IoLib::name);
        Libraries.nameFunctions(methods, null);
        globals.rawset(Library.text("io"), io);
    }

    private LuaValue userdata(FileHandle handle) {
        return new LuaUserdata(handle, metatable);
    }

    private static @Nullable FileHandle handle(LuaValue value) {
        return value.touserdata() instanceof FileHandle handle ? handle : null;
    }

    private LuaValue file(Arguments a, int position) {
        if (handle(a.value(position)) == null) {
            throw a.wrongType(position, "FILE*");
        }
        return a.value(position);
    }

    private static FileHandle opened(LuaValue file) {
        FileHandle handle = handle(file);
        if (handle == null || handle.isClosed()) {
            throw new LuaError("attempt to use a closed file");
        }
        return handle;
    }

    /** The file, or the error that the default one was closed. */
    private static LuaValue standard(LuaValue file, String name) {
        FileHandle handle = handle(file);
        if (handle == null || handle.isClosed()) {
            throw new LuaError("standard " + name + " file is closed");
        }
        return file;
    }

    private static Varargs name(Arguments a) {
        FileHandle handle = handle(a.value(1));
        return Library.text(handle == null || handle.isClosed()
                ? "file (closed)" : String.format("file (0x%08x)", System.identityHashCode(handle)));
    }

    private Varargs type(Arguments a) {
        FileHandle handle = handle(Library.any(a, 1));
        return handle == null ? LuaValue.NIL : Library.text(handle.isClosed() ? "closed file" : "file");
    }

    private Varargs open(Arguments a) {
        LuaString name = a.string(1);
        String mode = a.string(2, Library.text("r")).tojstring();
        if (!mode.matches("[rwa]\\+?b?")) {
            throw a.wrong(2, "invalid mode");
        }
        try {
            return userdata(open(access.path(name), mode));
        } catch (IOException e) {
            return FileAccess.failure(name, e);
        }
    }

    private static FileHandle open(Path path, String mode) throws IOException {
        char kind = mode.charAt(0);
        boolean both = mode.indexOf('+') > 0;
        if (kind == 'r' && !Files.exists(path)) {
            throw new NoSuchFileException(path.toString());
        }
        RandomAccessFile file = new RandomAccessFile(path.toFile(), kind == 'r' && !both ? "r" : "rw");
        if (kind == 'w') {
            file.setLength(0);
        }
        return FileHandle.disk(file, kind == 'r' || both, kind != 'r' || both, kind == 'a');
    }

    private Varargs popen(Arguments a) {
        LuaString command = a.string(1);
        String mode = a.string(2, Library.text("r")).tojstring();
        if (!mode.equals("r") && !mode.equals("w")) {
            throw a.wrong(2, "invalid mode");
        }
        try {
            opened(stdout).flush();
            boolean reads = mode.equals("r");
            return userdata(FileHandle.process(Shell.start(command, !reads, reads, vm::checkInterrupt), reads,
                    vm::checkInterrupt));
        } catch (IOException e) {
            return FileAccess.failure(command, e);
        }
    }

    private Varargs temporary(Arguments a) {
        try {
            File file = File.createTempFile("lua_", null);
            file.deleteOnExit();
            return userdata(FileHandle.disk(new RandomAccessFile(file, "rw"), true, true, false));
        } catch (IOException e) {
            return FileAccess.failure(null, e);
        }
    }

    private Varargs close(LuaValue file) {
        FileHandle handle = opened(file);
        if (handle.isStandard()) {
            return LuaValue.varargsOf(LuaValue.NIL, Library.text("cannot close standard file"));
        }
        try {
            handle.close();
            Process process = handle.process();
            return process == null ? LuaValue.TRUE : Shell.result(Shell.await(process, vm::checkInterrupt));
        } catch (IOException e) {
            return FileAccess.failure(null, e);
        }
    }

    private Varargs flush(LuaValue file) {
        try {
            opened(file).flush();
            return LuaValue.TRUE;
        } catch (IOException e) {
            return FileAccess.failure(null, e);
        }
    }

    private Varargs read(LuaValue file, Arguments a, int first) {
        try {
            if (file == input) {
                opened(stdout).flush();
            }
            return reading.read(opened(file), a, first);
        } catch (IOException e) {
            return FileAccess.failure(null, e);
        }
    }

    private Varargs write(LuaValue file, Arguments a, int first) {
        FileHandle handle = opened(file);
        try {
            for (int i = first; i <= a.count(); i++) {
                LuaValue value = a.value(i);
                LuaString text = value instanceof LuaNumber ? LuaNumbers.tostring(value) : a.string(i);
                handle.write(text.m_bytes, text.m_offset, text.m_length);
            }
            return file;
        } catch (IOException e) {
            return FileAccess.failure(null, e);
        }
    }

    private Varargs seek(Arguments a) {
        String whence = a.string(2, Library.text("cur")).tojstring();
        if (!whence.equals("set") && !whence.equals("cur") && !whence.equals("end")) {
            throw a.wrong(2, "invalid option '" + whence + "'");
        }
        try {
            return LuaValue.valueOf((double) opened(file(a, 1)).seek(whence, a.integer(3, 0)));
        } catch (IOException e) {
            return FileAccess.failure(null, e);
        }
    }

    private Varargs linesOf(Arguments a) {
        if (a.value(1).isnil()) {
            return lines(input, a, 2, false);
        }
        LuaString name = a.string(1);
        try {
            return lines(userdata(open(access.path(name), "r")), a, 2, true);
        } catch (IOException e) {
            throw new LuaError(FileAccess.failure(name, e).arg(2).tojstring());
        }
    }

    private LuaValue lines(LuaValue file, Arguments formats, int first, boolean closesAtEnd) {
        opened(file);
        return new LibraryFunction("lines", a -> {
            FileHandle handle = handle(file);
            if (handle == null || handle.isClosed()) {
                throw new LuaError("file is already closed");
            }
            try {
                Varargs values = reading.read(handle, formats, first);
                if (values.arg1().isnil() && closesAtEnd) {
                    handle.close();
                }
                return values;
            } catch (IOException e) {
                throw new LuaError(FileAccess.reason(e));
            }
        });
    }

    private Varargs input(Arguments a) {
        if (!a.value(1).isnil()) {
            input = stream(a, "r");
        }
        return input;
    }

    private Varargs output(Arguments a) {
        if (!a.value(1).isnil()) {
            output = stream(a, "w");
        }
        return output;
    }

    private LuaValue stream(Arguments a, String mode) {
        if (!a.value(1).isstring()) {
            return file(a, 1);
        }
        LuaString name = a.string(1);
        try {
            return userdata(open(access.path(name), mode));
        } catch (IOException e) {
            throw new LuaError(FileAccess.failure(name, e).arg(2).tojstring());
        }
    }
}
