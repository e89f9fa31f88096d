/** One file that changes in transactions: pages, checksums, and the journal. */
@NullMarked
package luahome.store.volume;

import org.jspecify.annotations.NullMarked;
