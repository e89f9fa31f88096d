/** Numbers, strings and arguments as Lua has them. */
@NullMarked
package luahome.lua.value;

import org.jspecify.annotations.NullMarked;
