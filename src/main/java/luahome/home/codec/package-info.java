/** Keys, values and names as bytes. */
@NullMarked
package luahome.home.codec;

import org.jspecify.annotations.NullMarked;
