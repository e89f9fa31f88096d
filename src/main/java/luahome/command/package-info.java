/**
 * What a meta-command is.
 *
 * <p>A {@link luahome.command.Command} is data: name, arguments, help, examples, and what does it. A
 * {@link luahome.command.CommandTable} has all of them: look-up, help and completion derive from it. A line that was
 * taken apart is a {@link luahome.command.CommandCall}. A command works on a {@link luahome.command.Context}: the
 * session, the console of whoever gave it, and what belongs to that one alone ({@link luahome.command.PromptState}:
 * settings, results, the next entry).
 *
 * <p>Long work tells how far it is through {@link luahome.command.CommandWork} and stops at Ctrl-C; what it had not
 * committed is taken back. The commands themselves are in {@code command.builtin}. Used on the Lua thread.
 */
@NullMarked
package luahome.command;

import org.jspecify.annotations.NullMarked;
