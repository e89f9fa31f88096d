/** Finds what names, numbers and paths stand for, and lists what is stored. */
@NullMarked
package luahome.lookup;

import org.jspecify.annotations.NullMarked;
