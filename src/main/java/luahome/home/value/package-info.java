/** The values that Lua code creates and that can be persistent: tables and functions. */
@NullMarked
package luahome.home.value;

import org.jspecify.annotations.NullMarked;
