/**
 * Finds the stored objects that nothing leads to any more, cycles included, and drops them.
 *
 * <p>{@link luahome.home.garbage.Collector} is an incremental mark and sweep over the store, in three colours: it reads
 * references from pages, brings no object into memory, and works in small steps inside commits.
 * {@link luahome.home.garbage.GarbagePacer} decides when it begins and how long a step may be, by counting references
 * that were overwritten or removed since the last collection.
 *
 * <p><b>Roots</b> are the root table, the tables that {@code ext.table} made, what the session has in memory, and what
 * a revision needs. The write barrier is the commit: it tells of each reference that it writes
 * ({@link luahome.home.garbage.Collector#meet}). Numbers are never used again, so what was dropped cannot be mistaken
 * for something else.
 */
@NullMarked
package luahome.home.garbage;

import org.jspecify.annotations.NullMarked;
