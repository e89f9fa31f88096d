/** The seam between a session and whoever sits in front of it. */
@NullMarked
package luahome.console;

import org.jspecify.annotations.NullMarked;
