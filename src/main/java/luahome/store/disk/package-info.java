/**
 * Files, and locks between processes: all that the store asks of the operating system.
 *
 * <p>{@link luahome.store.disk.Disk} is the directory of a workspace, {@link luahome.store.disk.DiskChannel} an open
 * file in it; {@link luahome.store.disk.FileDisk} is the real one, and the tests put one underneath that loses power or
 * runs full. {@link luahome.store.disk.DiskFile} is an open file whose failures are sentences for the user
 * ({@link luahome.store.disk.DiskErrors}).
 *
 * <p><b>Locks.</b> One process writes, any number read. Locks are taken on bytes far beyond the end of any file
 * ({@link luahome.store.disk.LockByte} lists them), so they are never written; between processes they are the operating
 * system's, which lets go of them when a process dies. {@link luahome.store.disk.WorkspaceLock} keeps a second writer
 * out and says who the first one is; {@link luahome.store.disk.LockRetry} waits for locks that are held for moments.
 *
 * <p>Nothing in here knows what the files contain. Positions and sizes are in bytes. Closing any channel on a file
 * drops all locks that the process has on it, so the files of a workspace are opened here and nowhere else.
 */
@NullMarked
package luahome.store.disk;

import org.jspecify.annotations.NullMarked;
