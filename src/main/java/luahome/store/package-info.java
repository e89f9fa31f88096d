/**
 * Bytes on disk: numbered tables of sorted entries, changed in transactions, marked by revisions. Nothing in here or
 * below knows of Lua; keys and values are bytes.
 *
 * <p>This package is what others see of the store: {@link luahome.store.TableStore}, the one interface, with the
 * records that it answers ({@link luahome.store.TableInfo}, {@link luahome.store.Revision},
 * {@link luahome.store.StoreInfo}, {@link luahome.store.Finding}, {@link luahome.store.IoCounters}), and how IDs, tags
 * and references look as bytes ({@link luahome.store.ObjectIds}, {@link luahome.store.Tags},
 * {@link luahome.store.References}). What does the work stands on floors of its own, each of which sees only those
 * below it:
 *
 * <ol>
 *   <li>{@code store.workspace}: a store as a whole: opened, backed up, restored, salvaged.
 *   <li>{@code store.maintenance}: work over all pages of a store: checking and copying.
 *   <li>{@code store.table}: tables as sorted pages of entries, found through an index; large values; revisions.
 *       MapDB's records are its disk.
 *   <li>{@code store.volume}: the file that MapDB believes to write to: pages that are checksummed and journaled, and
 *       take effect together at commit.
 *   <li>{@code store.disk}: the few file operations and locks that all this rests on.
 * </ol>
 *
 * <p><b>Guarantees.</b>
 *
 * <ul>
 *   <li>A commit is durable when it returns, and whole or absent whenever the process or the machine stops. A commit
 *       that fails leaves the last one in place, and work goes on after a rollback.
 *   <li>Opening recovers by reading the journal. A state that a crash cannot have left is refused as damaged and not
 *       touched.
 *   <li>Every page is checked when it is first read after opening, so a changed byte is noticed, not believed.
 *   <li>Counted on are a disk that keeps what it has said is forced, and that a write which power interrupts does not
 *       spoil bytes before it in the same sector; and a file system on which locks work.
 * </ul>
 *
 * <p><b>Failures</b> are {@link luahome.store.StoreException}s: one sentence that names the file and says what to do.
 *
 * <p><b>Threads.</b> One thread at a time uses a store. It must never be interrupted by
 * {@link java.lang.Thread#interrupt}: that closes the file under it for good.
 */
@NullMarked
package luahome.store;

import org.jspecify.annotations.NullMarked;
