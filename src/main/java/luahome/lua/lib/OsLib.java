package luahome.lua.lib;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.lib.date.OsDate;
import luahome.lua.lib.file.FileOpener;
import luahome.lua.lib.file.ShellProcess;
import luahome.lua.run.ExitRequest;
import luahome.lua.run.Interpreter;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `os`. */
final class OsLib {
    private static final double NANOS = 1e9;
    private static final List<String> CATEGORIES = List.of("all", "collate", "ctype", "monetary", "numeric", "time");

    private final Interpreter vm;
    private final FileOpener access;
    private final OutputStream out;

    private OsLib(Interpreter vm, FileOpener access, OutputStream out) {
        this.vm = vm;
        this.access = access;
        this.out = out;
    }

    /** Adds the table to the global table. */
    static void register(Interpreter vm, HomeTable globals, FileOpener access, OutputStream out) {
        OsLib lib = new OsLib(vm, access, out);
        HomeTable os = new HomeTable();
        Library.add(
                os,
                "clock",
                a -> LuaValue.valueOf(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS));
        Library.add(os, "execute", lib::execute);
        Library.add(os, "exit", OsLib::exit);
        Library.add(os, "getenv", OsLib::getenv);
        Library.add(os, "remove", lib::remove);
        Library.add(os, "rename", lib::rename);
        Library.add(os, "setlocale", OsLib::setLocale);
        Library.add(os, "tmpname", OsLib::temporaryName);
        OsDate.register(os, Clock::systemDefaultZone);
        globals.rawset(Library.text("os"), os);
    }

    private Varargs execute(LuaArguments a) {
        if (a.value(1).isnil()) {
            return LuaValue.valueOf(Files.isExecutable(Path.of("/bin/sh")));
        }
        try {
            out.flush();
            Process process = ShellProcess.start(a.string(1), false, false, vm::checkInterrupt);
            return ShellProcess.result(ShellProcess.await(process, vm::checkInterrupt));
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private static Varargs exit(LuaArguments a) {
        LuaValue code = a.value(1);
        if (code.isnil() || code.isboolean()) {
            throw new ExitRequest(code.isnil() || code.toboolean() ? 0 : 1);
        }
        throw new ExitRequest((int) (a.integer(1) & 0xff));
    }

    private static Varargs getenv(LuaArguments a) {
        String value = System.getenv(unicode(a.string(1)));
        return value == null ? LuaValue.NIL : Library.text(value);
    }

    private static String unicode(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8);
    }

    private Varargs remove(LuaArguments a) {
        LuaString name = a.string(1);
        try {
            Files.delete(access.path(name));
            return LuaValue.TRUE;
        } catch (IOException e) {
            return FileOpener.failure(name, e);
        }
    }

    private Varargs rename(LuaArguments a) {
        LuaString from = a.string(1);
        LuaString to = a.string(2);
        try {
            Path source = access.path(from);
            if (!Files.exists(source)) {
                throw new NoSuchFileException(source.toString());
            }
            Files.move(source, access.path(to), StandardCopyOption.REPLACE_EXISTING);
            return LuaValue.TRUE;
        } catch (IOException e) {
            return FileOpener.failure(null, e);
        }
    }

    private static Varargs temporaryName(LuaArguments a) {
        try {
            return Library.text(Files.createTempFile("lua_", "").toString());
        } catch (IOException e) {
            throw new LuaError("unable to generate a unique filename");
        }
    }

    private static Varargs setLocale(LuaArguments a) {
        String wanted = a.value(1).isnil() ? "C" : a.string(1).tojstring();
        a.option(2, "all", CATEGORIES);
        return wanted.isEmpty() || wanted.equals("C") || wanted.equals("POSIX") ? Library.text("C") : LuaValue.NIL;
    }
}
