/** Dates and times. */
@NullMarked
package luahome.lua.lib.date;

import org.jspecify.annotations.NullMarked;
