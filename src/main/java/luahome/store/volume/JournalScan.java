package luahome.store.volume;

import java.nio.ByteBuffer;
import luahome.store.disk.DiskFile;

/**
 * Reads a journal's frames from its beginning and finds out which commits it holds: those whose frames are all whole
 * and linked to each other. What comes after the last one is the rest of a transaction that never ended, and is
 * ignored. Unless it proves otherwise: a frame of commit n was written after commit n-1 had been made durable, so if
 * commit n-1 cannot be read, the file was damaged since. Used once; not thread-safe.
 */
final class JournalScan {
    private static final int BATCH = 64;

    private final DiskFile file;
    private final long salt;
    private final int limit;
    private final byte[] page = new byte[PageFormat.SIZE];

    private final PageMap<Journal.Location> pages = new PageMap<>();
    private final PageMap<Journal.Location> checksumPages = new PageMap<>();
    private final PageMap<Journal.Location> pending = new PageMap<>();
    private final PageMap<Journal.Location> pendingChecksumPages = new PageMap<>();
    private int frames;
    private int lastCommitStart;
    private int commits;
    private int chain;
    private int pageCount;

    private boolean broken;
    private int lastChain;
    private int greatest;
    private int greatestEnded;
    private int checkpointed;

    private JournalScan(DiskFile file, long salt, int limit) {
        this.file = file;
        this.salt = salt;
        this.limit = limit;
        chain = FrameHeader.firstChain(salt);
        lastChain = chain;
    }

    /**
     * Scans a journal.
     *
     * @param limit so many commits are there, and more are of no interest, for the file may be written to meanwhile;
     *     {@link Integer#MAX_VALUE} if nobody writes to it, and all are wanted that are whole
     */
    static JournalScan of(DiskFile file, long salt, int limit) {
        JournalScan scan = new JournalScan(file, salt, limit);
        scan.run();
        return scan;
    }

    /** How many commits there were at least when the last frame was written, as the frames tell. */
    int proven() {
        return Math.max(commits, greatest - 1);
    }

    /**
     * How many commits there may have been: the last one is counted although its last frame alone may have been
     * written.
     */
    int suspected() {
        return Math.max(proven(), greatestEnded);
    }

    /** The last commit that is part of a {@link Checkpoint}, whether it can be read or not; 0 if none is seen. */
    int checkpointed() {
        return checkpointed;
    }

    /** Where each page is that is in a commit. */
    PageMap<Journal.Location> pages() {
        return pages;
    }

    /** Where each group's checksum page is that is in a commit. */
    PageMap<Journal.Location> checksumPages() {
        return checksumPages;
    }

    /** How many frames the commits have. */
    int frames() {
        return frames;
    }

    /** The first frame of the last commit. */
    int lastCommitStart() {
        return lastCommitStart;
    }

    /** How many commits there are. */
    int commits() {
        return commits;
    }

    /** The chain after the last commit. */
    int chain() {
        return chain;
    }

    /** The volume's number of pages after the last commit. */
    int pageCount() {
        return pageCount;
    }

    private void run() {
        ByteBuffer batch = ByteBuffer.allocateDirect(BATCH * FrameHeader.FRAME);
        for (int frame = 0; commits < limit; frame += BATCH) {
            batch.clear();
            file.read(batch, Journal.position(frame));
            batch.flip();
            int whole = batch.limit() / FrameHeader.FRAME;
            for (int i = 0; i < whole && commits < limit; i++) {
                take(frame + i, batch.position(i * FrameHeader.FRAME));
            }
            if (whole < BATCH) {
                return;
            }
        }
    }

    private void take(int frame, ByteBuffer bytes) {
        FrameHeader header = FrameHeader.get(bytes);
        if (header.salt() != salt || !header.isWhole()) {
            broken = true;
            return;
        }
        greatest = Math.max(greatest, header.commit());
        if (header.mark() != 0) {
            greatestEnded = Math.max(greatestEnded, header.commit());
        }
        if (header.page() < 0) {
            checkpointed = Math.max(checkpointed, header.commit());
        }
        bytes.get(page);
        broken |= header.commit() != commits + 1
                || !header.follows(lastChain)
                || header.pageCrc() != PageFormat.checksum(page);
        if (broken) {
            return;
        }
        lastChain = header.chain();
        Journal.Location at = new Journal.Location(frame, header.pageCrc());
        if (header.page() < 0) {
            pendingChecksumPages.put(~header.page(), at);
        } else {
            pending.put(header.page(), at);
        }
        if (header.mark() != 0) {
            pending.forEach(pages::put);
            pending.clear();
            pendingChecksumPages.forEach(checksumPages::put);
            pendingChecksumPages.clear();
            lastCommitStart = frames;
            frames = frame + 1;
            commits = header.commit();
            chain = lastChain;
            pageCount = header.mark();
        }
    }
}
