/** From source text to code, and what is known of the text of functions. */
@NullMarked
package luahome.lua.text;

import org.jspecify.annotations.NullMarked;
