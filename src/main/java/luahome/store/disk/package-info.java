/** Files, and locks between processes. */
@NullMarked
package luahome.store.disk;

import org.jspecify.annotations.NullMarked;
