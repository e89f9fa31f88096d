/**
 * The stored objects of a workspace as objects in memory, and the transaction over them.
 *
 * <p>{@link luahome.home.space.ObjectSpace} maps numbers to objects: at any time at most one stands for a number, so
 * that identity in Lua is identity of numbers. What makes an object persistent is its state
 * ({@link luahome.home.space.ObjectState}): a number, and whether the store has it yet.
 *
 * <p><b>States of a table</b> ({@link luahome.home.space.TableState}). Fresh (adopted since the last commit); resident
 * (entries in memory, perhaps with changes, {@code DirtyKeys}); ghost (entries only in the store). Reads of a resident
 * table are reads of a plain one. {@link luahome.home.space.ResidentSet} turns clean tables that were not used of late
 * into ghosts when memory grows short. A table too large for memory is paged ({@code PagedEntries}): its entries stay
 * in the store, behind a small cache. So are those of a large ghost at first, until it is gone through, or was looked
 * into so often that loading it would have been cheaper. Functions, cells and code have states of their own; of functions, code and cells
 * are read when they are first used ({@code FunctionCodec}).
 *
 * <p><b>Adoption</b> ({@link luahome.home.space.Adoption}) is all or nothing: everything that a value reaches is looked
 * at before any of it gets a number. Code and cells are adopted only at the commit, and so is what cells hold, since
 * until then variables still change.
 *
 * <p><b>Transaction</b> ({@link luahome.home.space.Transaction}). It knows the dirty objects. A commit writes what
 * changed and those fresh objects that can be reached from it ({@code FreshObjects}); a rollback turns dirty tables
 * into ghosts and fresh ones into transient tables. When much was changed it hands the changes over to the store's
 * uncommitted transaction, so that they can leave memory. Objects that do not exist in a revision that is loaded become
 * transient ({@code DetachedObjects}).
 *
 * <p>Who only wants to look ({@link luahome.home.space.KeySearch}) goes through the store's index and loads nothing.
 * {@link luahome.home.space.ObjectPaths} says where an object hangs, for messages.
 */
@NullMarked
package luahome.home.space;

import org.jspecify.annotations.NullMarked;
