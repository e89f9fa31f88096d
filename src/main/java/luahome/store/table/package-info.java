/** Tables as sorted pages of entries, and revisions of them. */
@NullMarked
package luahome.store.table;

import org.jspecify.annotations.NullMarked;
