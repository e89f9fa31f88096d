/**
 * What nobody sees but those who look for faults of luahome itself.
 */
@NullMarked
package luahome.diagnostic;

import org.jspecify.annotations.NullMarked;
