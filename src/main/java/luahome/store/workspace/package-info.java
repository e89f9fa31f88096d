/** The store of a workspace as a whole: opened, backed up, restored, salvaged. */
@NullMarked
package luahome.store.workspace;

import org.jspecify.annotations.NullMarked;
