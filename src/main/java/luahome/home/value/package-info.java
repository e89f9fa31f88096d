/**
 * Tables, functions and variables as Lua code sees them, persistent or not.
 *
 * <p>{@link luahome.home.value.HomeTable} is every table that Lua code creates. Its entries lie in
 * {@link luahome.home.value.RawTable}, a list part and a hash part of ours: LuaJ's hash turns
 * {@code t.x = 1; t.x = "10"} into a number, and its order after a reload cannot be foreseen.
 * {@link luahome.home.value.HomeFunction} is every function that Lua code creates: {@link luahome.home.value.Code},
 * which closures share, and a {@link luahome.home.value.Cell} for each variable around it.
 * {@link luahome.home.value.CodeText} is what is stored of code: its text, never instructions, so that damage cannot
 * crash what runs it.
 *
 * <p><b>Watching.</b> A table that is more than a plain one has a {@link luahome.home.value.Tracker}, which is asked
 * before its entries are touched and told of each change: its persistence
 * ({@link luahome.home.value.TablePersistence}), weak entries, protected keys, or that its entries are gone. A table
 * without one pays one test for null. Functions and cells know their persistence the same way
 * ({@link luahome.home.value.Persistence}); what it does is the business of {@code home.space}, and this package knows
 * nothing of it.
 *
 * <p>Some members go round the watching ({@code persistence}, {@code forget}, {@code lose}, {@code put}, {@code layOut}
 * and the like). They are there for {@code home.space} alone, which keeps memory and store in step. Raw reading for
 * others is {@link luahome.home.value.RawEntries} and {@link luahome.home.value.HomeTable#forEach}, which run no code
 * and load nothing.
 */
@NullMarked
package luahome.home.value;

import org.jspecify.annotations.NullMarked;
