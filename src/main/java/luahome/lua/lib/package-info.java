/**
 * Lua 5.2's libraries, and luahome's own.
 *
 * <p>{@link luahome.lua.lib.Libraries} puts the global table together. A library is a class of its own:
 * {@code BaseLib}, {@code TableLib}, {@code MathLib}, {@code Bit32Lib}, {@code OsLib}, {@code PackageLib},
 * {@code LoadLib}; {@code lua.lib.string} and {@code lua.lib.file} have packages; coroutines and protected calls are
 * {@code ControlLib}, beside the loop in {@code lua.run}. {@code ExtLib} is {@code ext}, what a program
 * can do with persistent tables beyond using them. {@link luahome.lua.lib.Sandbox} takes away what reaches beyond the
 * workspace; {@link luahome.lua.lib.JavaLib} hands LuaJ's {@code luajava} out where that is asked for.
 *
 * <p>What a program sees here is what PUC Lua 5.2 on Linux shows, down to the words of its error messages, because
 * LuaJ's own library differs in dozens of places. The tests ask a real {@code lua5.2} where one is installed.
 *
 * <p>A library calls the machine through {@link luahome.lua.lib.ChunkLoader} only. Nothing recurses deeper than a fixed
 * limit, nothing keeps the text of a program, and everything that may take long polls an
 * {@link luahome.lua.value.InterruptCheck}.
 */
@NullMarked
package luahome.lua.lib;

import org.jspecify.annotations.NullMarked;
