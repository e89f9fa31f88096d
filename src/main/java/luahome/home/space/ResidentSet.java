package luahome.home.space;

import java.util.ArrayDeque;
import luahome.home.value.HomeTable;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Keeps the entries in memory within a budget: when they outgrow it, tables that were not used of late are turned into
 * ghosts. Which ones is decided by the clock algorithm (second chance): a ring of tables, each with a mark that says
 * whether it was used since the hand last passed.
 *
 * <p>Weights are estimates of heap use in bytes; they need only be of the right size, since the budget leaves room.
 */
public final class ResidentSet {
    private static final int TABLE_WEIGHT = 200;
    private static final int ENTRY_WEIGHT = 40;
    private static final int REFERENCE_WEIGHT = 220;
    private static final int RING_SLACK = 1000;
    private static final long LOOKED_INTO = 1L << 19;

    private final ArrayDeque<TableState> ring = new ArrayDeque<>();
    private final long budget;
    private long weight;
    private long sweepAt;
    private int tidyAt = RING_SLACK;
    private boolean suspended;

    /** What was changed since the store's transaction last took over the changes, in bytes. */
    private long pressure;

    ResidentSet(long budgetBytes) {
        budget = budgetBytes;
        sweepAt = budgetBytes;
    }

    static long weigh(long entries, long storedBytes, long references) {
        return TABLE_WEIGHT + ENTRY_WEIGHT * entries + 2 * storedBytes + REFERENCE_WEIGHT * references;
    }

    /** What a table may weigh before it is paged. */
    long largest() {
        return budget / 4;
    }

    /** What a table weighs at least that is looked into before it is loaded; about a few thousand entries. */
    long lookedInto() {
        return Math.min(LOOKED_INTO, budget / 32);
    }

    /** What the cache of one paged table may weigh. */
    long cacheLimit() {
        return budget / 16;
    }

    static long weigh(LuaValue key, LuaValue value) {
        return ENTRY_WEIGHT + weigh(key) + weigh(value);
    }

    private static long weigh(LuaValue value) {
        if (value instanceof LuaString string) {
            return (long) ENTRY_WEIGHT + string.m_length;
        }
        return TableState.isReference(value) ? REFERENCE_WEIGHT : 0;
    }

    /** An entry of a persistent table is changed, and held until the store has it. */
    void changed(LuaValue key, LuaValue value) {
        pressure += weigh(key, value);
    }

    /** An object is adopted and may be held until the store has it. */
    void adopted(long entries) {
        pressure += TABLE_WEIGHT + ENTRY_WEIGHT * entries;
    }

    /** Whether so much was changed that the store's transaction should take it over. */
    boolean isPressed() {
        return pressure > budget / 4;
    }

    /** The store's transaction has taken over what was changed. */
    void relieved() {
        pressure = 0;
    }

    /** A table's entries are in memory and clean, and weigh so much. */
    void account(TableState state, long newWeight) {
        weight += newWeight - state.weight();
        state.weight(newWeight);
        if (!state.inRing()) {
            state.inRing(true);
            ring.add(state);
            if (ring.size() > tidyAt) {
                tidy();
            }
        }
    }

    /**
     * Takes tables out of the ring whose entries are gone, so that it does not grow with the number of tables ever
     * used.
     */
    private void tidy() {
        ring.removeIf(state -> {
            boolean gone = gone(state, state.get());
            if (gone) {
                state.inRing(false);
            }
            return gone;
        });
        tidyAt = 2 * ring.size() + RING_SLACK;
    }

    private static boolean gone(TableState state, @Nullable HomeTable table) {
        return table == null || state.isGhost() || TableState.of(table) != state;
    }

    /** A table's entries have left memory. */
    void discount(TableState state) {
        weight -= state.weight();
        state.weight(0);
    }

    /** Turns tables into ghosts until the budget holds again, if it does not. */
    void makeRoom() {
        if (suspended || weight <= sweepAt) {
            return;
        }
        sweep(budget - budget / 4);
        sweepAt = Math.max(budget, weight + budget / 8);
    }

    /** Runs a task during which nothing leaves memory. */
    void suspended(Runnable task) {
        boolean before = suspended;
        suspended = true;
        try {
            task.run();
        } finally {
            suspended = before;
        }
    }

    /** Turns into a ghost whatever can be one. */
    public void evictAll() {
        ring.forEach(TableState::usedSince);
        sweep(0);
    }

    private void sweep(long target) {
        for (long steps = 2L * ring.size(); steps > 0 && weight > target && !ring.isEmpty(); steps--) {
            TableState state = ring.remove();
            HomeTable table = state.get();
            if (table == null || gone(state, table)) {
                state.inRing(false);
                discount(state);
            } else if (state.usedSince() || !state.evictable()) {
                ring.add(state);
            } else {
                state.inRing(false);
                state.leaveMemory(table);
                discount(state);
            }
        }
    }
}
