package luahome.lua.lib.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.BuiltinNames;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.Interpreter;
import luahome.lua.run.PositionedError;
import luahome.lua.value.LuaNumbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaUserdata;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `io`. Reads and writes bytes, exactly. */
public final class IoLib {
    private static final List<String> WHENCE = List.of("set", "cur", "end");
    private static final List<String> BUFFERING = List.of("no", "full", "line");
    /** More formats than this `lines` does not take. */
    private static final int MAX_FORMATS = 17;

    private final Interpreter vm;
    private final FileOpener access;
    private final FileReading reading;
    private final HomeTable metatable = new HomeTable();
    private final OpenFiles openFiles;
    private final LuaValue stdout;
    private final LuaValue stdin;
    private LuaValue input;
    private LuaValue output;

    private IoLib(Interpreter vm, StandardStreams streams, FileOpener access, OpenFiles openFiles) {
        this.openFiles = openFiles;
        this.vm = vm;
        this.access = access;
        this.reading = new FileReading(vm::checkInterrupt);
        this.stdin = userdata(FileHandle.standard(streams.in(), null));
        this.input = stdin;
        this.stdout = userdata(FileHandle.standard(null, streams.out()));
        this.output = stdout;
    }

    /** Adds the table to the global table; answers the library, for `debug.debug`. */
    public static IoLib register(
            Interpreter vm, HomeTable globals, StandardStreams streams, FileOpener access, OpenFiles openFiles) {
        IoLib lib = new IoLib(vm, streams, access, openFiles);
        HomeTable io = new HomeTable();
        io.rawset(Library.text("stdin"), lib.stdin);
        io.rawset(Library.text("stdout"), lib.stdout);
        io.rawset(Library.text("stderr"), lib.userdata(FileHandle.standard(null, streams.err())));
        Library.add(io, "close", lib::close);
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
        lib.addMethods(io.rawget(Library.text("close")));
        globals.rawset(Library.text("io"), io);
        return lib;
    }

    /** The next line of standard input; null at its end. */
    public @Nullable LuaString line() {
        LuaValue line = read(stdin, new LuaArguments("read", LuaValue.NONE), 1).arg1();
        return line instanceof LuaString text ? text : null;
    }

    private void addMethods(LuaValue close) {
        Library.add(metatable, "__gc", this::collected);
        Library.add(metatable, "__tostring", this::name);
        Library.add(metatable, "flush", a -> flush(file(a, 1)));
        Library.add(metatable, "lines", a -> lines(file(a, 1), a, 2, false));
        Library.add(metatable, "read", a -> read(file(a, 1), a, 2));
        Library.add(metatable, "seek", this::seek);
        Library.add(metatable, "setvbuf", this::setBuffer);
        Library.add(metatable, "write", a -> write(file(a, 1), a, 2));
        BuiltinNames.assign(metatable, null);
        metatable.rawset(Library.text("close"), close);
        metatable.rawset(LuaValue.INDEX, metatable);
    }

    private LuaValue userdata(FileHandle handle) {
        LuaValue file = new LuaUserdata(handle, metatable);
        if (!handle.isStandard()) {
            openFiles.add(file, handle);
        }
        return file;
    }

    /** The file that a value stands for; null if it stands for none. */
    static @Nullable FileHandle handle(LuaValue value) {
        return value.touserdata() instanceof FileHandle handle ? handle : null;
    }

