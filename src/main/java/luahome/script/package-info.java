/** Files of Lua and commands. */
@NullMarked
package luahome.script;

import org.jspecify.annotations.NullMarked;
