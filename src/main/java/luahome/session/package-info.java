/**
 * The session: what stands between the workspace and whoever types, pipes or passes Lua to it.
 *
 * <p>{@link luahome.session.Session} is an open workspace with a machine. It runs whatever it is given as one transaction
 * and answers an outcome; in every outcome the workspace is in a committed state again. {@code Repl} is the loop at a
 * prompt over it, {@code ScriptRunner} does a script, {@link luahome.prompt.SessionRun} is one of these from start to end with
 * its thread and its signals.
 *
 * <p>Text becomes code in two ways. An entry at the prompt is an expression if it can be one, else statements, and goes
 * on in the next line if it is incomplete ({@code Entry}). A script is first taken apart ({@code Script}):
 * meta-commands are lines that begin with {@code :} and a letter where the Lua before them is complete; the Lua between
 * them is one chunk if it compiles as one, and otherwise entries as at the prompt. A script is compiled and looked up
 * as a whole before any of it runs. Meta-commands are data ({@code Commands}): look-up, help and completion derive from
 * one table. So are the settings ({@code Setting}), which a file of the workspace keeps; since that may come from others,
 * none of them can name what is to run.
 *
 * <p>Threads: all of a session happens on one {@link luahome.session.LuaThread}. Others may only ask it to stop
 * ({@code Session.interrupt}, {@code Session.end}) or end a waiting read ({@link luahome.console.Console#cancelRead}).
 * Blocking reads happen on helper threads behind {@link luahome.console.Console}; nobody ever calls {@link
 * Thread#interrupt} on the Lua thread, since that would close a file channel that it is using.
 *
 * <p>{@link luahome.console.Console} is the seam to the outside, with three implementations: the terminal (in {@code
 * line}, found by name so that a piped run loads nothing of it), plain streams, and a scripted one in the tests.
 * Listing and showing never run stored code: a path is resolved along raw entries.
 */
@NullMarked
package luahome.session;

import org.jspecify.annotations.NullMarked;
