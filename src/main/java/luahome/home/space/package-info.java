/** The stored objects in memory, and the transaction over them. */
@NullMarked
package luahome.home.space;

import org.jspecify.annotations.NullMarked;
