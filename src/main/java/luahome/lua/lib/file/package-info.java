/**
 * The library {@code io}: files, standard streams and processes, in bytes, exactly.
 *
 * <p>{@link luahome.lua.lib.file.IoLib} is the library, {@code FileHandle} an open file,
 * {@link luahome.lua.lib.file.FileOpener} opens them and words what went wrong; the two files of the store are refused,
 * since closing another channel on them would drop the process's locks. {@link luahome.lua.lib.file.OpenFiles} closes
 * what a program forgets.
 *
 * <p>{@code PolledInput} and {@code PolledOutput} let Ctrl-C reach a pipe: a helper thread waits for the bytes, while
 * the Lua thread polls and is never interrupted itself. {@link luahome.lua.lib.file.ShellProcess} runs commands as C's
 * {@code system} and {@code popen} do.
 */
@NullMarked
package luahome.lua.lib.file;

import org.jspecify.annotations.NullMarked;
