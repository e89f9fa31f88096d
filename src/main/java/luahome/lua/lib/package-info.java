/**
 * Lua 5.2's strings: numbers as text, formats, patterns, dates, and the library {@code string}.
 *
 * <p>A Lua string is a sequence of bytes. Everything here reads and writes {@code LuaString.m_bytes} between {@code
 * m_offset} and {@code m_offset + m_length}, takes bytes as unsigned, and never passes program data through a Java
 * String: that would damage whatever is not UTF-8. No locale, no time zone and no default charset has an influence.
 *
 * <p>What a program sees here is what PUC Lua 5.2 on Linux shows, down to the words of its error messages, because
 * LuaJ's own library differs in dozens of places. The tests ask a real {@code lua5.2} where one is installed.
 *
 * <ul>
 *   <li>Numbers: {@link luahome.lua.value.LuaNumbers} is {@code tostring} and {@code tonumber}; {@link
 *       luahome.lua.value.DecimalDigits} finds the exact, correctly rounded digits, {@link
 *       luahome.lua.value.NumeralParser} reads them.
 *   <li>Strings: {@link luahome.lua.lib.string.LuaStringLib} is the library's table and its simple functions; {@link
 *       luahome.lua.value.LuaStrings} orders and slices for everyone.
 *   <li>Patterns: {@link luahome.lua.lib.string.PatternFunctions} and {@link luahome.lua.lib.string.Substitution} are the functions;
 *       {@link luahome.lua.lib.string.LuaPattern} backtracks over the items that {@link luahome.lua.lib.string.PatternItems} reads.
 *   <li>Formats: {@link luahome.lua.lib.string.LuaFormat} goes through a format, {@link luahome.lua.lib.string.FormatSpec} is one
 *       conversion, {@link luahome.lua.lib.string.FloatFormat} writes doubles.
 *   <li>Dates: {@link luahome.lua.lib.date.OsDate} is {@code os.date} and {@code os.time} over {@link
 *       luahome.lua.lib.date.DateFormat} and {@link luahome.lua.lib.date.DaylightSaving}.
 *   <li>Files: {@link luahome.lua.lib.file.IoLib} is the library, {@link luahome.lua.lib.file.FileHandle} an open file, {@link
 *       luahome.lua.lib.file.FileOpener} opens them and words what went wrong; {@link luahome.lua.lib.file.OpenFiles} closes what a
 *       program forgets. {@link luahome.lua.lib.file.PolledInput} and {@link luahome.lua.lib.file.PolledOutput} let Ctrl-C reach a
 *       pipe: a helper thread waits, while the Lua thread polls.
 *   <li>Java: {@link luahome.lua.lib.JavaLib} hands LuaJ's {@code luajava} out where that is asked for.
 *   <li>Calls: {@link luahome.lua.builtin.LibraryFunction} is a named function made of a lambda, {@link
 *       luahome.lua.builtin.LuaArguments} takes its arguments with Lua's coercions, {@link luahome.lua.builtin.ArgumentError}
 *       refuses them.
 * </ul>
 *
 * <p>What lives elsewhere: the interpreter, which this package never calls except through values that a program
 * passed in (a replacement function, a metamethod) and through the two seams that {@code register} takes: {@link
 * luahome.lua.builtin.ToString}, and {@link luahome.lua.value.InterruptCheck}, which everything that may take long polls.
 * Nothing here recurses deeper than a fixed limit, nothing keeps the text of a program.
 *
 * <p>Threads: no class keeps mutable static state; one library belongs to one machine and is used by its thread.
 */
@NullMarked
package luahome.lua.lib;

import org.jspecify.annotations.NullMarked;
