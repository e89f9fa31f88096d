/**
 * The loop at the prompt ({@link luahome.prompt.Repl}): reads an entry or a command, has it run, shows what came out or
 * what went wrong; and {@link luahome.prompt.SessionRun}: a session from its beginning to its end, at a prompt, from a
 * pipe, a file or an argument, with its thread and its signals.
 *
 * <p>This is where all comes together: above it stands only the command line. The main thread waits here while the Lua
 * thread works; SIGTERM, SIGHUP and SIGINT end the session through a shutdown hook, which asks it to stop and waits
 * until it has rolled back and closed.
 */
@NullMarked
package luahome.prompt;

import org.jspecify.annotations.NullMarked;
