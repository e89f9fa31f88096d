package luahome.lua.lib.date;

import static luahome.lua.value.LuaBytes.java;
import static luahome.lua.value.LuaBytes.lua;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import luahome.home.value.HomeTable;
import luahome.lua.lib.string.StringLibrary;
import luahome.lua.value.RealLua;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

class OsDateTest {
    private static final String ALL =
            "%a|%A|%b|%B|%c|%C|%d|%D|%e|%F|%g|%G|%h|%H|%I|%j|%m|%M|%n|%p|%r|%R|%S|%t|%T|%u|%U|%V|%w|%W|%x|%X|%y|%Y|%%"
                    + "|%Ec|%EC|%Ex|%EX|%Ey|%EY|%Od|%Oe|%OH|%OI|%Om|%OM|%OS|%Ou|%OU|%OV|%Ow|%OW|%Oy";

    @Test
    void formatsInTheZoneOrInUtc() {
        LuaTable os = library("Europe/Berlin");
        assertEquals("2001-09-09 03:46:40 CEST +0200", date(os, "%F %T %Z %z", 1e9));
        assertEquals("2001-09-09 01:46:40 GMT +0000", date(os, "!%F %T %Z %z", 1e9));
        assertEquals("Thu Jan  1 01:00:00 1970 CET", date(os, "%c %Z", 0));
        assertEquals("caf\u00e9 12", date(os, "caf\u00e9 %I", 11 * 3600));
    }

    @Test
    void saysWhatTimeItIs() {
        LuaTable os = library("UTC");
        assertEquals("Sun Sep 13 12:26:40 2020", java(os.rawget(lua("date")).call()));
        assertEquals(1_600_000_000, os.rawget(lua("time")).call().todouble());
        assertEquals(2, call(os, "difftime", 5, 3).todouble());
    }

    @Test
    void givesTheFieldsAsAHomeTable() {
        HomeTable fields = (HomeTable) call(library("Europe/Berlin"), "date", "*t", 1_594_000_000);
        Map<String, String> shown = new TreeMap<>();
        for (LuaValue key : fields.keys()) {
            shown.put(java(key), fields.rawget(key).tojstring());
        }
        assertEquals(
                "{day=6, hour=3, isdst=true, min=46, month=7, sec=40, wday=2, yday=188, year=2020}", shown.toString());
    }

    @ParameterizedTest
    @CsvSource({
        "-62167219200, 0 00 00 -1 0-01-01",
        "-1e11, -1199 -12 01 -1199 -1199-02-15",
        "1e12, 33658 336 58 33658 33658-09-27",
    })
    void formatsFarYears(double seconds, String expected) {
        assertEquals(expected, date(library("UTC"), "!%Y %C %y %G %F", seconds));
    }

