package luahome.faults;

/**
 * Counts the allocations of instrumented classes and lets one fail, and some after it, with one and the same error, as
 * the Java VM does that has no room for another. One for all threads: they take turns.
 */
public final class AllocationFaults {
    private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

    private static volatile boolean armed;
    private static int first;
    private static int last;
    private static int passed;

    private AllocationFaults() {}

    /** Lets the n-th allocation from now on fail, and so many in all, one after the other. */
    public static void arm(int n, int times) {
        first = n;
        last = n + times - 1;
        passed = 0;
        armed = true;
    }

    /** Lets no more fail; answers how many allocations there were. */
    public static int disarm() {
        armed = false;
        return passed;
    }

    /** Called by instrumented classes before each allocation. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    public static void allocating() {
        if (armed) {
            passed++;
            if (passed >= first && passed <= last) {
                throw FULL;
            }
        }
    }
}
