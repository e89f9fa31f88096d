/**
 * Work over all pages of a store.
 *
 * <p>{@link luahome.store.maintenance.StoreCheck} compares what is said twice: pages with the index, counts with what
 * they count, records in use with records referred to; {@link luahome.store.maintenance.ReferenceCheck} follows
 * references from entry to table. Both report {@link luahome.store.Finding}s and change nothing.
 * {@link luahome.store.maintenance.StoreCopy} copies tables and revisions into an empty store, without the holes that
 * changes left: that is how a file is compacted.
 *
 * <p>Each runs within one state of the store and tells how far it is through {@link luahome.store.Progress}, which may
 * throw to stop it; then nothing has happened. Memory is bounded by about a byte for each object of the store
 * ({@link luahome.store.IdSet}, {@code IdMap}).
 */
@NullMarked
package luahome.store.maintenance;

import org.jspecify.annotations.NullMarked;
