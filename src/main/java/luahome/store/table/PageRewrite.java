package luahome.store.table;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites some neighbouring pages of one table: takes the entries of their range in key order, cuts them into pages
 * and puts these where the old ones were. Pages are written while entries still come, so that a run may be larger than
 * the heap. What is not {@link #finish}ed has changed nothing unless it filled two pages. Used once; not thread-safe.
 */
final class PageRewrite {
    /** A page is filled up to this many bytes. */
    static final int FULL = 8 * 1024;

    /** A page below this many bytes is joined with a neighbour if there is one to join with. */
    private static final int SMALL = FULL / 4;

    /** Two pages are joined if the new one has at most this many bytes, so that it does not soon split again. */
    private static final int JOINED = FULL * 3 / 4;

    private record Old(byte[] key, PageRef page, byte @Nullable [] end) {}

    private final RecordStore records;
    private final IndexTree index;
    private final BeforeImages images;
    private final Superblock superblock;
    private final long table;
    private final List<Old> old = new ArrayList<>();
    private final ArrayDeque<Long> reusable = new ArrayDeque<>();
    private final ArrayDeque<PageWriter.Page> finished = new ArrayDeque<>();
    private final PageWriter writer = new PageWriter();
    private boolean begun;
    private byte @Nullable [] firstKey;

    /** A run over pages of a table. */
    PageRewrite(RecordStore records, IndexTree index, BeforeImages images, Superblock superblock, long table) {
        this.records = records;
        this.index = index;
        this.images = images;
        this.superblock = superblock;
        this.table = table;
    }

    /**
     * Names a page to be replaced; in key order.
     *
     * @param key its key in the index
     * @param end the first key beyond its range; null if it goes to the table's end
     */
    void replace(byte[] key, PageRef page, byte @Nullable [] end) {
        old.add(new Old(key, page, end));
    }

    /** Takes all that is left in a page, the present entry left out. */
    void addRest(PageReader page) {
        while (page.next()) {
            add(page);
        }
    }

    /** Takes the present entry of a page. */
    void add(PageReader page) {
        makeRoom(page.keyLength(), page.payloadLength());
        page.copyTo(writer);
    }

    /** Takes an entry; the parameters are those of {@link PageWriter#add}. */
    void add(byte[] key, byte[] payload, int bigLength) {
        makeRoom(key.length, payload.length);
        writer.add(key, key.length, payload, 0, payload.length, bigLength);
    }

    /** Whether no entry came yet. */
    boolean isEmpty() {
        return !begun && finished.isEmpty() && writer.count() == 0;
    }

    /** Whether what came so far makes a page that should be joined with a neighbour. */
    boolean isSmall() {
        return !begun && finished.isEmpty() && writer.size() < SMALL;
    }

    /** Whether what came so far, which {@link #isSmall}, can be joined with a page. */
    boolean canJoin(PageRef neighbour) {
        return writer.size() + neighbour.size() <= JOINED;
    }

    /** A run that replaces a page and those of this run by the entries of both; this one is used up. */
    PageRewrite joinedTo(byte[] key, PageRef page, PageReader entries) {
        PageRewrite joined = new PageRewrite(records, index, images, superblock, table);
        joined.replace(key, page, PageKeys.tail(old.get(0).key));
        joined.addRest(entries);
        joined.old.addAll(old);
        joined.addRest(reader(writer.finish()));
        return joined;
    }

    /**
     * Writes what is left.
     *
     * @param ascending whether more entries are likely to come behind the last one: then it may stand in a page nearly
     *     empty, else the last two pages share evenly
     */
    void finish(boolean ascending) {
        if (writer.count() > 0 || !begun && finished.isEmpty()) {
            finished.add(writer.finish());
        }
        if (!ascending && finished.size() == 2) {
            balance(finished.removeFirst(), finished.removeFirst());
        }
        while (!finished.isEmpty()) {
            write(finished.removeFirst());
        }
        reusable.forEach(records::delete);
    }

    /** Removes the old pages and writes none; their range falls to the page before. */
    void vanish() {
        begin();
        index.remove(old.get(0).key);
        reusable.forEach(records::delete);
    }

    private void makeRoom(int keyLength, int payloadLength) {
        if (writer.count() > 0 && writer.sizeWith(keyLength, payloadLength) > FULL) {
            finished.add(writer.finish());
            // Two are held back, the last finished and the one to come, for balancing.
            if (finished.size() > 1) {
                write(finished.removeFirst());
            }
        }
    }

    private void balance(PageWriter.Page left, PageWriter.Page right) {
        int half = (left.content().length + right.content().length) / 2;
        boolean cut = false;
        for (PageWriter.Page page : List.of(left, right)) {
            PageReader entries = reader(page);
            while (entries.next()) {
                if (!cut && writer.size() >= half) {
                    finished.add(writer.finish());
                    cut = true;
                }
                add(entries);
            }
        }
        if (writer.count() > 0) {
            finished.add(writer.finish());
        }
    }

    private void write(PageWriter.Page page) {
        begin();
        Long recid = reusable.poll();
        if (recid == null) {
            recid = records.put(page.content());
        } else {
            records.update(recid, page.content());
        }
        byte[] key = firstKey == null ? PageKeys.of(table, page.first()) : firstKey;
        firstKey = null;
        int flags = page.overflow() ? PageRef.OVERFLOW_VALUES : 0;
        PageRef ref = new PageRef(recid, page.entries(), page.bytes(), page.content().length, superblock.epoch, flags);
        index.put(key, ref.encode());
    }

    /** Takes the old pages away, once. */
    private void begin() {
        if (begun) {
            return;
        }
        begun = true;
        firstKey = old.isEmpty() ? PageKeys.of(table, PageKeys.EMPTY) : old.get(0).key;
        for (Old page : old) {
            if (images.needs(table, page.page)) {
                images.capture(page.key, page.page, page.end);
            } else {
                reusable.add(page.page.recid());
            }
        }
        for (int i = 1; i < old.size(); i++) {
            index.remove(old.get(i).key);
        }
    }

    private PageReader reader(PageWriter.Page page) {
        return new PageReader(page.content(), e -> records.damaged("a new page", e));
    }
}
