package luahome.store.volume;

import java.time.Duration;
import luahome.store.disk.DiskFile;
import luahome.store.disk.LockByte;
import luahome.store.disk.LockRetry;

/**
 * The writer's way to have its files for itself for a moment: to change the home file or begin the journal anew, which
 * is what readers in other processes rely on. Everything else it may do beside them, for they have seen where the
 * journal's last commit ends, and what lies before that is never overwritten.
 *
 * <p>Readers hold {@link LockByte#READERS} for as long as they have the workspace open, so a gate that stays open for
 * them lets the journal grow until they have gone. Not thread-safe.
 */
final class ReaderExclusion {
    private final DiskFile journal;
    private boolean closed;

    /** The gate of a workspace with that journal. */
    ReaderExclusion(DiskFile journal) {
        this.journal = journal;
    }

    /** Keeps readers out, waiting for those that are in; false if they are still there when the time is over. */
    boolean close(HomeFile home, Duration patience) {
        return LockRetry.until(patience, () -> close(home));
    }

    /** Keeps readers out; false if some are in. */
    boolean close(HomeFile home) {
        if (closed) {
            return true;
        }
        if (!journal.tryLock(LockByte.READERS, false)) {
            return false;
        }
        try {
            // Those that found no journal hold the home file.
            closed = home.file().tryLock(LockByte.READERS, false);
        } finally {
            if (!closed) {
                journal.unlock(LockByte.READERS);
            }
        }
        return closed;
    }

    /** Lets readers in. */
    void open(HomeFile home) {
        if (closed) {
            home.file().unlock(LockByte.READERS);
            journal.unlock(LockByte.READERS);
            closed = false;
        }
    }
}
