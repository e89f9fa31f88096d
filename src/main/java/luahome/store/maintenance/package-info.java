/** Work over all of a store: checking and copying it. */
@NullMarked
package luahome.store.maintenance;

import org.jspecify.annotations.NullMarked;
