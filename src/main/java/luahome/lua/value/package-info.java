/**
 * Numbers, strings and bytes as Lua 5.2 has them.
 *
 * <p>A Lua string is a sequence of bytes. Everything here reads and writes {@code LuaString.m_bytes} between
 * {@code m_offset} and {@code m_offset + m_length}, takes bytes as unsigned, and never passes program data through a
 * Java String: that would damage whatever is not UTF-8. {@link luahome.lua.value.Latin1} puts messages together from
 * Java strings in which each char is one byte. No locale and no default charset has an influence.
 *
 * <p>{@link luahome.lua.value.LuaNumbers} is {@code tostring} and {@code tonumber};
 * {@link luahome.lua.value.DecimalDigits} finds the exact, correctly rounded digits,
 * {@code NumeralParser} reads them. {@link luahome.lua.value.LuaStrings} orders and slices.
 * {@link luahome.lua.value.InterruptCheck} is what everything that may take long asks, every few thousand steps at
 * most, so that Ctrl-C reaches it.
 *
 * <p>Stateless; any thread.
 */
@NullMarked
package luahome.lua.value;

import org.jspecify.annotations.NullMarked;
