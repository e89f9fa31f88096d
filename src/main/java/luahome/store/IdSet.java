package luahome.store;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.LongConsumer;

/** A set of numbers that mostly lie close together, at about a bit for each. Not thread-safe. */
public final class IdSet {
    /** A block covers two to this power numbers. */
    private static final int BLOCK_BITS = 12;

    private final Map<Long, BitSet> blocks = new HashMap<>();

    /** Adds a number; answers whether it was not there. */
    public boolean add(long id) {
        BitSet block = blocks.computeIfAbsent(id >>> BLOCK_BITS, number -> new BitSet());
        int place = place(id);
        boolean added = !block.get(place);
        block.set(place);
        return added;
    }

    /** Removes a number; answers whether it was there. */
    public boolean remove(long id) {
        BitSet block = blocks.get(id >>> BLOCK_BITS);
        if (block == null || !block.get(place(id))) {
            return false;
        }
        block.clear(place(id));
        return true;
    }

    /** Whether a number is in it. */
    public boolean contains(long id) {
        BitSet block = blocks.get(id >>> BLOCK_BITS);
        return block != null && block.get(place(id));
    }

    /** Hands all numbers to a visitor, in ascending order. */
    public void forEach(LongConsumer visitor) {
        blocks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(block -> block.getValue().stream()
                        .forEach(place -> visitor.accept(block.getKey() << BLOCK_BITS | place)));
    }

    /** Takes some numbers out of the set and hands them to a visitor; none if there are none. */
    public void drain(LongConsumer visitor) {
        Iterator<Map.Entry<Long, BitSet>> all = blocks.entrySet().iterator();
        if (all.hasNext()) {
            Map.Entry<Long, BitSet> block = all.next();
            all.remove();
            block.getValue().stream().forEach(place -> visitor.accept(block.getKey() << BLOCK_BITS | place));
        }
    }

    private static int place(long id) {
        return (int) (id & (1 << BLOCK_BITS) - 1);
    }
}