    private LuaValue file(LuaArguments a, int position) {
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

    private Varargs name(LuaArguments a) {
        FileHandle handle = handle(file(a, 1));
        return Library.text(
                handle == null || handle.isClosed()
                        ? "file (closed)"
                        : String.format("file (0x%08x)", System.identityHashCode(handle)));
    }

    private Varargs collected(LuaArguments a) {
        FileHandle handle = handle(file(a, 1));
        if (handle != null && !handle.isClosed()) {
            close(a);
        }
        return LuaValue.NONE;
    }

    private Varargs setBuffer(LuaArguments a) {
        FileHandle handle = opened(file(a, 1));
        String wanted = a.option(2, null, BUFFERING);
        a.int32(3, 0);
        handle.buffering(FileHandle.Buffering.valueOf(wanted.toUpperCase(Locale.ROOT)));
        return LuaValue.TRUE;
    }

    private Varargs type(LuaArguments a) {
        FileHandle handle = handle(a.any(1));
        return handle == null ? LuaValue.NIL : Library.text(handle.isClosed() ? "closed file" : "file");
    }

    private Varargs open(LuaArguments a) {
        LuaString name = a.string(1);
        String mode = a.string(2, Library.text("r")).tojstring();
        if (!mode.matches("[rwa]\\+?b?")) {
            throw a.wrong(2, "invalid mode");
        }
        try {
            return userdata(FileOpener.open(access.path(name), mode));
        } catch (IOException e) {
            return FileOpener.failure(name, e);
        }
    }

    private Varargs popen(LuaArguments a) {
        LuaString command = a.string(1);
        String mode = a.string(2, Library.text("r")).tojstring();
        try {
            if (!mode.equals("r") && !mode.equals("w")) {
                throw new IOException("Invalid argument");
            }
            opened(stdout).flush();
            boolean reads = mode.equals("r");
            return userdata(FileHandle.process(
                    ShellProcess.start(command, !reads, reads, vm::checkInterrupt), reads, vm::checkInterrupt));
        } catch (IOException e) {
            return FileOpener.failure(command, e);
        }
    }

    private Varargs temporary(LuaArguments a) {
        try {
            Path file = Files.createTempFile("lua_", null);
            FileHandle handle = FileOpener.open(file, "w+");
            // The file has no name from now on, and ends with the handle.
            Files.delete(file);
            return userdata(handle);
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private Varargs close(LuaArguments a) {
        FileHandle handle = opened(a.count() == 0 ? output : file(a, 1));
        if (handle.isStandard()) {
            return LuaValue.varargsOf(LuaValue.NIL, Library.text("cannot close standard file"));
        }
        try {
            handle.close();
            Process process = handle.process();
            return process == null
                    ? LuaValue.TRUE
                    : ShellProcess.result(ShellProcess.await(process, vm::checkInterrupt));
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private Varargs flush(LuaValue file) {
        try {
            opened(file).flush();
            return LuaValue.TRUE;
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private Varargs read(LuaValue file, LuaArguments a, int first) {
        try {
            if (file == input) {
                opened(stdout).flush();
            }
            return reading.read(opened(file), a, first);
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private Varargs write(LuaValue file, LuaArguments a, int first) {
        FileHandle handle = opened(file);
        try {
            for (int i = first; i <= a.count(); i++) {
                LuaValue value = a.value(i);
                LuaString text = value instanceof LuaNumber ? LuaNumbers.tostring(value) : a.string(i);
                handle.write(text.m_bytes, text.m_offset, text.m_length);
            }
            return file;
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private Varargs seek(LuaArguments a) {
        FileHandle file = opened(file(a, 1));
        String whence = a.option(2, "cur", WHENCE);
        double offset = a.value(3).isnil() ? 0 : a.number(3);
        if (offset != (long) offset) {
            throw a.wrong(3, "not an integer in proper range");
        }
        try {
            return LuaValue.valueOf((double) file.seek(whence, (long) offset));
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private Varargs linesOf(LuaArguments a) {
        if (a.value(1).isnil()) {
            return lines(input, a, 2, false);
        }
        LuaString name = a.string(1);
        return lines(named(name, "r"), a, 2, true);
    }

    private LuaValue lines(LuaValue file, LuaArguments formats, int first, boolean closesAtEnd) {
        opened(file);
        if (formats.count() - first + 1 > MAX_FORMATS) {
            throw formats.wrong(MAX_FORMATS, "too many options");
        }
        return new LibraryFunction("?", new FileLines(file, reading, formats.values(), first, closesAtEnd));
    }

    private Varargs input(LuaArguments a) {
        if (!a.value(1).isnil()) {
            input = stream(a, "r");
        }
        return input;
    }

    private Varargs output(LuaArguments a) {
        if (!a.value(1).isnil()) {
            output = stream(a, "w");
        }
        return output;
    }

    private LuaValue stream(LuaArguments a, String mode) {
        if (!a.value(1).isstring()) {
            return file(a, 1);
        }
        return named(a.string(1), mode);
    }

    /** The file of that name, opened, or the error that it cannot be. */
    private LuaValue named(LuaString name, String mode) {
        try {
            return userdata(FileOpener.open(access.path(name), mode));
        } catch (IOException e) {
            throw new PositionedError(Library.joined("cannot open file '", name, "' (" + FileOpener.reason(e) + ")"));
        }
    }
}
