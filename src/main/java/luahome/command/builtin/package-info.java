/** The meta-commands. */
@NullMarked
package luahome.command.builtin;

import org.jspecify.annotations.NullMarked;
