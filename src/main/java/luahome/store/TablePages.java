package luahome.store;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tables as runs of pages: finds, reads and changes them. The first page of a table has the empty first key and exists
 * for an empty table too, so a small table is one page and one index entry; each page holds the keys from its own first
 * key to that of the next page. Every change captures what a revision needs before it. Not thread-safe.
 */
final class TablePages {
    private final Records records;
    private final BigValues bigValues;
    private final IndexTree index;
    private final BeforeImages images;
    private final Superblock superblock;

    /** Tables whose pages are found through an index. */
    TablePages(Records records, IndexTree index, BeforeImages images, Superblock superblock) {
        this.records = records;
        this.bigValues = new BigValues(records);
        this.index = index;
        this.images = images;
        this.superblock = superblock;
    }

    /** Whether a table exists. */
    boolean exists(long table) {
        return index.get(PageKeys.of(table, PageKeys.EMPTY)) != null;
    }

    /** Sums up a table's index entries; null if it does not exist. */
    @Nullable TableInfo info(long table) {
        IndexTree.Entry first = index.ceiling(PageKeys.of(table, PageKeys.EMPTY));
        return first == null || PageKeys.head(first.key()) != table ? null : infoOfNext(table);
    }

    /** Hands all tables but the system table to a visitor until it answers false. */
    void tables(Predicate<TableInfo> visitor) {
        TableInfo info = infoOfNext(TableStore.SYSTEM_TABLE + 1);
        while (info != null && visitor.test(info)) {
            info = infoOfNext(info.id() + 1);
        }
    }

    /** The value of a key; null if there is none. */
    byte @Nullable [] get(long table, byte[] key) {
        IndexTree.Entry entry = pageOf(table, key);
        if (entry == null) {
            return null;
        }
        PageReader page = read(ref(entry.value()));
        return page.find(key) ? value(page) : null;
    }

    /** Where the big value of a key is; null if the key has none or another value. */
    @Nullable BigRef bigValue(long table, byte[] key) {
        IndexTree.Entry entry = pageOf(table, key);
        if (entry == null) {
            return null;
        }
        PageReader page = read(ref(entry.value()));
        return page.find(key) ? page.big() : null;
    }

    /** The value that a page reader stands on. */
    byte[] value(PageReader page) {
        BigRef big = page.big();
        return big == null ? page.payload() : bigValues.read(big);
    }

    /** A reader of a page. */
    PageReader read(PageRef page) {
        long recid = page.recid();
        return new PageReader(records.get(recid), e -> records.damaged("page record " + recid, e));
    }

    /**
     * Moves a page reader through the entries of a range until the visitor answers false. The visitor may change tables:
     * it then sees each page as it was when it came to it.
     *
     * @param from the first key of the range
     * @param end the first key beyond it; null for the table's end
     * @return whether the visitor never answered false
     */
    boolean visit(long table, byte[] from, byte @Nullable [] end, Predicate<PageReader> visitor) {
        byte[] position = from;
        while (true) {
            IndexTree.Entry entry = pageOf(table, position);
            if (entry == null) {
                return true;
            }
            byte[] pageEnd = endOf(entry);
            PageReader page = read(ref(entry.value()));
            for (boolean more = page.seek(position); more; more = page.next()) {
                if (end != null && page.compareKey(end) >= 0) {
                    return true;
                }
                if (!visitor.test(page)) {
                    return false;
                }
            }
            if (pageEnd == null || end != null && Arrays.compareUnsigned(pageEnd, end) >= 0) {
                return true;
            }
            position = pageEnd;
        }
    }

    /** Applies edits to a table, making it if it is absent. */
    void update(long table, Edit.Stream edits) {
        if (!exists(table)) {
            born(table);
            fill(table, edits);
        }
        while (edits.hasHead()) {
            rewrite(table, edits);
        }
    }

    /** Gives a table other contents, making it if it is absent. */
    void replace(long table, Edit.Stream entries) {
        if (exists(table)) {
            dropPages(table);
        } else {
            born(table);
        }
        fill(table, entries);
    }

