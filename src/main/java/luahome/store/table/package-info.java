/**
 * Tables as runs of sorted pages of entries, in records that MapDB keeps.
 *
 * <p><b>Records.</b> {@link luahome.store.table.RecordStore} keeps byte arrays under numbers, in MapDB's
 * {@code StoreDirect} over a volume: the one class that stores something through MapDB. MapDB's own transactions are
 * not used, since they do not survive a crash; the volume below has its own, of which MapDB knows nothing.
 *
 * <p><b>Tables.</b> A table is a run of pages ({@link luahome.store.table.PageReader},
 * {@link luahome.store.table.PageWriter}: the format, made for finding one key without decoding the rest), which one
 * index finds by table ID and first key ({@link luahome.store.table.IndexTree}, a B+ tree: MapDB's own never frees
 * emptied nodes). {@link luahome.store.table.TablePages} reads, {@link luahome.store.table.TableWriter} changes: each
 * page touched is read once, merged with the changes of its range ({@code PageRewrite}) and written
 * once. Values over 2 KiB are kept beside the pages ({@link luahome.store.table.OverflowValues}).
 *
 * <p><b>Revisions</b> ({@link luahome.store.table.Revisions}). Time is cut into epochs; what stood in a page before its
 * first change in an epoch is kept by its range of keys ({@link luahome.store.table.BeforeImages}). Going back costs
 * what changed. {@link luahome.store.table.Superblock} is the first record, from which all else is found.
 *
 * <p>What does not decode is damage, and raised as such with the file's name;
 * {@link luahome.store.table.ReadableEntries} goes on with what can be read, for checks and repair.
 */
@NullMarked
package luahome.store.table;

import org.jspecify.annotations.NullMarked;
