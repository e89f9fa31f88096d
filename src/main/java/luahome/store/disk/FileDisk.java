package luahome.store.disk;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A directory of the real file system. */
public final class FileDisk implements Disk {
    private static final boolean WINDOWS = File.separatorChar == '\\';

    private final Path directory;

    /** Looks at an existing directory. */
    public FileDisk(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    @Override
    public Path path(String name) {
        return directory.resolve(name);
    }

    @Override
    public Path directory() {
        return directory;
    }

    @Override
    public Object identity() throws IOException {
        return directory.toRealPath();
    }

    @Override
    public boolean exists(String name) throws IOException {
        Path path = path(name);
        if (Files.notExists(path)) {
            return false;
        }
        // Fails with the reason when the answer is unknown, as in a directory that may not be searched.
        Files.readAttributes(path, BasicFileAttributes.class);
        return true;
    }

    @Override
    public @Nullable Object identity(String name) throws IOException {
        return Files.readAttributes(path(name), BasicFileAttributes.class).fileKey();
    }

    @Override
    public Object stamp(String name) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path(name), BasicFileAttributes.class);
        return List.of(attributes.lastModifiedTime(), attributes.size());
    }

    @Override
    public DiskChannel open(String name, Access access) throws IOException {
        Path path = path(name);
        return new Channel(
                access == Access.READ
                        ? FileChannel.open(path, StandardOpenOption.READ)
                        : FileChannel.open(
                                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void takeAccess(String name, String from) throws IOException {
        FileOwnership.take(path(name), path(from));
    }

    @Override
    public void delete(String name) throws IOException {
        Files.deleteIfExists(path(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        if (WINDOWS) {
            return; // a directory cannot be opened there, and NTFS journals its entries
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static final class Channel implements DiskChannel {
        private final FileChannel channel;
        private final Map<LockByte, FileLock> locks = new EnumMap<>(LockByte.class);

        private Channel(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer into, long position) throws IOException {
            int start = into.position();
            while (into.hasRemaining()) {
                if (channel.read(into, position + into.position() - start) < 0) {
                    break;
                }
            }
            return into.position() - start;
        }

        @Override
        public void write(ByteBuffer from, long position) throws IOException {
            int start = from.position();
            while (from.hasRemaining()) {
                channel.write(from, position + from.position() - start);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public boolean tryLock(LockByte at, boolean shared) throws IOException {
            try {
                FileLock lock = channel.tryLock(at.position(), 1, shared);
                if (lock != null) {
                    locks.put(at, lock);
                }
                return lock != null;
            } catch (OverlappingFileLockException e) {
                return false;
            }
        }

        @Override
        public void unlock(LockByte at) throws IOException {
            FileLock lock = locks.remove(at);
            if (lock != null) {
                lock.release();
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
