package luahome.debugger;

import org.jspecify.annotations.Nullable;

/** A place at which programs are to stop, each time or where a condition holds. Lives on the Lua thread. */
public final class Breakpoint {
    private final int number;
    private final BreakPlace place;
    private final @Nullable String condition;
    private long hits;

    /**
     * A breakpoint.
     *
     * @param number from 1, by which it is taken away
     * @param condition an expression that sees the variables there; null for none
     */
    Breakpoint(int number, BreakPlace place, @Nullable String condition) {
        this.number = number;
        this.place = place;
        this.condition = condition;
    }

    /** From 1, by which it is taken away. */
    public int number() {
        return number;
    }

    /** Where it is. */
    public BreakPlace place() {
        return place;
    }

    /** An expression that must be true; null for none. */
    @Nullable
    String condition() {
        return condition;
    }

    /** How often a program has stopped at it. */
    public long hits() {
        return hits;
    }

    void hit() {
        hits++;
    }

    /** As it was written: {@code main.lua:3 if n > 2}. */
    @Override
    public String toString() {
        return condition == null ? place.toString() : place + " if " + condition;
    }
}
