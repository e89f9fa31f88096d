/**
 * Lua 5.2's strings: numbers as text, `string.format`, patterns, and the string library.
 *
 * <p>A Lua string is a sequence of bytes. Everything here reads and writes {@code LuaString.m_bytes} between {@code
 * m_offset} and {@code m_offset + m_length}, takes bytes as unsigned, and never passes program data through a Java
 * String: that would damage whatever is not UTF-8. No locale, no time zone and no default charset has an influence.
 *
 * <p>What a program sees here is what PUC Lua 5.2 on Linux shows, down to the words of its error messages, because
 * LuaJ's own library differs in dozens of places. The tests ask a real {@code lua5.2} where one is installed.
 *
 * <ul>
 *   <li>{@link luahome.lua.lib.LuaNumbers}: {@code tostring} and {@code tonumber} of numbers.
 *   <li>{@link luahome.lua.lib.DecimalDigits}: the exact decimal digits of a double, correctly rounded.
 * </ul>
 *
 * <p>Threads: no class keeps mutable static state; one library belongs to one machine and is used by its thread.
 */
@NullMarked
package luahome.lua.lib;

import org.jspecify.annotations.NullMarked;
