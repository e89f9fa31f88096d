/**
 * Help for someone who types: what could stand at the cursor ({@link luahome.assist.Completion}), what is being called
 * ({@link luahome.assist.Hints}), what the parts of an entry are ({@link luahome.assist.Highlighting}), how far lines
 * are moved in ({@link luahome.assist.Indentation}), and what the message of an error is about
 * ({@link luahome.assist.ErrorContext}).
 *
 * <p>All of it looks only: it runs no code, loads no table, and costs the same beside a million keys as beside ten. It
 * is asked at every key, on the Lua thread while that waits for an entry, and does not know how a terminal shows it.
 */
@NullMarked
package luahome.assist;

import org.jspecify.annotations.NullMarked;
