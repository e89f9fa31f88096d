/** Runs code: frames, the loop, errors, coroutines. */
@NullMarked
package luahome.lua.run;

import org.jspecify.annotations.NullMarked;
