/**
 * What stops programs for whoever debugs them: breakpoints, steps, and the state of a program that has stopped.
 *
 * <p>{@link luahome.debugger.ProgramDebugger} watches a session's machine while there is something to stop at, and hands
 * a {@link luahome.debugger.Stop} to the prompt, which reads commands in the middle of the program, on its thread. The
 * program goes on when the prompt returns. Nothing is committed meanwhile: the entry is one transaction as ever.
 */
@NullMarked
package luahome.debugger;

import org.jspecify.annotations.NullMarked;
