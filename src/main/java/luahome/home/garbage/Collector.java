package luahome.home.garbage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import luahome.home.codec.ObjectKind;
import luahome.store.IdSet;
import luahome.store.ObjectIds;
import luahome.store.Progress;
import luahome.store.References;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;

/**
 * Finds the stored objects that can no longer be reached, cycles included, and drops them: an incremental mark and
 * sweep over the store, which brings nothing into memory. (The tri-colour scheme of Dijkstra and others, 1978, with its
 * write barrier.)
 *
 * <p>A cycle takes its steps inside commits, after all changes were written: what it sees is what will be committed.
 * The roots are `_home`, the tables kept by hand, and all objects that the session has in memory; these are looked at
 * once more when all else is marked, until nothing new comes, and then what is not marked is garbage for good: nobody
 * can get at it, but by its number, and then {@link #rescue} marks it. While a cycle is under way each commit tells of
 * the references that it writes ({@link #meet}), and new objects count as marked. When a commit fails, and when a
 * revision is loaded, the cycle is abandoned: what it saw is not true.
 *
 * <p>Used on the Lua thread only.
 */
public final class Collector {
    /** So many objects are dropped at a time. */
    private static final int BATCH = 200;

    private final TableStore store;
    private final Consumer<LongConsumer> session;

    /** Numbers of marked objects. */
    private IdSet marked = new IdSet();

    /** Marked objects whose references are still to be followed. */
    private final ArrayDeque<Long> open = new ArrayDeque<>();

    private Phase phase = Phase.IDLE;

    /** So many entries or objects are looked at between two looks at the clock. */
    private int untilClock = 64;

    private int looked;

    /** Where to go on in the first open object; null for its beginning. */
    private byte @Nullable [] resumeAt;

    /** Marked objects whose references were followed. */
    private long followed;

    private long sweepFrom;
    private boolean sessionCounts;
    private boolean sessionAsked;
    private long heldBySession;
    private long droppedTables;
    private long droppedOthers;

    /**
     * A collector.
     *
     * @param session hands over the IDs of the stored objects that the program may still reach
     */
    public Collector(TableStore store, Consumer<LongConsumer> session) {
        this.store = store;
        this.session = session;
    }

    /** Whether a cycle is under way. */
    public boolean isActive() {
        return phase != Phase.IDLE;
    }

    /**
     * Begins a cycle, in place of one that may be under way.
     *
     * @param kept IDs of tables that are in use though nothing may lead to them
     * @param sessionCounts whether what the session has in memory is in use
     */
    void begin(Iterable<Long> kept, boolean sessionCounts) {
        abandon();
        phase = Phase.MARKING;
        this.sessionCounts = sessionCounts;
        mark(ObjectKind.ROOT_ID);
        kept.forEach(this::mark);
    }

    /** Looks at the clock after so many entries or objects. For tests, which with no time make steps that small. */
    public void lookAtClockAfter(int count) {
        untilClock = count;
    }

    /** Gives the cycle up. */
    public void abandon() {
        phase = Phase.IDLE;
        marked = new IdSet();
        open.clear();
        resumeAt = null;
        followed = 0;
        sessionAsked = false;
        heldBySession = 0;
        droppedTables = 0;
        droppedOthers = 0;
    }

    /** A commit writes a reference to an object, or a new object. */
    public void meet(long id) {
        if (isActive()) {
            mark(id);
        }
    }

    /** The program asks for an object by its number, which may be all that is left of it. */
    public void rescue(long id) {
        if (isActive() && !marked.contains(ObjectIds.number(id))) {
            mark(id);
            if (phase == Phase.SWEEPING) {
                markUntil(Long.MAX_VALUE, Progress.NONE);
            }
        }
    }

    /**
     * Works on the cycle, in the store's current transaction, for about so long.
     *
     * @param nanos how long; {@link Long#MAX_VALUE} for no limit
     * @param progress told of the marked objects that were looked at; if it throws, the transaction is to be rolled
     *     back
     * @return whether the cycle has ended
     */
    boolean step(long nanos, Progress progress) {
        long deadline = nanos == Long.MAX_VALUE ? nanos : System.nanoTime() + nanos;
        while (phase == Phase.MARKING) {
            if (!markUntil(deadline, progress)) {
                return false;
            }
            if (!sessionCounts || !markSession()) {
                phase = Phase.SWEEPING;
                sweepFrom = ObjectKind.ROOT_ID;
            }
        }
        while (phase == Phase.SWEEPING) {
            if (!sweepUntil(deadline, progress)) {
                return false;
            }
        }
        return true;
    }

    /** Objects that the last cycle had to leave because only the session had them. */
    long heldBySession() {
        return heldBySession;
    }

    /** Tables that were dropped in the last cycle. */
    public long droppedTables() {
        return droppedTables;
    }

    /** Functions, their variables and code that were dropped in the last cycle. */
    public long droppedOthers() {
        return droppedOthers;
    }

    private void mark(long id) {
        if (marked.add(ObjectIds.number(id))) {
            open.add(id);
            heldBySession += sessionAsked ? 1 : 0;
        }
    }

    /** Marks what the session has in memory; answers whether anything was new. */
    private boolean markSession() {
        sessionAsked = true;
        session.accept(this::mark);
        return !open.isEmpty();
    }

    /** Follows references until none is left; false if time is up before. */
    private boolean markUntil(long deadline, Progress progress) {
        while (!open.isEmpty()) {
            boolean[] whole = {true};
            store.scanReferences(open.element(), resumeAt, (key, value) -> {
                progress.at(followed, 2 * (followed + open.size()));
                follow(References.ofKey(key));
                follow(References.ofValue(value));
                if (isPast(deadline)) {
                    // The least key above this one.
                    resumeAt = Arrays.copyOf(key, key.length + 1);
                    whole[0] = false;
                }
                return whole[0];
            });
            if (!whole[0]) {
                return false;
            }
            open.remove();
            followed++;
            resumeAt = null;
            if (isPast(deadline)) {
                return false;
            }
        }
        return true;
    }

    private void follow(long id) {
        if (id != 0) {
            mark(id);
        }
    }

    /** Drops what is not marked, some objects at a time; false if time is up before the end. */
    private boolean sweepUntil(long deadline, Progress progress) {
        List<Long> garbage = new ArrayList<>();
        boolean[] ended = {true};
        long all = store.nextTableId();
        store.objects(sweepFrom, info -> {
            progress.at(all + ObjectIds.number(info.id()), 2 * all);
            sweepFrom = info.id() + 1;
            if (!marked.contains(ObjectIds.number(info.id()))) {
                garbage.add(info.id());
            }
            ended[0] = garbage.size() < BATCH && !isPast(deadline);
            return ended[0];
        });
        for (long id : garbage) {
            progress.at(all + ObjectIds.number(id), 2 * all);
            store.drop(id);
            droppedTables += ObjectKind.of(id) == ObjectKind.TABLE ? 1 : 0;
            droppedOthers += ObjectKind.of(id) == ObjectKind.TABLE ? 0 : 1;
        }
        if (ended[0]) {
            phase = Phase.IDLE;
            marked = new IdSet();
            open.clear();
        }
        return ended[0] || !isLate(deadline);
    }

    /** Whether time is up; looks at the clock now and then. */
    private boolean isPast(long deadline) {
        return ++looked % untilClock == 0 && isLate(deadline);
    }

    private static boolean isLate(long deadline) {
        return deadline != Long.MAX_VALUE && System.nanoTime() - deadline > 0;
    }

    private enum Phase {
        IDLE,
        MARKING,
        SWEEPING
    }
}
