package luahome.lua.lib;

import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.IsoFields;
import java.util.Locale;
import org.luaj.vm2.LuaString;

/** C99's `strftime` in the "C" locale, for one moment. */
final class DateFormat {
    private static final String AFTER_E = "cCxXyY";
    private static final String AFTER_O = "deHImMSuUVwWy";

    private final Arguments arguments;
    private final ZonedDateTime date;

    /** For that moment; the arguments are for error messages. */
    DateFormat(Arguments arguments, ZonedDateTime date) {
        this.arguments = arguments;
        this.date = date;
    }

    /** The text of a format. */
    LuaString format(LuaString format) {
        ByteBuilder text = new ByteBuilder(0);
        int at = 0;
        while (at < format.m_length) {
            int b = format.luaByte(at++);
            if (b != '%') {
                text.append((byte) b);
                continue;
            }
            int start = at;
            char letter = at < format.m_length ? (char) format.luaByte(at++) : '\0';
            if ((letter == 'E' || letter == 'O') && at < format.m_length) {
                char modified = (char) format.luaByte(at++);
                letter = (letter == 'E' ? AFTER_E : AFTER_O).indexOf(modified) >= 0 ? modified : '\0';
            }
            String part = letter == '\0' ? null : part(letter);
            if (part == null) {
                throw arguments.wrong(1, "invalid conversion specifier '%"
                        + format.substring(start, at).tojstring() + "'");
            }
            text.append(Library.text(part));
        }
        return text.toLuaString();
    }

    private @org.jspecify.annotations.Nullable String part(char letter) {
        int dayOfWeek = date.get(ChronoField.DAY_OF_WEEK);
        int hour12 = date.getHour() % 12 == 0 ? 12 : date.getHour() % 12;
        switch (letter) {
            case 'a':
                return date.getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'A':
                return date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'b':
            case 'h':
                return date.getMonth().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
            case 'B':
                return date.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case 'c':
                return part('a') + " " + part('b') + " " + part('e') + " " + part('T') + " " + part('Y');
            case 'C':
                return two(Math.floorDiv(date.getYear(), 100));
            case 'd':
                return two(date.getDayOfMonth());
            case 'D':
            case 'x':
                return part('m') + "/" + part('d') + "/" + part('y');
            case 'e':
                return String.format("%2d", date.getDayOfMonth());
            case 'F':
                return part('Y') + "-" + part('m') + "-" + part('d');
            case 'g':
                return two(Math.floorMod(date.get(IsoFields.WEEK_BASED_YEAR), 100));
            case 'G':
                return String.valueOf(date.get(IsoFields.WEEK_BASED_YEAR));
            case 'H':
                return two(date.getHour());
            case 'I':
                return two(hour12);
            case 'j':
                return String.format("%03d", date.getDayOfYear());
            case 'm':
                return two(date.getMonthValue());
            case 'M':
                return two(date.getMinute());
            case 'n':
                return "\n";
            case 'p':
                return date.getHour() < 12 ? "AM" : "PM";
            case 'r':
                return part('I') + ":" + part('M') + ":" + part('S') + " " + part('p');
            case 'R':
                return part('H') + ":" + part('M');
            case 'S':
                return two(date.getSecond());
            case 't':
                return "\t";
            case 'T':
            case 'X':
                return part('R') + ":" + part('S');
            case 'u':
                return String.valueOf(dayOfWeek);
            case 'U':
                return two((date.getDayOfYear() + 6 - dayOfWeek % 7) / 7);
            case 'V':
                return two(date.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case 'w':
                return String.valueOf(dayOfWeek % 7);
            case 'W':
                return two((date.getDayOfYear() + 6 - (dayOfWeek - 1)) / 7);
            case 'y':
                return two(Math.floorMod(date.getYear(), 100));
            case 'Y':
                return String.valueOf(date.getYear());
            case 'z':
                return zone();
            case 'Z':
                return date.getOffset().getTotalSeconds() == 0 && date.getZone() == date.getOffset() ? "GMT"
                        : java.time.format.DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH).format(date);
            case '%':
                return "%";
            default:
                return null;
        }
    }

    private String zone() {
        int minutes = date.getOffset().getTotalSeconds() / 60;
        return (minutes < 0 ? "-" : "+") + two(Math.abs(minutes) / 60) + two(Math.abs(minutes) % 60);
    }

    private static String two(int number) {
        return (number < 10 && number >= 0 ? "0" : "") + number;
    }
}
