package luahome.store.volume;

import java.nio.ByteBuffer;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.disk.DiskFile;

/**
 * Writes frames into the journal, many at a time, and makes room for them in advance: overwriting allocated space
 * becomes durable in a fraction of the time that it takes to make a file grow.
 */
final class FrameWriter {
    private static final int BATCH = 64;
    private static final int LARGEST_PIECE = 4 << 20;

    private final DiskFile file;
    private final int firstPiece;
    private final ByteBuffer batch = ByteBuffer.allocateDirect(BATCH * FrameHeader.FRAME);
    private int batchStart;
    private boolean wrote;
    private long writtenBytes;
    private long allocated;

    /**
     * A writer on a journal file.
     *
     * @param firstPiece the first piece in bytes that the file is extended by; pieces double up to 4 MiB
     */
    FrameWriter(DiskFile file, int firstPiece) {
        this.file = file;
        this.firstPiece = firstPiece;
        allocated = file.size();
    }

    /** Whether anything was written, or tried to be, since {@link #forget}. */
    boolean wrote() {
        return wrote;
    }

    /** Bytes of frames written since the beginning. */
    long writtenBytes() {
        return writtenBytes;
    }

    /** Takes the frame with a number, which follows the one taken before. */
    void add(int frame, FrameHeader header, byte[] content) {
        if (!batch.hasRemaining()) {
            flush();
        }
        if (batch.position() == 0) {
            batchStart = frame;
        }
        header.put(batch);
        batch.put(content);
    }

    /** Writes out what was taken; not durable. */
    void flush() {
        if (batch.position() == 0) {
            return;
        }
        wrote = true;
        long start = Journal.position(batchStart);
        long end = start + batch.position();
        allocate(end);
        file.write(batch.duplicate().flip(), start);
        writtenBytes += batch.position();
        batch.clear();
        allocated = Math.max(allocated, end);
    }

    /** Begins anew: what was taken belongs to a transaction that ended or was given up. */
    void forget() {
        batch.clear();
        wrote = false;
    }

    /** Gives back all space from a position in the file on. */
    void truncate(long position) {
        file.truncate(position);
        allocated = Math.min(allocated, position);
    }

    private void allocate(long needed) {
        if (needed <= allocated) {
            return;
        }
        long piece = Math.max(firstPiece, Math.min(allocated - FileHeader.SIZE, LARGEST_PIECE));
        long target = Math.max(needed, allocated + piece);
        ByteBuffer zeros = ByteBuffer.allocateDirect(BATCH * PageFormat.SIZE);
        try {
            while (allocated < target) {
                zeros.clear().limit((int) Math.min(zeros.capacity(), target - allocated));
                file.write(zeros, allocated);
                allocated += zeros.limit();
            }
        } catch (StoreException e) {
            if (e.kind() != Kind.FULL) {
                throw e;
            }
            // Room in advance is for speed only: the frames themselves may still fit, and tell if they do not.
            allocated = file.size();
        }
    }
}
