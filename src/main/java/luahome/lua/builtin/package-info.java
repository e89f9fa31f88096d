/** How built-in functions are written. */
@NullMarked
package luahome.lua.builtin;

import org.jspecify.annotations.NullMarked;
