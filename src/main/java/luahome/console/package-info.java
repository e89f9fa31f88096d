/**
 * The seam between a session and whoever sits in front of it.
 *
 * <p>{@link luahome.console.Console} reads entries and lines, prints, asks, pages and browses. It has three
 * implementations: the terminal (in {@code luahome.terminal}, found by name through
 * {@link luahome.console.TerminalFactory}, so that a piped run loads nothing of it), plain streams
 * ({@link luahome.console.PlainConsole}), and a scripted one in the tests. It also carries what a line editor asks
 * while someone types ({@link luahome.console.Console.EntryHelp}), and does not know who answers.
 *
 * <p>Used on the Lua thread; others may only end a waiting read ({@link luahome.console.Console#cancelRead}). Blocking
 * reads happen on helper threads ({@code StandardInput}). Writing raises
 * {@link luahome.session.OutputFailure} when nobody can take it.
 */
@NullMarked
package luahome.console;

import org.jspecify.annotations.NullMarked;
