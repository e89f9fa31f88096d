package luahome.store.maintenance;

import java.util.HashMap;
import java.util.Map;

/**
 * Numbers under numbers that mostly lie close together, at about eight bytes for each place between them. What is not
 * in it is 0. Not thread-safe.
 */
final class IdMap {
    /** A block covers two to this power numbers. */
    private static final int BLOCK_BITS = 8;

    private final Map<Long, long[]> blocks = new HashMap<>();

    /** What stands under a number. */
    long get(long id) {
        long[] block = blocks.get(id >>> BLOCK_BITS);
        return block == null ? 0 : block[place(id)];
    }

    /** Sets what stands under a number. */
    void put(long id, long value) {
        blocks.computeIfAbsent(id >>> BLOCK_BITS, number -> new long[1 << BLOCK_BITS])[place(id)] = value;
    }

    private static int place(long id) {
        return (int) (id & (1 << BLOCK_BITS) - 1);
    }
}
