/** What is known of the library's functions. */
@NullMarked
package luahome.lua.doc;

import org.jspecify.annotations.NullMarked;
