/** The library io. */
@NullMarked
package luahome.lua.lib.file;

import org.jspecify.annotations.NullMarked;
