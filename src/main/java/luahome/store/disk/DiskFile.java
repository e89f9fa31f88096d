package luahome.store.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Objects;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import org.jspecify.annotations.Nullable;

/** An open file whose failures are {@link StoreException}s that name it. Methods are those of {@link DiskChannel}. */
public final class DiskFile implements AutoCloseable {
    private final Disk disk;
    private String name;
    private final DiskChannel channel;
    /** What tells the open file from others that take its name; null if nothing does. */
    private final @Nullable Object identity;

    private DiskFile(Disk disk, String name, DiskChannel channel, @Nullable Object identity) {
        this.disk = disk;
        this.name = name;
        this.channel = channel;
        this.identity = identity;
    }

    /** Opens a file of a disk. */
    public static DiskFile open(Disk disk, String name, Disk.Access access) {
        String doing = access == Disk.Access.READ ? "read" : "write";
        DiskChannel channel;
        try {
            channel = disk.open(name, access);
        } catch (IOException e) {
            throw DiskErrors.of(doing, disk.path(name), e);
        }
        try {
            return new DiskFile(disk, name, channel, disk.identity(name));
        } catch (IOException e) {
            StoreException failure = DiskErrors.of(doing, disk.path(name), e);
            try {
                channel.close();
            } catch (IOException closing) {
                failure.addSuppressed(closing);
            }
            throw failure;
        }
    }

    /** Where the file is, for the user to read. */
    public Path path() {
        return disk.path(name);
    }

    /** Says that the open file has another name now. */
    public void renamedTo(String newName) {
        name = newName;
    }

    /**
     * Makes sure that the open file still is the one that has its name. One that somebody moved, removed or replaced
     * can go on being read and written, but what is written there is not where the next opening looks for it.
     *
     * @throws StoreException if it is not
     */
    public void requireInPlace() {
        Object found;
        try {
            found = disk.identity(name);
        } catch (NoSuchFileException | NotDirectoryException e) {
            throw lost(e);
        } catch (IOException e) {
            throw DiskErrors.of("read", path(), e);
        }
        if (!Objects.equals(found, identity)) {
            throw lost(null);
        }
    }

    /** See {@link Disk#stamp}. */
    public Object stamp() {
        try {
            return disk.stamp(name);
        } catch (IOException e) {
            throw DiskErrors.of("read", path(), e);
        }
    }

    private StoreException lost(@Nullable IOException cause) {
        return new StoreException(
                Kind.LOST,
                path() + " was moved, removed or replaced while luahome had it open; put it back and try again, or save"
                        + " with :backup what is committed",
                cause);
    }

    /** See {@link DiskChannel#read}. */
    public int read(ByteBuffer into, long position) {
        try {
            return channel.read(into, position);
        } catch (IOException e) {
            throw DiskErrors.of("read", path(), e);
        }
    }

    /** See {@link DiskChannel#write}. */
    public void write(ByteBuffer from, long position) {
        try {
            channel.write(from, position);
        } catch (IOException e) {
            throw DiskErrors.of("write", path(), e);
        }
    }

    /** See {@link DiskChannel#force}. */
    public void force() {
        try {
            channel.force();
        } catch (IOException e) {
            throw DiskErrors.of("write", path(), e);
        }
    }

    /** See {@link DiskChannel#size}. */
    public long size() {
        try {
            return channel.size();
        } catch (IOException e) {
            throw DiskErrors.of("read", path(), e);
        }
    }

    /** See {@link DiskChannel#truncate}. */
    public void truncate(long size) {
        try {
            channel.truncate(size);
        } catch (IOException e) {
            throw DiskErrors.of("write", path(), e);
        }
    }

    /** See {@link DiskChannel#tryLock}. */
    public boolean tryLock(LockByte at, boolean shared) {
        try {
            return channel.tryLock(at, shared);
        } catch (IOException e) {
            throw DiskErrors.of("lock", path(), e);
        }
    }

    /** See {@link DiskChannel#unlock}. */
    public void unlock(LockByte at) {
        try {
            channel.unlock(at);
        } catch (IOException e) {
            throw DiskErrors.of("unlock", path(), e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw DiskErrors.of("close", path(), e);
        }
    }

    /** The exception that says that this file is broken. */
    public StoreException damaged(String how) {
        return new StoreException(
                Kind.DAMAGED, path() + " is damaged (" + how + "); restore the workspace from a backup", null);
    }
}
