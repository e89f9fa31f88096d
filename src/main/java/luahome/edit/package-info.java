/** Changes in an editor. */
@NullMarked
package luahome.edit;

import org.jspecify.annotations.NullMarked;
