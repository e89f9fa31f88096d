/**
 * The store of a workspace as a whole: where everybody above the store comes in.
 *
 * <p>{@link luahome.store.workspace.PagedStore#open} opens a directory for reading or writing and answers a
 * {@link luahome.store.TableStore}: tables in pages, pages in MapDB's records, records in a journaled file.
 * {@link luahome.store.workspace.Backups} writes a home file that stands alone, reads and checks one, and puts one in a
 * workspace's place; the old file counts until the new one is whole. {@link luahome.store.workspace.Salvage} saves from
 * a damaged workspace what can be read, into a new file beside it.
 *
 * <p>A reader sees the commits that the writer has published when it opens, and keeps the writer from changing the home
 * file or beginning the journal anew for as long as it stays; the journal grows meanwhile.
 */
@NullMarked
package luahome.store.workspace;

import org.jspecify.annotations.NullMarked;
