package luahome.home.garbage;

import java.nio.ByteBuffer;
import java.util.List;
import luahome.home.codec.EntryCodec;
import luahome.store.Progress;
import luahome.store.TableStore;
import luahome.store.TableStore.Change;
import org.luaj.vm2.LuaString;

/**
 * Knows how much garbage there may be, and has the collector work on it inside commits. How much is told by the number
 * of references that were overwritten or removed since garbage was last collected; the store's system table remembers
 * it from session to session.
 *
 * <p>Used on the Lua thread only.
 */
public final class GarbagePacer {
    /** In the system table: the number of dropped references, 8 bytes big-endian. */
    private static final byte[] DROPPED_KEY = EntryCodec.string(LuaString.valueOf("dropped"));

    private final TableStore store;
    private final Collector collector;

    /** How long a commit works on collecting garbage, in nanoseconds, … */
    private long stepNanos = 3_000_000;

    /** … and for each reference that it drops, so that a program cannot make garbage faster than it is found. */
    private long nanosPerDrop = 20_000;

    private long dropped;

    /** The same as of the last commit. */
    private long committed;

    /** How many of them are objects that the last collection found in use by the program only. */
    private long held;

    /** What {@link #dropped} was when the collection under way began. */
    private long droppedBefore;

    /** Whether the collector has taken a step in a commit that has not succeeded yet. */
    private boolean working;

    /** A pacer that goes on where the last session of the store ended. */
    public GarbagePacer(TableStore store, Collector collector) {
        this.store = store;
        this.collector = collector;
        reload();
    }

    /** Takes over what the store says after it went to another state. */
    public void reload() {
        byte[] count = store.get(TableStore.SYSTEM_TABLE, DROPPED_KEY.clone());
        committed = count == null ? 0 : ByteBuffer.wrap(count).getLong();
        dropped = committed;
        held = 0;
    }

    /** Stored references were overwritten or removed, at most so many. */
    public void referencesDropped(long count) {
        dropped += count;
    }

    /**
     * References dropped since garbage was last collected, in earlier sessions too: a bound on what garbage there is.
     */
    public long dropped() {
        return dropped;
    }

    /** The same without what the last collection had to leave because the program held it. */
    public long droppedSinceCollection() {
        return dropped - held;
    }

    /** Gives collecting no time, so that a commit does the least of it. For tests. */
    public void inSmallestSteps() {
        stepNanos = 0;
        nanosPerDrop = 0;
    }

    /**
     * Begins to look for garbage; the commits that follow do some of it each.
     *
     * @param kept IDs of tables that are in use though nothing may lead to them
     * @param session whether what the program has in memory is in use
     */
    public void begin(Iterable<Long> kept, boolean session) {
        collector.begin(kept, session);
        droppedBefore = dropped;
    }

    /** Does what falls to a commit, whose changes were written. */
    public void stepInCommit() {
        work(stepNanos + nanosPerDrop * Math.max(0, dropped - committed), Progress.NONE);
        write();
    }

    /** Works on the collection under way for about so many nanoseconds, in a commit of its own. */
    public void commitWork(long nanos, Progress progress) {
        work(nanos, progress);
        write();
        store.commit();
        committed();
    }

    private void work(long nanos, Progress progress) {
        if (collector.isActive()) {
            working = true;
            if (collector.step(nanos, progress)) {
                held = collector.heldBySession();
                dropped += held - droppedBefore;
            }
        }
    }

    private void write() {
        if (dropped != committed) {
            byte[] count = ByteBuffer.allocate(Long.BYTES).putLong(dropped).array();
            store.update(
                    TableStore.SYSTEM_TABLE,
                    List.of(new Change(DROPPED_KEY.clone(), count)).iterator());
        }
    }

    /** What {@link #stepInCommit} did is durable. */
    public void committed() {
        committed = dropped;
        working = false;
    }

    /** The store was rolled back. */
    public void rolledBack() {
        dropped = committed;
        if (working) {
            collector.abandon();
            working = false;
        }
    }
}
