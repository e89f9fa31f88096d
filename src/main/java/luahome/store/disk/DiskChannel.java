package luahome.store.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** An open file on a {@link Disk}. Positions are in bytes from the file's start. */
public interface DiskChannel extends Closeable {
    /** Fills the rest of the buffer, or as much as the file has from the position on; answers how many bytes came. */
    int read(ByteBuffer into, long position) throws IOException;

    /** Writes the rest of the buffer; the file grows as needed. */
    void write(ByteBuffer from, long position) throws IOException;

    /** Makes everything written so far durable, the file's length included. */
    void force() throws IOException;

    /** The file's length. */
    long size() throws IOException;

    /** Cuts the file off at a length. */
    void truncate(long size) throws IOException;

    /** Takes a lock on a reserved byte, without waiting; false if another process holds a conflicting one. */
    boolean tryLock(LockByte at, boolean shared) throws IOException;

    /** Gives up the lock on a reserved byte; does nothing if this channel does not hold it. */
    void unlock(LockByte at) throws IOException;
}
