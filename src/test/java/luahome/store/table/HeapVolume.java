package luahome.store.table;

import java.io.File;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreInfo;
import luahome.store.disk.Disk;
import luahome.store.volume.TransactionalVolume;
import org.jspecify.annotations.Nullable;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * A transactional volume in the heap. It outlives {@link #close}, so that a test can open it again, and can be told to
 * fail.
 */
public final class HeapVolume implements TransactionalVolume {
    private static final int PAGE = 4096;

    private final Bytes bytes = new Bytes();
    private boolean empty = true;
    private @Nullable StoreException failure;
    private int commits;

    /** From now on each commit fails so; null: no more. */
    public void failCommits(@Nullable StoreException with) {
        failure = with;
    }

    /** How many commits took effect. */
    public int commits() {
        return commits;
    }

    /** Overwrites committed bytes, as a defective disk would. */
    public void damage(long offset, byte[] with) {
        bytes.putData(offset, with, 0, with.length);
        bytes.before.clear();
    }

    @Override
    public Volume volume() {
        return bytes;
    }

    @Override
    public boolean isEmpty() {
        return empty;
    }

    /** Finds nothing: there are no checksums. */
    @Override
    public void verify(Consumer<StoreException> damage, Progress progress) {}

    /** Not supported: there is no file. */
    @Override
    public void backUp(Disk disk, String name, Progress progress) {
        throw new UnsupportedOperationException();
    }

    /** Not supported: there is no file. */
    @Override
    public void rewrite(Consumer<TransactionalVolume> filler) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void commit() {
        if (failure != null) {
            throw failure;
        }
        bytes.before.clear();
        bytes.committedPages = bytes.count;
        empty = false;
        commits++;
    }

    @Override
    public void rollback() {
        bytes.before.forEach((page, old) -> bytes.pages[page] = old);
        bytes.before.clear();
        for (int page = bytes.committedPages; page < bytes.count; page++) {
            bytes.pages[page] = new byte[PAGE];
        }
        bytes.count = bytes.committedPages;
    }

    @Override
    public StoreInfo info() {
        return new StoreInfo(Path.of("heap", "home.db"), (long) bytes.count * PAGE, 0, 1);
    }

    @Override
    public void close() {
        rollback();
    }

    /** The volume that MapDB sees. */
    private static final class Bytes extends Volume {
        private final Map<Integer, byte[]> before = new HashMap<>();
        private byte[][] pages = new byte[16][];
        private int count;
        private int committedPages;

        private byte[] read(long offset) {
            return pages[(int) (offset / PAGE)];
        }

        private byte[] write(long offset) {
            int page = (int) (offset / PAGE);
            if (page < committedPages && !before.containsKey(page)) {
                before.put(page, pages[page]);
                pages[page] = pages[page].clone();
            }
            return pages[page];
        }

        @Override
        public void ensureAvailable(long offset) {
            int wanted = (int) ((offset + PAGE - 1) / PAGE);
            if (wanted > pages.length) {
                pages = Arrays.copyOf(pages, Math.max(wanted, pages.length * 2));
            }
            for (; count < wanted; count++) {
                pages[count] = new byte[PAGE];
            }
        }

        @Override
        public void putByte(long offset, byte value) {
            write(offset)[(int) (offset % PAGE)] = value;
        }

        @Override
        public void putInt(long offset, int value) {
            ByteBuffer.wrap(write(offset)).putInt((int) (offset % PAGE), value);
        }

        @Override
        public void putLong(long offset, long value) {
            ByteBuffer.wrap(write(offset)).putLong((int) (offset % PAGE), value);
        }

        @Override
        public void putData(long offset, byte[] source, int from, int length) {
            for (int done = 0; done < length; ) {
                int at = (int) ((offset + done) % PAGE);
                int part = Math.min(length - done, PAGE - at);
                System.arraycopy(source, from + done, write(offset + done), at, part);
                done += part;
            }
        }

        @Override
        public void putData(long offset, ByteBuffer source) {
            byte[] data = new byte[source.remaining()];
            source.get(data);
            putData(offset, data, 0, data.length);
        }

        @Override
        public byte getByte(long offset) {
            return read(offset)[(int) (offset % PAGE)];
        }

        @Override
        public int getInt(long offset) {
            return ByteBuffer.wrap(read(offset)).getInt((int) (offset % PAGE));
        }

        @Override
        public long getLong(long offset) {
            return ByteBuffer.wrap(read(offset)).getLong((int) (offset % PAGE));
        }

        @Override
        public void getData(long offset, byte[] target, int to, int length) {
            for (int done = 0; done < length; ) {
                int at = (int) ((offset + done) % PAGE);
                int part = Math.min(length - done, PAGE - at);
                System.arraycopy(read(offset + done), at, target, to + done, part);
                done += part;
            }
        }

        @Override
        public DataInput2 getDataInput(long offset, int size) {
            byte[] data = new byte[size];
            getData(offset, data, 0, size);
            return new DataInput2.ByteArray(data);
        }

        @Override
        public void clear(long from, long to) {
            putData(from, new byte[(int) (to - from)], 0, (int) (to - from));
        }

        @Override
        public void truncate(long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void sync() {
            // The commit of the transactional volume does it.
        }

        @Override
        public void close() {
            // Nothing to give back.
        }

        @Override
        public int sliceSize() {
            return -1;
        }

        @Override
        public boolean isSliced() {
            return false;
        }

        @Override
        public long length() {
            return (long) count * PAGE;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public @Nullable File getFile() {
            return null;
        }

        @Override
        public boolean getFileLocked() {
            return false;
        }
    }
}
