package luahome.lua.lib.date;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/** Reads a time on the clock when it is told whether that clock shows daylight saving time, as C's mktime does. */
final class DaylightSaving {
    /** Rules that recur have both kinds of time within a few changes; before them there is a finite history. */
    private static final int FUTURE_CHANGES = 4;

    private static final int USUAL_SECONDS = 3600;

    private DaylightSaving() {}

    /**
     * Seconds since 1970. If the other kind of time is in force then, the clock is read as if it were this kind; in a
     * zone that never knew daylight saving time that is an hour, as it is nearly everywhere.
     *
     * @param daylight whether the clock shows daylight saving time
     */
    static long toEpochSecond(LocalDateTime local, ZoneId zone, boolean daylight) {
        ZoneRules rules = zone.getRules();
        ZoneOffsetTransition change = rules.getTransition(local);
        if (change != null) {
            boolean before = rules.isDaylightSavings(change.getInstant().minusSeconds(1));
            return local.toEpochSecond(before == daylight ? change.getOffsetBefore() : change.getOffsetAfter());
        }
        ZoneOffset offset = rules.getOffset(local);
        Instant instant = local.toInstant(offset);
        if (rules.isDaylightSavings(instant) != daylight) {
            ZoneOffset other = nearest(rules, instant, daylight);
            if (other == null) {
                return instant.getEpochSecond() + (daylight ? -USUAL_SECONDS : USUAL_SECONDS);
            }
            offset = other;
        }
        return local.toEpochSecond(offset);
    }

    private static @Nullable ZoneOffset nearest(ZoneRules rules, Instant instant, boolean daylight) {
        ZoneOffsetTransition change = rules.previousTransition(instant);
        while (change != null) {
            if (rules.isDaylightSavings(change.getInstant().minusSeconds(1)) == daylight) {
                return change.getOffsetBefore();
            }
            change = rules.previousTransition(change.getInstant());
        }
        change = rules.nextTransition(instant);
        for (int i = 0; i < FUTURE_CHANGES && change != null; i++) {
            if (rules.isDaylightSavings(change.getInstant()) == daylight) {
                return change.getOffsetAfter();
            }
            change = rules.nextTransition(change.getInstant());
        }
        return null;
    }
}
