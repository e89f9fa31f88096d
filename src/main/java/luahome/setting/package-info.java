/** Settings and their file. */
@NullMarked
package luahome.setting;

import org.jspecify.annotations.NullMarked;
