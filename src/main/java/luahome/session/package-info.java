/**
 * The session: what stands between the workspace and whoever types, pipes or passes Lua to it.
 *
 * <p>{@link luahome.session.Session} is an open workspace with a machine. It runs whatever it is given as one
 * transaction and answers an {@link luahome.session.Outcome}; in every outcome the workspace is in a committed state
 * again. {@code Watchdog} stops what exceeds its {@link luahome.session.ChunkLimits};
 * {@code LoadedModules} takes {@code require} back with the data.
 *
 * <p>Text becomes code as an {@link luahome.session.Entry}: an expression if it can be one, else statements. At the
 * prompt it is a {@link luahome.session.PromptEntry}, which sees the locals of earlier ones
 * ({@link luahome.session.SessionLocals}) and, by {@code #42}, tables by number ({@link luahome.session.EntryText}).
 *
 * <p><b>What is not known here</b>: terminals, streams and files of the process that the session happens to run in.
 * What a program reads and writes is handed in; who waits is told of long work through
 * {@link luahome.session.Work.Observer}. This is the seam at which a client in another process can attach, and
 * {@code DependencyTest} watches it.
 *
 * <p><b>Threads.</b> All of a session happens on one {@link luahome.session.LuaThread}. Others may only ask it to stop
 * ({@code interrupt}, {@code end}). Nobody ever calls {@link Thread#interrupt} on the Lua thread, since that would
 * close a file channel that it is using.
 */
@NullMarked
package luahome.session;

import org.jspecify.annotations.NullMarked;
