/** Finds and drops what nothing leads to. */
@NullMarked
package luahome.home.garbage;

import org.jspecify.annotations.NullMarked;
