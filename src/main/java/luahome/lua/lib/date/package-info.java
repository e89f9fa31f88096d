/**
 * Dates and times as C has them: {@link luahome.lua.lib.date.OsDate} is {@code os.date}, {@code os.time} and
 * {@code os.difftime}, over C99's strftime in the C locale ({@code DateFormat}) and C's mktime
 * ({@code DaylightSaving}).
 *
 * <p>The time zone is the process's; all else is the same everywhere. Stateless but for that.
 */
@NullMarked
package luahome.lua.lib.date;

import org.jspecify.annotations.NullMarked;
