/** Bytes on disk. (The mental model is written with the code.) */
@NullMarked
package luahome.store;

import org.jspecify.annotations.NullMarked;
