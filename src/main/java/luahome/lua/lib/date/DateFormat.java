package luahome.lua.lib.date;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;

/** C99's strftime in the C locale. One use each; for one thread. */
final class DateFormat {
    private static final String PLAIN = "aAbBcCdDeFgGhHIjmMnprRStTuUVwWxXyYzZ%";
    private static final String AFTER_E = "cCxXyY";
    private static final String AFTER_O = "deHImMSuUVwWy";

    private static final String[] DAYS = {
        "Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
    };
    private static final String[] MONTHS = {
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    };

    private final ZonedDateTime time;
    private final boolean gmt;
    private final StringBuilder out = new StringBuilder();

    private DateFormat(ZonedDateTime time, boolean gmt) {
        this.time = time;
        this.gmt = gmt;
    }

    /**
     * Formats a time.
     *
     * @param format one byte per character; every conversion is one that {@link #conversionLength} accepts
     * @param gmt whether {@code %Z} is to call the zone GMT, as C does for a time that was asked for in UTC
     * @return likewise one byte per character
     */
    static String format(String format, ZonedDateTime time, boolean gmt) {
        DateFormat run = new DateFormat(time, gmt);
        run.append(format);
        return run.out.toString();
    }

    /** How many characters behind the '%' at an offset make a conversion; 0 if they make none. */
    static int conversionLength(String format, int percent) {
        int next = percent + 1;
        if (next == format.length()) {
            return 0;
        }
        char c = format.charAt(next);
        if (c != 'E' && c != 'O') {
            return PLAIN.indexOf(c) >= 0 ? 1 : 0;
        }
        String allowed = c == 'E' ? AFTER_E : AFTER_O;
        return next + 1 < format.length() && allowed.indexOf(format.charAt(next + 1)) >= 0 ? 2 : 0;
    }

    private void append(String format) {
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c == '%') {
                // The modifiers E and O ask for what the C locale does not have: only the last letter counts.
                i += conversionLength(format, i);
                convert(format.charAt(i));
            } else {
                out.append(c);
            }
        }
    }

    private void convert(char conversion) {
        switch (conversion) {
            case 'a' -> out.append(DAYS[weekday()], 0, 3);
            case 'A' -> out.append(DAYS[weekday()]);
            case 'b', 'h' -> out.append(MONTHS[time.getMonthValue() - 1], 0, 3);
            case 'B' -> out.append(MONTHS[time.getMonthValue() - 1]);
            case 'c' -> append("%a %b %e %H:%M:%S %Y");
            case 'C' -> number(Math.floorDiv(time.getYear(), 100), 2, '0');
            case 'd' -> number(time.getDayOfMonth(), 2, '0');
            case 'D', 'x' -> append("%m/%d/%y");
            case 'e' -> number(time.getDayOfMonth(), 2, ' ');
            case 'F' -> append("%Y-%m-%d");
            case 'g' -> number(Math.floorMod(weekThursday().getYear(), 100), 2, '0');
            case 'G' -> out.append(weekThursday().getYear());
            case 'H' -> number(time.getHour(), 2, '0');
            case 'I' -> number((time.getHour() + 11) % 12 + 1, 2, '0');
            case 'j' -> number(time.getDayOfYear(), 3, '0');
            case 'm' -> number(time.getMonthValue(), 2, '0');
            case 'M' -> number(time.getMinute(), 2, '0');
            case 'n' -> out.append('\n');
            case 'p' -> out.append(time.getHour() < 12 ? "AM" : "PM");
            case 'r' -> append("%I:%M:%S %p");
            case 'R' -> append("%H:%M");
            case 'S' -> number(time.getSecond(), 2, '0');
            case 't' -> out.append('\t');
            case 'T', 'X' -> append("%H:%M:%S");
            case 'u' -> out.append(time.getDayOfWeek().getValue());
            case 'U' -> number((time.getDayOfYear() + 6 - weekday()) / 7, 2, '0');
            case 'V' -> number((weekThursday().getDayOfYear() + 6) / 7, 2, '0');
            case 'w' -> out.append(weekday());
            case 'W' -> number((time.getDayOfYear() + 7 - time.getDayOfWeek().getValue()) / 7, 2, '0');
            case 'y' -> number(Math.floorMod(time.getYear(), 100), 2, '0');
            case 'Y' -> out.append(time.getYear());
            case 'z' -> offset();
            case 'Z' -> out.append(zoneName());
            default -> out.append(conversion);
        }
    }

    private void number(int number, int width, char filler) {
        String digits = Integer.toString(number);
        for (int i = digits.length(); i < width; i++) {
            out.append(filler);
        }
        out.append(digits);
    }

    /** 0 for Sunday to 6. */
    private int weekday() {
        return time.getDayOfWeek().getValue() % 7;
    }

    /** The Thursday of the ISO week: it lies in the year that the week belongs to. */
    private LocalDate weekThursday() {
        return time.toLocalDate().with(DayOfWeek.THURSDAY);
    }

    private void offset() {
        int minutes = time.getOffset().getTotalSeconds() / 60;
        out.append(minutes < 0 ? '-' : '+');
        number(Math.abs(minutes) / 60, 2, '0');
        number(Math.abs(minutes) % 60, 2, '0');
    }

    private String zoneName() {
        if (gmt) {
            return "GMT";
        }
        boolean daylight = time.getZone().getRules().isDaylightSavings(time.toInstant());
        return TimeZone.getTimeZone(time.getZone()).getDisplayName(daylight, TimeZone.SHORT, Locale.ENGLISH);
    }
}
