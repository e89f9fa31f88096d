/**
 * The terminal: editing of entries, history, completion, paging. The only place that knows JLine.
 *
 * <p>It implements {@link luahome.console.Console} and is reached only through {@link
 * luahome.console.TerminalFactory#find}, by name: a run without a terminal must not load any of it. What an entry means, whether it is complete and what could
 * complete it is asked of the session; nothing here compiles Lua or touches a table.
 *
 * <p>The browser ({@code luahome.browse}) knows nothing of a terminal: {@code BrowserScreen} reads keys for it and
 * draws its frames, and gives the screen back in every case, also when a signal ends the process ({@code ScreenKeeper}).
 *
 * <p>Threads: the session calls the console on the Lua thread. The editor and the pager run on a helper thread, because
 * they are stopped by {@link Thread#interrupt}, which on the Lua thread would close a file channel in use. While the
 * helper works the Lua thread waits, and answers its questions ({@code Rendezvous}): so tables and the compiler stay with
 * one thread.
 *
 * <p>While keys are read, Ctrl-C is a key that takes its turn ({@code InterruptKey}). Between reads the terminal is as
 * the shell left it, so that Ctrl-C arrives as a signal; a handler turns it into a request to stop the running chunk. All
 * output goes through one stream. {@code close} restores the terminal.
 */
@NullMarked
package luahome.terminal;

import org.jspecify.annotations.NullMarked;
