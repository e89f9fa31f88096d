/** The library string. */
@NullMarked
package luahome.lua.lib.string;

import org.jspecify.annotations.NullMarked;
