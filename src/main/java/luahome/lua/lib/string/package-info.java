/**
 * The library {@code string}, on bytes.
 *
 * <p>{@link luahome.lua.lib.string.LuaStringLib} is the library's table and its simple functions. Patterns:
 * {@code PatternFunctions} and {@code Substitution} are the functions; {@code LuaPattern} backtracks over the items
 * that {@code PatternItems} reads. Formats: {@code LuaFormat} goes through a format,
 * {@code FormatSpec} is one conversion, {@code FloatFormat} writes
 * doubles as C's printf does.
 *
 * <p>No locale, no time zone and no default charset has an influence. A match polls the interrupt, and recursion has
 * C's limits.
 */
@NullMarked
package luahome.lua.lib.string;

import org.jspecify.annotations.NullMarked;
