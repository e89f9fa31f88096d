package luahome.lua.lib.date;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.function.Supplier;
import luahome.home.value.HomeTable;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.value.LuaNumbers;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaNumber;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * {@code os.date}, {@code os.time} and {@code os.difftime}. A time that cannot be shown (years beyond a thousand
 * million) is nil.
 *
 * <p>The second before 1970 is -1; in PUC Lua it is nil, because C says "error" with the same number.
 */
public final class OsDate {
    private static final String DEFAULT_FORMAT = "%c";
    private static final String TABLE_FORMAT = "*t";
    private static final int DEFAULT_HOUR = 12;

    private final Supplier<Clock> clock;

    private OsDate(Supplier<Clock> clock) {
        this.clock = clock;
    }

    /**
     * Puts the functions into a table.
     *
     * @param os the table to be the global {@code os}
     * @param clock says what time it is and in which zone; asked when somebody wants to know
     */
    public static void register(LuaTable os, Supplier<Clock> clock) {
        OsDate lib = new OsDate(clock);
        os.rawset(key("date"), new LibraryFunction("date", lib::date));
        os.rawset(key("time"), new LibraryFunction("time", lib::time));
        os.rawset(key("difftime"), new LibraryFunction("difftime", OsDate::difference));
    }

    private static Varargs difference(LuaArguments arguments) {
        // C takes the last argument first.
        double from = arguments.value(2).isnil() ? 0 : arguments.int64(2);
        return LuaValue.valueOf(arguments.int64(1) - from);
    }

    private Varargs date(LuaArguments arguments) {
        String format = arguments.value(1).isnil() ? DEFAULT_FORMAT : text(arguments.string(1));
        double now = clock.get().instant().getEpochSecond();
        double seconds = arguments.value(2).isnil() ? now : arguments.number(2);
        boolean utc = format.startsWith("!");
        if (utc) {
            format = format.substring(1);
        }
        ZonedDateTime time = time(seconds, utc ? ZoneOffset.UTC : clock.get().getZone());
        if (time == null) {
            return LuaValue.NIL;
        }
        if (format.equals(TABLE_FORMAT)) {
            return fields(time);
        }
        for (int i = format.indexOf('%'); i >= 0; i = format.indexOf('%', i)) {
            int length = DateFormat.conversionLength(format, i);
            if (length == 0) {
                throw arguments.wrong(1, "invalid conversion specifier '" + format.substring(i) + "'");
            }
            i += length + 1;
        }
        String shown = DateFormat.format(format, time, utc);
        return LuaString.valueUsing(shown.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static @Nullable ZonedDateTime time(double seconds, ZoneId zone) {
        if (Double.isNaN(seconds)) {
            return null;
        }
        try {
            return Instant.ofEpochSecond((long) seconds).atZone(zone);
        } catch (DateTimeException e) {
            // Beyond what a calendar can show.
            return null;
        }
    }

    private static LuaTable fields(ZonedDateTime time) {
        boolean daylight = time.getZone().getRules().isDaylightSavings(time.toInstant());
        HomeTable fields = new HomeTable(0, 9);
        fields.rawset(key("sec"), LuaValue.valueOf(time.getSecond()));
        fields.rawset(key("min"), LuaValue.valueOf(time.getMinute()));
        fields.rawset(key("hour"), LuaValue.valueOf(time.getHour()));
        fields.rawset(key("day"), LuaValue.valueOf(time.getDayOfMonth()));
        fields.rawset(key("month"), LuaValue.valueOf(time.getMonthValue()));
        fields.rawset(key("year"), LuaValue.valueOf(time.getYear()));
        fields.rawset(key("wday"), LuaValue.valueOf(time.getDayOfWeek().getValue() % 7 + 1));
        fields.rawset(key("yday"), LuaValue.valueOf(time.getDayOfYear()));
        fields.rawset(key("isdst"), LuaValue.valueOf(daylight));
        return fields;
    }

    private Varargs time(LuaArguments arguments) {
        if (arguments.value(1).isnil()) {
            return LuaValue.valueOf((double) clock.get().instant().getEpochSecond());
        }
        if (!(arguments.value(1) instanceof LuaTable fields)) {
            throw arguments.wrongType(1, "table");
        }
        long second = field(fields, "sec", 0);
        long minute = field(fields, "min", 0);
        long hour = field(fields, "hour", DEFAULT_HOUR);
        long day = field(fields, "day", null);
        long month = field(fields, "month", null) - 1;
        long year = field(fields, "year", null);
        LuaValue daylight = fields.get(key("isdst"));
        try {
            LocalDateTime local = LocalDateTime.of(
                            Math.toIntExact(Math.addExact(year, Math.floorDiv(month, 12))),
                            (int) Math.floorMod(month, 12L) + 1,
                            1,
                            0,
                            0)
                    .plusDays(day - 1)
                    .plusHours(hour)
                    .plusMinutes(minute)
                    .plusSeconds(second);
            long result = daylight.isnil()
                    ? local.atZone(clock.get().getZone()).toEpochSecond()
                    : DaylightSaving.toEpochSecond(local, clock.get().getZone(), daylight.toboolean());
            return LuaValue.valueOf((double) result);
        } catch (DateTimeException | ArithmeticException e) {
            // Beyond what a calendar can show.
            return LuaValue.NIL;
        }
    }

    /** A field as an integer; the default, or an error without one, where it is no number. */
    private static long field(LuaTable fields, String name, @Nullable Integer otherwise) {
        LuaValue value = fields.get(key(name));
        LuaValue number = value instanceof LuaString s ? LuaNumbers.parse(s) : value;
        if (number instanceof LuaNumber) {
            return (long) number.todouble();
        }
        if (otherwise == null) {
            throw new LuaError("field '" + name + "' missing in date table");
        }
        return otherwise;
    }

    private static String text(LuaString s) {
        return new String(s.m_bytes, s.m_offset, s.m_length, StandardCharsets.ISO_8859_1);
    }

    private static LuaString key(String name) {
        return LuaString.valueUsing(name.getBytes(StandardCharsets.US_ASCII));
    }
}
