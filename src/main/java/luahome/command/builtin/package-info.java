/**
 * The meta-commands. {@link luahome.command.builtin.Commands} is the table of them; what a group of them does is a
 * class beside it.
 *
 * <p>To add one: write its handler in the class of its group, add a {@link luahome.command.Command} to the list there,
 * and its row to the table of the README; help, completion, hints and the check of scripts follow from that, and
 * {@code CommandsTest} compares the README.
 *
 * <p>A command fails by a {@link luahome.lookup.CommandException}; what it prints goes to the context's console. It
 * never writes to a stream of the process.
 */
@NullMarked
package luahome.command.builtin;

import org.jspecify.annotations.NullMarked;