    /** Removes a table if it exists. */
    void drop(long table) {
        if (!exists(table)) {
            return;
        }
        dropPages(table);
        if (table != TableStore.SYSTEM_TABLE) {
            superblock.tableCount--;
            if (table >= superblock.savedNextTableId) {
                superblock.bornSinceSave--;
            }
        }
    }

    /** The first table whose ID is at least the given one; -1 if there is none. */
    long nextTable(long from) {
        IndexTree.Entry entry = index.ceiling(PageKeys.of(from, PageKeys.EMPTY));
        return entry == null ? -1 : PageKeys.head(entry.key());
    }

    /** Whether a table exists and has more than one page. */
    boolean hasSeveralPages(long table) {
        IndexTree.Entry first = pageOf(table, PageKeys.EMPTY);
        return first != null && endOf(first) != null;
    }

    private void born(long table) {
        images.captureAbsence(table);
        superblock.nextTableId = Math.max(superblock.nextTableId, table + 1);
        if (table != TableStore.SYSTEM_TABLE) {
            superblock.tableCount++;
            if (table >= superblock.savedNextTableId) {
                superblock.bornSinceSave++;
            }
        }
    }

    /** Builds the pages of a table that has none. */
    private void fill(long table, Edit.Stream edits) {
        PageRun run = run(table);
        for (; edits.hasHead(); edits.next()) {
            if (!edits.head().isRemoval()) {
                add(run, edits.head());
            }
        }
        run.finish(true);
    }

    private void dropPages(long table) {
        byte[] start = PageKeys.of(table, PageKeys.EMPTY);
        for (IndexTree.Entry entry = index.ceiling(start);
                entry != null && PageKeys.head(entry.key()) == table;
                entry = index.ceiling(start)) {
            PageRef page = ref(entry.value());
            if (images.needs(table, page)) {
                images.capture(entry.key(), page, endOf(entry));
            } else {
                freeBigValues(page);
                records.delete(page.recid());
            }
            index.remove(entry.key());
        }
    }

    /** Applies the edits that fall into the page of the first one. */
    private void rewrite(long table, Edit.Stream edits) {
        IndexTree.Entry entry = pageOf(table, edits.head().key());
        if (entry == null) {
            throw records.damaged("the index of table " + table, null);
        }
        byte[] first = entry.key();
        PageRef page = ref(entry.value());
        byte[] end = endOf(entry);
        PageRun run = run(table);
        run.replace(first, page, end);
        Merge merge = new Merge(run, edits);
        merge.page(read(page), end);
        if (!merge.changed) {
            return;
        }
        while (end != null && run.isSmall()) {
            byte[] nextKey = PageKeys.of(table, end);
            PageRef next = ref(Objects.requireNonNull(index.get(nextKey)));
            if (!run.canJoin(next)) {
                break;
            }
            end = endOf(new IndexTree.Entry(nextKey, PageKeys.EMPTY));
            run.replace(nextKey, next, end);
            merge.page(read(next), end);
        }
        if (run.isSmall() && first.length > Long.BYTES) {
            run = joinBefore(table, first, run);
        }
        if (run != null) {
            run.finish(merge.ascending && end == null);
        }
    }

    /** Joins a small run with the page before it if that is worth it; null if there is nothing left to write. */
    private @Nullable PageRun joinBefore(long table, byte[] first, PageRun run) {
        IndexTree.Entry before = Objects.requireNonNull(index.lower(first));
        PageRef page = ref(before.value());
        if (run.isEmpty() && !images.needs(table, page)) {
            run.vanish();
            return null;
        }
        // The range of an empty page may only fall to a page that is captured, hence rewritten, as well.
        return run.isEmpty() || run.canJoin(page) ? run.joinedTo(before.key(), page, read(page)) : run;
    }

    /** Merges pages with edits into a run. */
    private final class Merge {
        private final PageRun run;
        private final Edit.Stream edits;
        /** Whether anything differs from the old pages. */
        private boolean changed;
        /** Whether all edits came behind all entries. */
        private boolean ascending = true;

