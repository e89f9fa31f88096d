/**
 * Text in bytes, as Lua has it, without Lua.
 *
 * <p>{@link luahome.text.Utf8} turns Lua's bytes into Java text and back, one well-formed UTF-8 sequence at a time;
 * what is not UTF-8, and what could steer a terminal, is shown as {@code \ddd}. {@link luahome.text.TextMatcher} finds
 * a text in strings, capital and small letters being the same.
 *
 * <p>It stands below everything else and uses nothing of luahome. Stateless; any thread.
 */
@NullMarked
package luahome.text;

import org.jspecify.annotations.NullMarked;
