/**
 * One file that changes in transactions: what MapDB believes to be its disk.
 *
 * <p>{@link luahome.store.volume.TransactionalVolume} is the file as those above see it: bytes at offsets whose changes
 * take effect together at commit. {@link luahome.store.volume.JournaledVolume} makes it of two files; the model is the
 * write-ahead log of SQLite. Its pages (4 KiB, {@link luahome.store.volume.PageFormat}) are not those of the tables.
 *
 * <p><b>Files.</b> {@code home.db} ({@link luahome.store.volume.HomeFile}) has the pages as of the last checkpoint,
 * with their checksums. {@code home.db.wal} ({@link luahome.store.volume.Journal}) has those that were committed since;
 * it also carries the lock that keeps other writers out, and its holder's process ID, so it is never removed or
 * replaced. After a clean close it is empty and {@code home.db} stands alone; after a crash both belong together. Both
 * begin with magic, format version and the workspace's unique ID ({@link luahome.store.volume.FileHeader}).
 * {@code home.db.new} ({@link luahome.store.volume.NewHomeFile}) exists only while a workspace is being created,
 * compacted or restored.
 *
 * <p><b>Commit.</b> Changed pages go into the journal as frames, each linked to the one before it by a running
 * checksum; the last one of a commit says so; then the file is forced. Behind it the count of durable commits is
 * published for readers ({@code PublishedCommits}), unforced.
 * {@code Checkpoint} copies pages home when the journal is long;
 * {@code ReaderExclusion} sees to it that no reader relies on the old ones then.
 *
 * <p><b>Opening</b> ({@link luahome.store.volume.VolumeOpener}) takes the lock, checks that both files are whole and
 * belong together, reads the journal ({@code JournalScan}), and only then changes anything. What a
 * damaged journal leaves is found by {@code DamagedJournalRecovery} and
 * {@code JournalSalvage}: the commits before the damage. What cannot be noticed is damage of the
 * last commit if power failed before its published count was on the disk too.
 *
 * <p>Before a commit, before a new home file takes its place, and at the end, a writer makes sure that the files it has
 * open still are those at the path: locks are on files, and say nothing of what took their place.
 */
@NullMarked
package luahome.store.volume;

import org.jspecify.annotations.NullMarked;
