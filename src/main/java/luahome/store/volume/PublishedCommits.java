package luahome.store.volume;

import java.nio.ByteBuffer;
import luahome.store.disk.DiskFile;

/**
 * The place in a journal's header where its writer says how many commits are durable: a salt, the count, and a CRC32C
 * seeded with the unique ID. What stands there for another salt counts as nothing. Not thread-safe.
 */
final class PublishedCommits {
    private static final int AT = 3584;
    private static final int CHECKSUM_AT = Long.BYTES + Integer.BYTES;
    private static final int LENGTH = CHECKSUM_AT + Integer.BYTES;
    private static final int ATTEMPTS = 1000;

    private final DiskFile file;
    private final byte[] uid;
    private final ByteBuffer published = ByteBuffer.allocate(LENGTH);

    /**
     * The word in a journal.
     *
     * @param uid the workspace's unique ID
     */
    PublishedCommits(DiskFile file, byte[] uid) {
        this.file = file;
        this.uid = uid;
    }

    /** Says how many commits there are. Not durable before the file is forced. */
    void write(long salt, int commits) {
        published.clear().putLong(salt).putInt(commits);
        file.write(published.putInt(checksum()).flip(), AT);
    }

    /** How many commits the writer, which lives, has told of; 0 if of none. */
    int readBesideWriter(long salt) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (read()) {
                return commits(salt);
            }
            // It was read while it was being written.
            Thread.onSpinWait();
        }
        throw file.damaged("its header is broken");
    }

    /** The same where no writer lives; 0 also if the word is torn. */
    int read(long salt) {
        return read() ? commits(salt) : 0;
    }

    private boolean read() {
        file.read(published.clear(), AT);
        return published.getInt(CHECKSUM_AT) == checksum();
    }

    private int commits(long salt) {
        return published.getLong(0) == salt ? published.getInt(Long.BYTES) : 0;
    }

    private int checksum() {
        return PageFormat.checksum(uid, published.array(), 0, CHECKSUM_AT);
    }
}
