package luahome.store.table;

import java.util.Arrays;
import java.util.Objects;
import luahome.store.ObjectIds;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;

/**
 * Changes tables, page by page: each page touched is read once, merged with the changes of its range and written once.
 * What a revision needs is captured before. Not thread-safe.
 */
public final class TableWriter {
    private final RecordStore records;
    private final OverflowValues overflowValues;
    private final IndexTree index;
    private final BeforeImages images;
    private final Superblock superblock;
    private final TablePages pages;

    /** Changes the tables that {@code pages} finds through {@code index}. */
    public TableWriter(
            RecordStore records, IndexTree index, BeforeImages images, Superblock superblock, TablePages pages) {
        this.records = records;
        this.overflowValues = new OverflowValues(records);
        this.index = index;
        this.images = images;
        this.superblock = superblock;
        this.pages = pages;
    }

    /** Applies edits to a table, making it if it is absent. */
    public void update(long table, EntryChange.Stream edits) {
        if (!pages.exists(table)) {
            born(table);
            fill(table, edits);
        }
        while (edits.hasHead()) {
            rewrite(table, edits);
        }
    }

    /** Gives a table other contents, making it if it is absent. */
    public void replace(long table, EntryChange.Stream entries) {
        if (pages.exists(table)) {
            dropPages(table);
        } else {
            born(table);
        }
        fill(table, entries);
    }

    /** Removes a table if it exists. */
    public void drop(long table) {
        if (!pages.exists(table)) {
            return;
        }
        dropPages(table);
        if (ObjectIds.counts(table)) {
            superblock.tableCount--;
            if (table >= superblock.savedNextTableId) {
                superblock.bornSinceSave--;
            }
        }
    }

    private void born(long table) {
        images.captureAbsence(table);
        superblock.nextTableId = Math.max(superblock.nextTableId, ObjectIds.number(table) + 1);
        if (ObjectIds.counts(table)) {
            superblock.tableCount++;
            if (table >= superblock.savedNextTableId) {
                superblock.bornSinceSave++;
            }
        }
    }

    /** Builds the pages of a table that has none. */
    private void fill(long table, EntryChange.Stream edits) {
        PageRewrite run = run(table);
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
            PageRef page = pages.ref(entry.value());
            if (images.needs(table, page)) {
                images.capture(entry.key(), page, pages.endOf(entry));
            } else {
                freeBigValues(page);
                records.delete(page.recid());
            }
            index.remove(entry.key());
        }
    }

    /** Applies the edits that fall into the page of the first one. */
    private void rewrite(long table, EntryChange.Stream edits) {
        IndexTree.Entry entry = pages.pageOf(table, edits.head().key());
        if (entry == null) {
            throw records.damaged("the index of table " + table, null);
        }
        byte[] first = entry.key();
        PageRef page = pages.ref(entry.value());
        byte[] end = pages.endOf(entry);
        PageRewrite run = run(table);
        run.replace(first, page, end);
        Merge merge = new Merge(run, edits);
        merge.page(pages.read(page), end);
        if (!merge.changed) {
            return;
        }
        while (end != null && run.isSmall()) {
            byte[] nextKey = PageKeys.of(table, end);
            PageRef next = pages.ref(Objects.requireNonNull(index.get(nextKey)));
            if (!run.canJoin(next)) {
                break;
            }
            end = pages.endOf(new IndexTree.Entry(nextKey, PageKeys.EMPTY));
            run.replace(nextKey, next, end);
            merge.page(pages.read(next), end);
        }
        if (run.isSmall() && first.length > Long.BYTES) {
            run = joinBefore(table, first, run);
        }
        if (run != null) {
            run.finish(merge.ascending && end == null);
        }
    }

    /** Joins a small run with the page before it if that is worth it; null if there is nothing left to write. */
    private @Nullable PageRewrite joinBefore(long table, byte[] first, PageRewrite run) {
        IndexTree.Entry before = Objects.requireNonNull(index.lower(first));
        PageRef page = pages.ref(before.value());
        if (run.isEmpty() && !images.needs(table, page)) {
            run.vanish();
            return null;
        }
        // The range of an empty page may only fall to a page that is captured, hence rewritten, as well.
        return run.isEmpty() || run.canJoin(page) ? run.joinedTo(before.key(), page, pages.read(page)) : run;
    }

    /** Merges pages with edits into a run. */
    private final class Merge {
        private final PageRewrite run;
        private final EntryChange.Stream edits;
        /** Whether anything differs from the old pages. */
        private boolean changed;
        /** Whether all edits came behind all entries. */
        private boolean ascending = true;

        Merge(PageRewrite run, EntryChange.Stream edits) {
            this.run = run;
            this.edits = edits;
        }

        /** Merges one more page; its range ends before {@code end}. */
        void page(PageReader page, byte @Nullable [] end) {
            boolean more = page.next();
            for (; edits.hasHead(); edits.next()) {
                EntryChange edit = edits.head();
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
                    TableWriter.this.add(run, edit);
                }
            }
            if (more) {
                run.add(page);
                run.addRest(page);
            }
        }

        private void replace(PageReader page, EntryChange edit) {
            OverflowRef old = page.overflow();
            byte[] value = edit.value();
            boolean same = edit.overflow() != null
                    ? edit.overflow().equals(old)
                    : value != null
                            && edit.rest() == null
                            && value.length <= OverflowValues.LONGEST_INLINE
                            && page.hasPayload(value, false);
            if (same) {
                run.add(page);
                return;
            }
            changed = true;
            if (!edit.isRemoval()) {
                TableWriter.this.add(run, edit);
            }
            if (old != null) {
                free(old);
            }
        }
    }

    private void add(PageRewrite run, EntryChange edit) {
        OverflowRef overflow = edit.overflow();
        byte[] value = edit.value();
        TableStore.Slice rest = edit.rest();
        if (value != null && rest != null) {
            overflow = overflowValues.write(value, rest, superblock.epoch);
        } else if (value != null && value.length > OverflowValues.LONGEST_INLINE) {
            overflow = overflowValues.write(value, superblock.epoch);
        }
        if (overflow != null) {
            run.add(edit.key(), overflow.encode(), overflow.length());
        } else {
            run.add(edit.key(), Objects.requireNonNull(value), -1);
        }
    }

    private void freeBigValues(PageRef page) {
        if (page.hasOverflowValues()) {
            PageReader entries = pages.read(page);
            while (entries.next()) {
                OverflowRef overflow = entries.overflow();
                if (overflow != null) {
                    free(overflow);
                }
            }
        }
    }

    /** Frees an overflow value unless a before-image may refer to it, which then frees it with itself. */
    private void free(OverflowRef overflow) {
        if (overflow.epoch() == superblock.epoch) {
            overflowValues.free(overflow);
        }
    }

    private PageRewrite run(long table) {
        return new PageRewrite(records, index, images, superblock, table);
    }
}
