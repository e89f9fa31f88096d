/** Help for someone who types. */
@NullMarked
package luahome.assist;

import org.jspecify.annotations.NullMarked;
