package luahome.store.volume;

import org.jspecify.annotations.Nullable;

/**
 * A bounded set of unchanged pages in the heap. Each page has one possible slot, so that neighbours never push each
 * other out and a look-up is one comparison; a page handed out stays valid when its slot is given to another.
 */
final class PageCache {
    private final int mask;
    private final int[] numbers;
    private final byte[] @Nullable [] pages;

    /** A cache of a number of pages, rounded up to a power of two. */
    PageCache(int capacity) {
        int slots = Integer.highestOneBit(Math.max(16, capacity) * 2 - 1);
        mask = slots - 1;
        numbers = new int[slots];
        pages = new byte[slots][];
    }

    byte @Nullable [] get(int page) {
        int slot = page & mask;
        return numbers[slot] == page ? pages[slot] : null;
    }

    void put(int page, byte[] content) {
        int slot = page & mask;
        numbers[slot] = page;
        pages[slot] = content;
    }

    void remove(int page) {
        int slot = page & mask;
        if (numbers[slot] == page) {
            pages[slot] = null;
        }
    }
}
