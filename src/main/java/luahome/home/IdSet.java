package luahome.home;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * A set of numbers of objects: about a bit for each where they lie close together, and nothing for the wide gaps that a workspace
 * has after years of tables that came and went. Not thread-safe.
 */
final class IdSet {
    /** A block covers two to this power IDs. */
    private static final int BLOCK_BITS = 10;

    private final Map<Long, BitSet> blocks = new HashMap<>();

    /** Adds an ID; answers whether it was not there. */
    boolean add(long id) {
        BitSet block = blocks.computeIfAbsent(id >>> BLOCK_BITS, number -> new BitSet());
        int place = place(id);
        boolean added = !block.get(place);
        block.set(place);
        return added;
    }

    boolean contains(long id) {
        BitSet block = blocks.get(id >>> BLOCK_BITS);
        return block != null && block.get(place(id));
    }

    private static int place(long id) {
        return (int) (id & (1 << BLOCK_BITS) - 1);
    }
}
