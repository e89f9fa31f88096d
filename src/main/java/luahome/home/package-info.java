/**
 * The persistent object model: Lua tables and functions that are there again tomorrow.
 *
 * <p><b>What lives here.</b> {@link luahome.home.value.HomeTable} is every table that Lua code creates. It begins transient, a
 * plain Lua table, and pays nothing for what it might become. When it is assigned into a persistent table it is
 * <em>adopted in place</em> with all that it reaches ({@code Admission}): it gets a number and a {@code TableState},
 * and stays the same object, so identity, sharing and cycles need no further thought. {@code ObjectSpace} maps numbers to
 * objects, at most one per number at a time, and brings entries into memory when a ghost is touched.
 * {@link luahome.home.Home} is the door for everybody else.
 *
 * <p><b>States of a table.</b> Transient; fresh (adopted since the last commit); resident (entries in memory, perhaps with
 * changes); ghost (entries only in the store). Reads of a resident table are reads of a plain one; writes also note the
 * key. {@code ResidentSet} turns clean tables that were not used of late into ghosts when memory grows short.
 * A table too large for memory is paged ({@code PagedEntries}): its entries stay in the store, behind a small cache. When
 * much was changed, the transaction hands the changes over to the store's uncommitted one, so that they can leave memory.
 * Who only wants to look ({@link luahome.home.space.KeySearch}) goes through the store's index and loads nothing.
 *
 * <p><b>Functions.</b> {@link luahome.home.value.HomeFunction} is every function that Lua code creates: {@link
 * luahome.home.value.Code}, which its closures share, and a {@link luahome.home.value.Cell} for each variable around it. All three are
 * objects with a number of their own ({@code Kind}), so that what is shared stays shared. Of code the text is stored, never
 * instructions; it is compiled when a function is first used. Functions are adopted as tables are, but their code and cells
 * only at the commit, and so is what the cells hold, since until then variables still change. Built-in functions and
 * library tables are stored by name ({@code Builtins}).
 *
 * <p><b>Garbage.</b> {@code Collector} marks and sweeps the store in small steps inside commits, paced by {@code
 * Reclaiming}. What the session has in memory, and all that a revision needs, is kept.
 *
 * <p><b>Transactions.</b> {@code Transaction} knows the dirty tables. A commit writes what changed and those fresh tables
 * that can be reached from it; a rollback turns dirty tables into ghosts and fresh ones into transient tables. Whatever
 * fails, memory and disk show the same state afterwards: the last committed one.
 *
 * <p><b>What never does.</b> No file is touched here (that is {@link luahome.store}), no Lua code is run ({@code
 * luahome.lua} supplies what executes functions), nothing is printed. Showing or listing runs no metamethod.
 *
 * <p><b>Threads.</b> Everything happens on the Lua thread. No state is static.
 */
@NullMarked
package luahome.home;

import org.jspecify.annotations.NullMarked;
