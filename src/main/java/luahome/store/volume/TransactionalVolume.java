package luahome.store.volume;

import java.util.function.Consumer;
import luahome.store.IoCounters;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreInfo;
import luahome.store.disk.Disk;
import org.mapdb.volume.Volume;

/**
 * The transactional file below MapDB: a volume whose changes take effect together at commit.
 *
 * <p>One thread uses an instance at a time, and nobody may interrupt that thread: an interrupt during I/O on a {@link
 * java.nio.channels.FileChannel} closes the channel for good. Every method, those of {@link #volume()} included, may
 * throw {@link StoreException}; the caller then rolls back, and the last committed state is still readable.
 */
public interface TransactionalVolume extends AutoCloseable {
    /**
     * The volume to hand to MapDB; always the same object. MapDB's own {@code sync()} and {@code close()} do nothing on
     * it: to commit, call {@code DB.commit()} (which brings MapDB's header up to date) and then {@link #commit()}. So
     * creating MapDB's structures is part of the first transaction, and never half done.
     */
    Volume volume();

    /** Whether nothing was ever committed, so that MapDB must create its store. */
    boolean isEmpty();

    /**
     * Makes all changes since the last commit durable. Costs one {@code fdatasync}, and nothing if nothing changed.
     *
     * @throws StoreException if that failed: then nothing is committed, and after {@link #rollback()} work can go on
     * @throws IllegalStateException if the volume was opened with {@link luahome.store.OpenMode#READ} and something
     *     changed
     */
    void commit();

    /** Forgets all changes since the last commit. Objects of MapDB made before are stale: make a new DB. */
    void rollback();

    /**
     * Lets a file with other contents take the place of the present one, and goes on with it; atomic and durable.
     * Between two transactions only. Objects of MapDB made before are stale: make a new DB, also if this fails.
     *
     * @param filler fills the file, handed to it as an empty volume, and commits there
     * @throws StoreException if that failed, or because others read the workspace: then all is as before
     */
    void rewrite(Consumer<TransactionalVolume> filler);

    /**
     * Reads all pages of the last committed state from the disk and verifies them.
     *
     * @param damage takes what is wrong with a page
     */
    void verify(Consumer<StoreException> damage, Progress progress);

    /**
     * Writes the last committed state into a file, as one of its own that can be checked; it appears whole, durably,
     * and takes the place of one that has the name. Between two transactions only. Other processes may go on.
     */
    void backUp(Disk disk, String name, Progress progress);

    /** Facts about the files. */
    StoreInfo info();

    /** What went to and from the files since the opening. */
    default IoCounters ioCounters() {
        return IoCounters.NONE;
    }

    /**
     * Rolls back, brings all commits into the store file, empties the journal and gives up the lock. Where the disk
     * refuses that, the commits stay safe in the journal for the next opening. Does nothing the second time.
     */
    @Override
    void close();
}
