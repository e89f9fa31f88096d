package luahome.store.table;

import java.util.Arrays;
import java.util.function.Predicate;
import luahome.store.TableInfo;
import luahome.store.Tags;
import org.jspecify.annotations.Nullable;

/**
 * Tables as runs of pages: finds and reads them; {@link TableWriter} changes them. The first page of a table has the
 * empty first key and exists for an empty table too, so a small table is one page and one index entry; each page holds
 * the keys from its own first key to that of the next page. Not thread-safe.
 */
public final class TablePages {
    private final RecordStore records;
    private final OverflowValues overflowValues;
    private final IndexTree index;

    /** Tables whose pages are found through an index. */
    public TablePages(RecordStore records, IndexTree index) {
        this.records = records;
        this.overflowValues = new OverflowValues(records);
        this.index = index;
    }

    /** Whether a table exists. */
    boolean exists(long table) {
        return index.get(PageKeys.of(table, PageKeys.EMPTY)) != null;
    }

    /** Sums up a table's index entries; null if it does not exist. */
    public @Nullable TableInfo info(long table) {
        IndexTree.Entry first = index.ceiling(PageKeys.of(table, PageKeys.EMPTY));
        return first == null || PageKeys.head(first.key()) != table ? null : infoOfNext(table);
    }

    /** Hands the tables from an ID on to a visitor until it answers false. */
    public void tables(long from, Predicate<TableInfo> visitor) {
        TableInfo info = infoOfNext(from);
        while (info != null && visitor.test(info)) {
            info = infoOfNext(info.id() + 1);
        }
    }

    /** The value of a key; null if there is none. */
    public byte @Nullable [] get(long table, byte[] key) {
        IndexTree.Entry entry = pageOf(table, key);
        if (entry == null) {
            return null;
        }
        PageReader page = read(ref(entry.value()));
        return page.find(key) ? value(page) : null;
    }

    /** Where the overflow value of a key is; null if the key has none or another value. */
    @Nullable
    OverflowRef bigValue(long table, byte[] key) {
        IndexTree.Entry entry = pageOf(table, key);
        if (entry == null) {
            return null;
        }
        PageReader page = read(ref(entry.value()));
        return page.find(key) ? page.overflow() : null;
    }

    /** The value that a page reader stands on. */
    public byte[] value(PageReader page) {
        OverflowRef overflow = page.overflow();
        return overflow == null ? page.payload() : overflowValues.read(overflow);
    }

    /** The value that a page reader stands on; empty in place of a long one, which is no reference. */
    public byte[] valueIfReference(PageReader page) {
        byte[] key = page.key();
        // A value may be long only because its key stands in it.
        boolean keyed = key.length > 0 && key[0] == Tags.LONG_STRING;
        return page.isBig() && !keyed ? PageKeys.EMPTY : value(page);
    }

    /** A reader of a page. */
    PageReader read(PageRef page) {
        long recid = page.recid();
        return new PageReader(records.get(recid), e -> records.damaged("page record " + recid, e));
    }

    /**
     * Moves a page reader through the entries of a range until the visitor answers false. The visitor may change
     * tables: it then sees each page as it was when it came to it.
     *
     * @param from the first key of the range
     * @param end the first key beyond it; null for the table's end
     * @return whether the visitor never answered false
     */
    public boolean visit(long table, byte[] from, byte @Nullable [] end, Predicate<PageReader> visitor) {
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

    /**
     * Moves a page reader through the entries of a table behind the first ones until the visitor answers false.
     *
     * @param skip how many entries are passed over, whole pages of them unread
     */
    public void visitBehind(long table, long skip, Predicate<PageReader> visitor) {
        Skip passed = new Skip(table, skip);
        index.forEachFrom(PageKeys.of(table, PageKeys.EMPTY), passed);
        if (passed.page != null) {
            visit(table, passed.page, null, page -> passed.left-- > 0 || visitor.test(page));
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

    /** What an index value says of a page. */
    PageRef ref(byte[] value) {
        try {
            return PageRef.decode(value);
        } catch (IndexOutOfBoundsException e) {
            throw records.damaged("an index entry", e);
        }
    }

    /** The index entry of the page whose range holds a key; null if there is no such table. */
    IndexTree.@Nullable Entry pageOf(long table, byte[] key) {
        IndexTree.Entry entry = index.floor(PageKeys.of(table, key));
        return entry == null || PageKeys.head(entry.key()) != table ? null : entry;
    }

    /** The first key beyond a page's range; null if it is its table's last page. */
    byte @Nullable [] endOf(IndexTree.Entry entry) {
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

    /** Goes from page to page until the entry is in one, whose first key it then holds. */
    private final class Skip implements Predicate<IndexTree.Entry> {
        private final long table;
        private long left;
        private byte @Nullable [] page;

        Skip(long table, long skip) {
            this.table = table;
            this.left = skip;
        }

        @Override
        public boolean test(IndexTree.Entry entry) {
            if (PageKeys.head(entry.key()) != table) {
                return false;
            }
            long entries = ref(entry.value()).entries();
            if (left < entries) {
                page = PageKeys.tail(entry.key());
                return false;
            }
            left -= entries;
            return true;
        }
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
