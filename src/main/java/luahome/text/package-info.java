/** Lua's byte strings as text of Java, and back. */
@NullMarked
package luahome.text;

import org.jspecify.annotations.NullMarked;
