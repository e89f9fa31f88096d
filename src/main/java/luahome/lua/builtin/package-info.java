/**
 * How a built-in function is written.
 *
 * <p>{@link luahome.lua.builtin.LibraryFunction} is a function made of a name and a lambda;
 * {@link luahome.lua.builtin.LuaArguments} takes its arguments with Lua's coercions and refuses them in Lua's words
 * ({@link luahome.lua.builtin.ArgumentError}). {@link luahome.lua.builtin.Library} adds functions to a library's table.
 * {@link luahome.lua.builtin.BuiltinNames} gives them the names by which messages and the store know them.
 *
 * <p>A function that calls back into Lua ({@code table.sort}, {@code string.gsub}) does not call: it answers a
 * {@link luahome.lua.builtin.CallRequest}, which says what is to be called and what takes the results. So it costs no
 * Java stack, and a coroutine may yield in the callback. {@link luahome.lua.builtin.CallbackFunctions} makes such
 * functions.
 *
 * <p>One library belongs to one machine and is used by its thread.
 */
@NullMarked
package luahome.lua.builtin;

import org.jspecify.annotations.NullMarked;
