/** What a meta-command is. */
@NullMarked
package luahome.command;

import org.jspecify.annotations.NullMarked;
