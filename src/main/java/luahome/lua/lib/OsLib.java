package luahome.lua.lib;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import luahome.home.HomeTable;
import luahome.lua.ExitRequest;
import luahome.lua.Interpreter;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's library `os`. */
final class OsLib {
    private static final double NANOS = 1e9;
    private static final int NOON = 12;

    private final Interpreter vm;
    private final FileAccess access;
    private final OutputStream out;

    private OsLib(Interpreter vm, FileAccess access, OutputStream out) {
        this.vm = vm;
        this.access = access;
        this.out = out;
    }

    /** Adds the table to the global table. */
    static void register(Interpreter vm, HomeTable globals, FileAccess access, OutputStream out) {
        OsLib lib = new OsLib(vm, access, out);
        HomeTable os = new HomeTable();
        Library.add(os, "clock", a -> LuaValue.valueOf(
                ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS));
        Library.add(os, "date", OsLib::date);
        Library.add(os, "difftime", a -> LuaValue.valueOf(a.number(1) - (a.value(2).isnil() ? 0 : a.number(2))));
        Library.add(os, "execute", lib::execute);
        Library.add(os, "exit", OsLib::exit);
        Library.add(os, "getenv", OsLib::getenv);
        Library.add(os, "remove", lib::remove);
        Library.add(os, "rename", lib::rename);
        Library.add(os, "setlocale", OsLib::setLocale);
        Library.add(os, "time", OsLib::time);
        Library.add(os, "tmpname", OsLib::temporaryName);
        globals.rawset(Library.text("os"), os);
    }

    private Varargs execute(Arguments a) {
        if (a.value(1).isnil()) {
            return LuaValue.valueOf(Files.isExecutable(Path.of("/bin/sh")));
        }
        try {
            out.flush();
            return Shell.result(Shell.await(Shell.start(a.string(1), false, false), vm::checkInterrupt));
        } catch (IOException e) {
            return FileAccess.failure(null, e);
        }
    }

    private static Varargs exit(Arguments a) {
        LuaValue code = a.value(1);
        if (code.isnil() || code.isboolean()) {
            throw new ExitRequest(code.isnil() || code.toboolean() ? 0 : 1);
        }
        throw new ExitRequest((int) (a.integer(1) & 0xff));
    }

    private static Varargs getenv(Arguments a) {
        String value = System.getenv(unicode(a.string(1)));
        return value == null ? LuaValue.NIL : Library.text(value);
    }

    private static String unicode(LuaString text) {
        return new String(text.m_bytes, text.m_offset, text.m_length, StandardCharsets.UTF_8);
    }

    private Varargs remove(Arguments a) {
        LuaString name = a.string(1);
        try {
            Files.delete(access.path(name));
            return LuaValue.TRUE;
        } catch (IOException e) {
            return FileAccess.failure(name, e);
        }
    }

    private Varargs rename(Arguments a) {
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
            return FileAccess.failure(from, e);
        }
    }

    private static Varargs temporaryName(Arguments a) {
        try {
            return Library.text(Files.createTempFile("lua_", "").toString());
        } catch (IOException e) {
            throw new LuaError("unable to generate a unique filename");
        }
    }

    private static Varargs setLocale(Arguments a) {
        String wanted = a.value(1).isnil() ? "C" : a.string(1).tojstring();
        return wanted.isEmpty() || wanted.equals("C") || wanted.equals("POSIX") ? Library.text("C") : LuaValue.NIL;
    }

    private static Varargs time(Arguments a) {
        if (a.value(1).isnil()) {
            return LuaValue.valueOf((double) Instant.now().getEpochSecond());
        }
        LuaTable fields = Library.table(a, 1);
        LocalDateTime local = LocalDateTime.of((int) field(fields, "year", null), 1, 1, 0, 0)
                .plusMonths(field(fields, "month", null) - 1)
                .plusDays(field(fields, "day", null) - 1)
                .plusHours(field(fields, "hour", (long) NOON))
                .plusMinutes(field(fields, "min", 0L))
                .plusSeconds(field(fields, "sec", 0L));
        ZonedDateTime zoned = local.atZone(ZoneId.systemDefault());
        long seconds = zoned.toEpochSecond();
        LuaValue summer = fields.rawget(Library.text("isdst"));
        boolean isSummer = zoned.getZone().getRules().isDaylightSavings(zoned.toInstant());
        if (summer.isboolean() && summer.toboolean() != isSummer) {
            seconds += isSummer ? 3600 : -3600;
        }
        return LuaValue.valueOf((double) seconds);
    }

    private static long field(LuaTable fields, String name, @org.jspecify.annotations.Nullable Long otherwise) {
        LuaValue value = fields.get(Library.text(name));
        LuaValue number = value instanceof LuaString s ? LuaNumbers.parse(s) : value;
        if (number != null && number.type() == LuaValue.TNUMBER) {
            return number.tolong();
        }
        if (otherwise == null) {
            throw new LuaError("field '" + name + "' missing in date table");
        }
        return otherwise;
    }

    private static Varargs date(Arguments a) {
        LuaString format = a.string(1, Library.text("%c"));
        Instant when = a.value(2).isnil() ? Instant.now() : Instant.ofEpochSecond(a.integer(2));
        boolean utc = format.m_length > 0 && format.luaByte(0) == '!';
        ZonedDateTime date = when.atZone(utc ? ZoneOffset.UTC : ZoneId.systemDefault());
        LuaString rest = utc ? format.substring(1, format.m_length) : format;
        if (rest.m_length >= 2 && rest.luaByte(0) == '*' && rest.luaByte(1) == 't') {
            return fields(date);
        }
        return new DateFormat(a, date).format(rest);
    }

    private static LuaValue fields(ZonedDateTime date) {
        HomeTable fields = new HomeTable(0, 9);
        put(fields, "sec", date.getSecond());
        put(fields, "min", date.getMinute());
        put(fields, "hour", date.getHour());
        put(fields, "day", date.getDayOfMonth());
        put(fields, "month", date.getMonthValue());
        put(fields, "year", date.getYear());
        put(fields, "wday", date.get(ChronoField.DAY_OF_WEEK) % 7 + 1);
        put(fields, "yday", date.getDayOfYear());
        fields.rawset(Library.text("isdst"),
                LuaValue.valueOf(date.getZone().getRules().isDaylightSavings(date.toInstant())));
        return fields;
    }

    private static void put(HomeTable fields, String name, int value) {
        fields.rawset(Library.text(name), LuaValue.valueOf(value));
    }
}
