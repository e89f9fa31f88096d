/**
 * Bytes on disk: numbered tables of sorted entries, changed in transactions, marked by revisions. Nothing in here knows
 * of Lua; keys and values are bytes. MapDB is used here and nowhere else.
 *
 * <p><b>Layers</b>, each of which sees only the one below it:
 *
 * <ol>
 *   <li>{@link luahome.store.TableStore}: the one interface that other packages see. {@link luahome.store.workspace.PagedStore} keeps a
 *       table as a run of sorted pages of entries, found through one index ({@link luahome.store.table.TablePages}); values
 *       over 2 KiB are kept beside them; what changes after a revision is kept as it was ({@link
 *       luahome.store.table.Revisions}).
 *   <li>MapDB ({@code StoreDirect}, behind {@link luahome.store.table.RecordStore}): records. It is used without its own transactions, which do not
 *       survive a crash, and knows nothing of the ones below it.
 *   <li>{@link luahome.store.volume.TransactionalVolume}, made by {@link luahome.store.volume.JournaledVolume}: the one file that
 *       MapDB believes to write to, as 4 KiB pages (not those of the tables) that are checksummed and whose changes take
 *       effect together at commit.
 *   <li>{@link luahome.store.disk.Disk}: the few file operations all this rests on, so that tests can put a disk underneath
 *       that loses power or runs full.
 * </ol>
 *
 * <p><b>Files</b>, in the directory that is the workspace. {@code home.db} ({@link luahome.store.volume.HomeFile}) has the pages
 * as of the last checkpoint, with their checksums. {@code home.db.wal} ({@link luahome.store.volume.Journal}) has those that
 * were committed since; it also carries the lock that keeps other processes out, and its holder's process ID, so it is
 * never removed or replaced. After a clean close it is empty and {@code home.db} stands alone; after a crash both belong
 * together. Both begin with magic, format version and the workspace's unique ID ({@link luahome.store.volume.FileHeader}).
 * {@code home.db.new} ({@link luahome.store.volume.NewHomeFile}) exists only while a workspace is being created, compacted or
 * restored. A backup ({@link luahome.store.workspace.Backups}) is a home file that stands alone.
 *
 * <p><b>Processes.</b> One writes, any number read ({@link luahome.store.disk.LockByte} lists the locks). A reader sees the
 * commits that the writer has said are durable when it opens, and keeps the writer from changing the home file or
 * beginning the journal anew ({@link luahome.store.volume.ReaderExclusion}) for as long as it stays; the journal grows meanwhile.
 *
 * <p><b>Guarantees.</b>
 *
 * <ul>
 *   <li>A commit is durable when it returns, and whole or absent whenever the process or the machine stops. A commit that
 *       fails leaves the last one in place, and work goes on after a rollback.
 *   <li>Opening recovers by reading the journal. A state that a crash cannot have left is refused as damaged and not
 *       touched.
 *   <li>Every page is checked when it is first read after opening, so a changed byte is noticed, not believed; so is a
 *       journal that is damaged, cut off or gone with commits in it. What cannot be noticed is damage of the last commit
 *       if power failed before the word of it ({@link luahome.store.volume.Journal#publish}) was on the disk too.
 *   <li>What a broken journal leaves can be read: the commits before the damage ({@link luahome.store.volume.DamagedJournalRecovery}).
 *   <li>Before a commit, before a new home file takes its place, and at the end a writer makes sure that the files it has
 *       open still are those at the path: locks are on files, and say nothing of what took their place.
 *   <li>Counted on are a disk that keeps what it has said is forced, and that a write which power interrupts does not
 *       spoil bytes before it in the same sector; and a file system on which locks work.
 * </ul>
 *
 * <p><b>Failures</b> are {@link luahome.store.StoreException}s: one sentence that names the file and says what to do.
 *
 * <p><b>Threads.</b> One thread at a time uses a store. It must never be interrupted by {@link
 * java.lang.Thread#interrupt}: that closes the file under it for good.
 */
@NullMarked
package luahome.store;

import org.jspecify.annotations.NullMarked;
