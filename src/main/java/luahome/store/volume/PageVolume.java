package luahome.store.volume;

import java.io.File;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * MapDB's view of the pages: bytes at offsets. MapDB comes back to one page many times in a row, so the last page read
 * and the last page changed are remembered; everything else is the business of {@link Pages}.
 *
 * <p>Writing what stands there already changes nothing, so that a commit of MapDB without changes, which writes the
 * checksum of its header again, stays one without changes.
 */
public final class PageVolume extends Volume {
    private static final int MASK = PageFormat.SIZE - 1;
    private static final byte[] NONE = {};

    /** Where the pages come from. */
    interface Pages {
        /** The present content of a page, which must not be changed. */
        byte[] forReading(int page);

        /** The content of a page, to be changed; valid until {@link PageVolume#forget}. */
        byte[] forWriting(int page);

        /** Announces that a run of pages will be read next, so that they can be fetched together. */
        void expect(int first, int last);

        /** Number of pages. */
        int count();
    }

    private final Pages pages;
    private long lastRead = -1;
    private byte[] lastReadBytes = NONE;
    private long lastWritten = -1;
    private byte[] lastWrittenBytes = NONE;

    PageVolume(Pages pages) {
        this.pages = pages;
    }

    /** Forgets remembered pages: they were committed, rolled back or moved. */
    void forget() {
        lastRead = -1;
        lastReadBytes = NONE;
        lastWritten = -1;
        lastWrittenBytes = NONE;
    }

    private byte[] readable(long offset) {
        long page = offset >>> PageFormat.SHIFT;
        if (page != lastRead) {
            lastReadBytes = pages.forReading(Math.toIntExact(page));
            lastRead = page;
        }
        return lastReadBytes;
    }

    private byte[] writable(long offset) {
        long page = offset >>> PageFormat.SHIFT;
        if (page != lastWritten) {
            lastWrittenBytes = pages.forWriting(Math.toIntExact(page));
            lastWritten = page;
            if (page == lastRead) {
                lastReadBytes = lastWrittenBytes;
            }
        }
        return lastWrittenBytes;
    }

    @Override
    public long getLong(long offset) {
        int at = (int) offset & MASK;
        if (at > PageFormat.SIZE - Long.BYTES) {
            return (long) getInt(offset) << 32 | getInt(offset + 4) & 0xFFFFFFFFL;
        }
        return PageFormat.getLong(readable(offset), at);
    }

    @Override
    public int getInt(long offset) {
        int at = (int) offset & MASK;
        if (at > PageFormat.SIZE - Integer.BYTES) {
            return getUnsignedShort(offset) << 16 | getUnsignedShort(offset + 2);
        }
        return PageFormat.getInt(readable(offset), at);
    }

    @Override
    public byte getByte(long offset) {
        return readable(offset)[(int) offset & MASK];
    }

    @Override
    public void putLong(long offset, long value) {
        int at = (int) offset & MASK;
        if (at > PageFormat.SIZE - Long.BYTES) {
            putInt(offset, (int) (value >>> 32));
            putInt(offset + 4, (int) value);
        } else if (PageFormat.getLong(readable(offset), at) != value) {
            PageFormat.putLong(writable(offset), at, value);
        }
    }

    @Override
    public void putInt(long offset, int value) {
        int at = (int) offset & MASK;
        if (at > PageFormat.SIZE - Integer.BYTES) {
            putUnsignedShort(offset, value >>> 16);
            putUnsignedShort(offset + 2, value);
        } else if (PageFormat.getInt(readable(offset), at) != value) {
            PageFormat.putInt(writable(offset), at, value);
        }
    }

    @Override
    public void putByte(long offset, byte value) {
        int at = (int) offset & MASK;
        if (readable(offset)[at] != value) {
            writable(offset)[at] = value;
        }
    }

    @Override
    public void putData(long offset, byte[] src, int srcPos, int srcSize) {
        long to = offset;
        int from = srcPos;
        int left = srcSize;
        while (left > 0) {
            int at = (int) to & MASK;
            int part = Math.min(left, PageFormat.SIZE - at);
            System.arraycopy(src, from, writable(to), at, part);
            to += part;
            from += part;
            left -= part;
        }
    }

    @Override
    public void putData(long offset, ByteBuffer buf) {
        long to = offset;
        while (buf.hasRemaining()) {
            int at = (int) to & MASK;
            int part = Math.min(buf.remaining(), PageFormat.SIZE - at);
            buf.get(writable(to), at, part);
            to += part;
        }
    }

    @Override
    public void getData(long offset, byte[] bytes, int bytesPos, int size) {
        long first = offset >>> PageFormat.SHIFT;
        long last = offset + size - 1 >>> PageFormat.SHIFT;
        if (last > first) {
            pages.expect(Math.toIntExact(first), Math.toIntExact(last));
        }
        long from = offset;
        int to = bytesPos;
        int left = size;
        while (left > 0) {
            int at = (int) from & MASK;
            int part = Math.min(left, PageFormat.SIZE - at);
            System.arraycopy(readable(from), at, bytes, to, part);
            from += part;
            to += part;
            left -= part;
        }
    }

    /** Input over a record; within one page it reads the page itself, so it is valid until the next change. */
    @Override
    public DataInput2 getDataInput(long offset, int size) {
        int at = (int) offset & MASK;
        if (at + size <= PageFormat.SIZE) {
            return new DataInput2.ByteArray(readable(offset), at);
        }
        byte[] copy = new byte[size];
        getData(offset, copy, 0, size);
        return new DataInput2.ByteArray(copy);
    }

    /** Whether what {@link #getDataInput} gave for so many bytes is an array of them alone, and no page. */
    public static boolean isOwn(DataInput2 in, int size) {
        return size > PageFormat.SIZE && in.getPos() == 0 && in.internalByteArray().length == size;
    }

    @Override
    public void clear(long startOffset, long endOffset) {
        for (long from = startOffset; from < endOffset; ) {
            int at = (int) from & MASK;
            int end = (int) Math.min(PageFormat.SIZE, at + endOffset - from);
            if (!PageFormat.isZero(readable(from), at, end)) {
                Arrays.fill(writable(from), at, end, (byte) 0);
            }
            from += end - at;
        }
    }

    /** Does nothing: a page comes into being when it is written. */
    @Override
    public void ensureAvailable(long offset) {}

    /** Not supported: only MapDB's compaction would use it, which is not safe. */
    @Override
    public void truncate(long size) {
        throw new UnsupportedOperationException();
    }

    /** Does nothing; see {@link TransactionalVolume#volume()}. */
    @Override
    public void sync() {}

    /** Does nothing; see {@link TransactionalVolume#volume()}. */
    @Override
    public void close() {}

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
        return (long) pages.count() << PageFormat.SHIFT;
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
        return true;
    }
}
