/**
 * The persistent object model: Lua tables and functions that are there again tomorrow. {@link luahome.home.Home} is the
 * door for everybody else: the root table, numbers and objects, commit and rollback, save and load, garbage, listings
 * ({@link luahome.home.Home.ListedTable}) and the metadata that the contract names ({@link luahome.home.Metadata}).
 *
 * <p>Behind the door, from top to bottom:
 *
 * <ol>
 *   <li>{@code home.space}: the stored objects in memory, and the transaction over them.
 *   <li>{@code home.garbage}: finds and drops what nothing leads to.
 *   <li>{@code home.codec}: keys and values as bytes.
 *   <li>{@code home.value}: tables, functions and variables as Lua code sees them.
 * </ol>
 *
 * <p><b>The idea.</b> A table begins transient, a plain Lua table, and pays nothing for what it might become. When it
 * is assigned into a persistent table it is <em>adopted in place</em> with all that it reaches: it gets a number and a
 * state, and stays the same object, so identity, sharing and cycles need no further thought. Functions are adopted
 * likewise, with the variables around them that they use.
 *
 * <p><b>Transactions.</b> A commit writes what changed and those fresh objects that can be reached from it; a rollback
 * makes memory forget the changes. Whatever fails, memory and disk show the same state afterwards: the last committed
 * one.
 *
 * <p><b>What never does.</b> No file is touched here (that is {@code luahome.store}), no Lua code is run
 * ({@code luahome.lua} supplies what executes functions), nothing is printed. Showing or listing runs no metamethod.
 *
 * <p><b>Threads.</b> Everything happens on the Lua thread. No state is static.
 */
@NullMarked
package luahome.home;

import org.jspecify.annotations.NullMarked;
