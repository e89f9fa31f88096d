package luahome.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import luahome.store.StoreException.Kind;

/** An open file whose failures are {@link StoreException}s that name it. Methods are those of {@link DiskChannel}. */
final class DiskFile implements AutoCloseable {
    private Path path;
    private final DiskChannel channel;

    private DiskFile(Path path, DiskChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Opens a file of a disk. */
    static DiskFile open(Disk disk, String name, Disk.Access access) {
        Path path = disk.path(name);
        try {
            return new DiskFile(path, disk.open(name, access));
        } catch (IOException e) {
            throw DiskErrors.of(access == Disk.Access.READ ? "read" : "write", path, e);
        }
    }

    /** Where the file is, for the user to read. */
    Path path() {
        return path;
    }

    /** Says that the open file has another name now. */
    void renamedTo(Path newPath) {
        path = newPath;
    }

    int read(ByteBuffer into, long position) {
        try {
            return channel.read(into, position);
        } catch (IOException e) {
            throw DiskErrors.of("read", path, e);
        }
    }

    void write(ByteBuffer from, long position) {
        try {
            channel.write(from, position);
        } catch (IOException e) {
            throw DiskErrors.of("write", path, e);
        }
    }

    void force() {
        try {
            channel.force();
        } catch (IOException e) {
            throw DiskErrors.of("write", path, e);
        }
    }

    long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw DiskErrors.of("read", path, e);
        }
    }

    void truncate(long size) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            throw DiskErrors.of("write", path, e);
        }
    }

    boolean tryLock(LockByte at, boolean shared) {
        try {
            return channel.tryLock(at, shared);
        } catch (IOException e) {
            throw DiskErrors.of("lock", path, e);
        }
    }

    void unlock(LockByte at) {
        try {
            channel.unlock(at);
        } catch (IOException e) {
            throw DiskErrors.of("unlock", path, e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw DiskErrors.of("close", path, e);
        }
    }

    /** The exception that says that this file is broken. */
    StoreException damaged(String how) {
        return new StoreException(
                Kind.DAMAGED, path + " is damaged (" + how + "); restore the workspace from a backup", null);
    }
}
