/** The library debug. */
@NullMarked
package luahome.lua.debug;

import org.jspecify.annotations.NullMarked;
