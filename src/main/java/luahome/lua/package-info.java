/**
 * The Lua machine: compiles and runs Lua 5.2. {@link luahome.lua.LuaMachine} is the way in.
 *
 * <p>LuaJ gives the values, strings and numbers, and compiles tokens into prototypes; what reads source text and what
 * runs the prototypes is written here, from the meaning of Lua 5.2's instructions. From top to bottom:
 *
 * <ol>
 *   <li>{@code lua.doc}: what is known of the library's functions.
 *   <li>{@code lua.lib}: the libraries, with {@code lua.lib.string}, {@code lua.lib.date}, {@code lua.lib.file}.
 *   <li>{@code lua.debug}: the library {@code debug}, as far as frames tell.
 *   <li>{@code lua.run}: the loop that runs code: frames, errors, coroutines.
 *   <li>{@code lua.text}: from source text to code, and the text of functions.
 *   <li>{@code lua.builtin}: how a built-in function is written.
 *   <li>{@code lua.value}: numbers, strings and bytes as Lua has them.
 * </ol>
 *
 * <p><b>Rules.</b> Every table is a HomeTable, the global and library tables included. Text is bytes: nothing that a
 * program says passes through a Java String but in Latin-1, one char a byte.
 *
 * <p><b>Threads.</b> One machine per process, because LuaJ keeps the metatables of strings and functions in static
 * fields; used by one thread; only {@code interrupt} may be called from others.
 */
@NullMarked
package luahome.lua;

import org.jspecify.annotations.NullMarked;
