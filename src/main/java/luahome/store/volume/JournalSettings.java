package luahome.store.volume;

import java.time.Duration;
import luahome.store.disk.LockRetry;

/**
 * Limits of a {@link JournaledVolume}.
 *
 * @param checkpointBytes length of the journal in bytes at which it is copied home
 * @param dirtyPages how many changed pages may be in the heap before they are spilled to the journal
 * @param cachedPages how many unchanged pages are kept in the heap, about
 * @param firstAllocation the first piece in bytes that the journal is extended by; pieces double up to 4 MiB
 * @param patience how long to wait for another process that is in the way
 */
public record JournalSettings(
        long checkpointBytes, int dirtyPages, int cachedPages, int firstAllocation, Duration patience) {
    private static final long MIB = 1L << 20;

    /** What fits the heap of this process. */
    public static JournalSettings standard() {
        long heap = Runtime.getRuntime().maxMemory();
        return new JournalSettings(
                64 * MIB,
                (int) (Math.min(32 * MIB, heap / 8) / PageFormat.SIZE),
                (int) (Math.min(64 * MIB, heap / 8) / PageFormat.SIZE),
                128 << 10,
                LockRetry.LONG);
    }
}