        Merge(PageRun run, Edit.Stream edits) {
            this.run = run;
            this.edits = edits;
        }

        /** Merges one more page; its range ends before {@code end}. */
        void page(PageReader page, byte @Nullable [] end) {
            boolean more = page.next();
            for (; edits.hasHead(); edits.next()) {
                Edit edit = edits.head();
                if (end != null && Arrays.compareUnsigned(edit.key(), end) >= 0) {
                    break;
                }
                while (more && page.compareKey(edit.key()) < 0) {
                    run.add(page);
                    more = page.next();
                }
                ascending &= !more;
                if (more && page.compareKey(edit.key()) == 0) {
                    replace(page, edit);
                    more = page.next();
                } else if (!edit.isRemoval()) {
                    changed = true;
                    TablePages.this.add(run, edit);
                }
            }
            if (more) {
                run.add(page);
                run.addRest(page);
            }
        }

        private void replace(PageReader page, Edit edit) {
            BigRef old = page.big();
            byte[] value = edit.value();
            boolean same = edit.big() != null
                    ? edit.big().equals(old)
                    : value != null && value.length <= BigValues.LONGEST_INLINE && page.hasPayload(value, false);
            if (same) {
                run.add(page);
                return;
            }
            changed = true;
            if (!edit.isRemoval()) {
                TablePages.this.add(run, edit);
            }
            if (old != null) {
                free(old);
            }
        }
    }

    private void add(PageRun run, Edit edit) {
        BigRef big = edit.big();
        byte[] value = edit.value();
        if (value != null && value.length > BigValues.LONGEST_INLINE) {
            big = bigValues.write(value, superblock.epoch);
        }
        if (big != null) {
            run.add(edit.key(), big.encode(), big.length());
        } else {
            run.add(edit.key(), Objects.requireNonNull(value), -1);
        }
    }

    private void freeBigValues(PageRef page) {
        if (page.hasBigValues()) {
            PageReader entries = read(page);
            while (entries.next()) {
                BigRef big = entries.big();
                if (big != null) {
                    free(big);
                }
            }
        }
    }

    /** Frees a big value unless a before-image may refer to it, which then frees it with itself. */
    private void free(BigRef big) {
        if (big.epoch() == superblock.epoch) {
            bigValues.free(big);
        }
    }

    private PageRef ref(byte[] value) {
        try {
            return PageRef.decode(value);
        } catch (IndexOutOfBoundsException e) {
            throw records.damaged("an index entry", e);
        }
    }

    private PageRun run(long table) {
        return new PageRun(records, index, images, superblock, table);
    }

    /** The index entry of the page whose range holds a key; null if there is no such table. */
    private IndexTree.@Nullable Entry pageOf(long table, byte[] key) {
        IndexTree.Entry entry = index.floor(PageKeys.of(table, key));
        return entry == null || PageKeys.head(entry.key()) != table ? null : entry;
    }

    /** The first key beyond a page's range; null if it is its table's last page. */
    private byte @Nullable [] endOf(IndexTree.Entry entry) {
        IndexTree.Entry next = index.higher(entry.key());
        return next == null || PageKeys.head(next.key()) != PageKeys.head(entry.key())
                ? null
                : PageKeys.tail(next.key());
    }

    /** Sums up the first table whose ID is at least the given one; null if there is none. */
    private @Nullable TableInfo infoOfNext(long from) {
        Sum sum = new Sum();
        index.forEachFrom(PageKeys.of(from, PageKeys.EMPTY), sum);
        return sum.table < 0 ? null : new TableInfo(sum.table, sum.entries, sum.bytes);
    }

    private final class Sum implements Predicate<IndexTree.Entry> {
        private long table = -1;
        private long entries;
        private long bytes;

        @Override
        public boolean test(IndexTree.Entry entry) {
            long head = PageKeys.head(entry.key());
            if (table >= 0 && head != table) {
                return false;
            }
            table = head;
            PageRef page = ref(entry.value());
            entries += page.entries();
            bytes += page.bytes();
            return true;
        }
    }
}