    @Test
    void whatCannotBeShownIsNil() {
        LuaTable os = library("UTC");
        for (double seconds : new double[] {1e17, 1e30, -1e30, Double.NaN}) {
            assertTrue(call(os, "date", "*t", seconds).isnil(), () -> seconds + "");
        }
        assertTrue(call(os, "time", table(Map.of("year", 0x1p40, "month", 1, "day", 1)))
                .isnil());
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%Ez", "%E", "%Q abc", "%f", "%Oc"})
    void refusesAnUnknownConversion(String format) {
        LuaError error = assertThrows(LuaError.class, () -> date(library("UTC"), "x" + format, 0));
        assertEquals("bad argument #1 to 'date' (invalid conversion specifier '" + format + "')", error.getMessage());
    }

    @Test
    void refusesIncompleteTables() {
        LuaTable os = library("UTC");
        LuaError missing =
                assertThrows(LuaError.class, () -> call(os, "time", table(Map.of("year", "x", "month", 1, "day", 1))));
        assertEquals("field 'year' missing in date table", missing.getMessage());
        LuaError wrong = assertThrows(LuaError.class, () -> call(os, "time", 5));
        assertEquals("bad argument #1 to 'time' (table expected, got number)", wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 1, true, 1577872800",
        "Europe/Berlin, 7, true, 1593597600",
        "Europe/Berlin, 1, false, 1577876400",
        "Europe/Berlin, 7, false, 1593601200",
        "America/New_York, 1, true, 1577894400",
        "UTC, 1, true, 1577876400",
        "Asia/Kolkata, 1, false, 1577860200",
        "Asia/Kolkata, 1, true, 1577856600",
    })
    void readsTheClockAsTheFieldIsdstSays(String zone, int month, boolean daylight, double expected) {
        LuaTable fields = table(Map.of("year", 2020, "month", month, "day", 1, "isdst", daylight));
        assertEquals(expected, call(library(zone), "time", fields).todouble());
    }

    @Test
    void readsAnHourThatComesTwiceOrNotAtAll() {
        LuaTable os = library("Europe/Berlin");
        Map<String, Object> twice = Map.of("year", 2020, "month", 10, "day", 25, "hour", 2, "min", 30);
        Map<String, Object> never = Map.of("year", 2020, "month", 3, "day", 29, "hour", 2, "min", 30);
        assertEquals(1603585800, call(os, "time", table(twice)).todouble());
        assertEquals(1603589400, call(os, "time", with(twice, false)).todouble());
        assertEquals(1603585800, call(os, "time", with(twice, true)).todouble());
        assertEquals(1585445400, call(os, "time", table(never)).todouble());
        assertEquals(1585445400, call(os, "time", with(never, false)).todouble());
        assertEquals(1585441800, call(os, "time", with(never, true)).todouble());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata"})
    void isAsRealLua(String zone, @TempDir Path directory) {
        long seed = Long.getLong("luahome.seed", System.nanoTime());
        Random random = new Random(seed);
        LuaTable os = library(zone);
        StringBuilder script = new StringBuilder();
        List<String> ours = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            long seconds = 40_000_000L + (long) (random.nextDouble() * 2e9);
            String format = (random.nextBoolean() ? "!" : "") + ALL + "|%z|%Z";
            script.append("print((os.date('" + format + "', " + seconds + "):gsub('\\n', '/')))\n");
            ours.add(date(os, format, seconds).replace('\n', '/'));
        }
        for (int i = 0; i < 1000; i++) {
            // Daytime, so that no clock is just being changed; days and months may be anything.
            Map<String, Object> fields = new TreeMap<>(Map.of(
                    "year", 1975 + random.nextInt(60),
                    "month", random.nextInt(60) - 30,
                    "day", random.nextInt(200) - 100,
                    "hour", 24 * random.nextInt(5) + 10,
                    "min", random.nextInt(200) - 100));
            if (random.nextBoolean()) {
                fields.put("isdst", random.nextBoolean());
            }
            String source = fields.toString();
            script.append("print(('%d'):format(os.time" + source + "))\n");
            ours.add(String.format("%.0f", call(os, "time", table(fields)).todouble()));
        }
        List<String> real = RealLua.run(directory, script.toString(), zone);
        assertEquals(ours.size(), real.size());
        String[] lines = script.toString().split("\n");
        for (int i = 0; i < real.size(); i++) {
            String line = lines[i];
            assertEquals(real.get(i), ours.get(i), () -> line + " in " + zone + ", seed " + seed);
        }
    }

    private static LuaTable library(String zone) {
        LuaTable os = new HomeTable();
        Clock clock = Clock.fixed(Instant.ofEpochSecond(1_600_000_000, 999_999_999), ZoneId.of(zone));
        OsDate.register(os, () -> clock);
        return os;
    }

    private static LuaValue call(LuaTable os, String name, Object... arguments) {
        LuaValue[] values = new LuaValue[arguments.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = StringLibrary.value(arguments[i]);
        }
        return os.rawget(lua(name)).invoke(LuaValue.varargsOf(values)).arg1();
    }

    private static String date(LuaTable os, String format, double seconds) {
        return java((LuaString) call(os, "date", format, seconds));
    }

    private static LuaTable table(Map<String, Object> fields) {
        HomeTable table = new HomeTable();
        fields.forEach((name, value) -> table.rawset(lua(name), StringLibrary.value(value)));
        return table;
    }

    private static LuaTable with(Map<String, Object> fields, boolean daylight) {
        LuaTable table = table(fields);
        table.rawset(lua("isdst"), LuaValue.valueOf(daylight));
        return table;
    }
}
