package luahome.store;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a whole store and compares what is said twice: pages with the index, counts with what they count, records
 * in use with records referred to, before-images with each other and with the pages. Used once; not thread-safe.
 */
final class StoreCheck {
    private final Records records;
    private final Superblock superblock;
    private final IndexTree index;
    private final IndexTree imageIndex;
    private final BeforeImages images;
    private final Set<Long> used = new HashSet<>();
    private final Map<Long, BigRef> bigValues = new HashMap<>();
    private final Set<Long> bigOfPages = new HashSet<>();
    private long tableCount;
    private long bornSinceSave;
    private long presentTable = -1;

    /** A check of the parts of a store. */
    StoreCheck(Records records, Superblock superblock, IndexTree index, IndexTree imageIndex) {
        this.records = records;
        this.superblock = superblock;
        this.index = index;
        this.imageIndex = imageIndex;
        this.images = new BeforeImages(records, superblock, imageIndex);
    }

    /** Raises an {@link IllegalStateException} that says what is wrong. */
    void run() {
        use(Superblock.RECID, "the superblock");
        index.forEachNode(recid -> use(recid, "an index node"));
        imageIndex.forEachNode(recid -> use(recid, "a node of the index of images"));
        index.forEachFrom(PageKeys.EMPTY, entry -> {
            page(entry);
            return true;
        });
        expect(tableCount == superblock.tableCount,
                superblock.tableCount + " tables counted, " + tableCount + " found");
        expect(bornSinceSave == superblock.bornSinceSave,
                superblock.bornSinceSave + " tables counted since the save, " + bornSinceSave + " found");
        images();
        superblock.marks.forEach(mark -> {
            if (mark.changedRecid() != 0) {
                use(mark.changedRecid(), "the changed tables of a revision");
            }
        });
        BigValues values = new BigValues(records);
        bigValues.values().forEach(big -> values.forEachRecord(big, recid -> use(recid, "a big value")));
        Set<Long> leaked = new TreeSet<>();
        Set<Long> missing = new HashSet<>(used);
        records.forEach(recid -> {
            if (!missing.remove(recid)) {
                leaked.add(recid);
            }
        });
        expect(leaked.isEmpty(), "records that nothing refers to: " + leaked);
        expect(missing.isEmpty(), "records that are referred to and do not exist: " + missing);
    }

    private void page(IndexTree.Entry entry) {
        long table = PageKeys.head(entry.key());
        byte[] first = PageKeys.tail(entry.key());
        String name = "page " + Arrays.toString(first) + " of table " + table;
        if (table != presentTable) {
            expect(first.length == 0, "the first " + name + " does not begin at the empty key");
            expect(ObjectIds.number(table) < superblock.nextTableId, "table " + table + " is beyond the next ID");
            tableCount += ObjectIds.counts(table) ? 1 : 0;
            bornSinceSave += ObjectIds.counts(table) && table >= superblock.savedNextTableId ? 1 : 0;
            presentTable = table;
        }
        IndexTree.Entry next = index.higher(entry.key());
        byte[] end = next == null || PageKeys.head(next.key()) != table ? null : PageKeys.tail(next.key());
        PageRef ref = PageRef.decode(entry.value());
        content(name, ref, first, end, true);
        expect(ref.epoch() <= superblock.epoch, name + " is of a later epoch");
        if (ObjectIds.number(table) < superblock.epochNextTableId) {
            coverage(name, table, first, end, images.needs(table, ref));
        }
    }

    private void content(String name, PageRef ref, byte[] first, byte @Nullable [] end, boolean present) {
        use(ref.recid(), name);
        PageReader page = new PageReader(records.get(ref.recid()), e -> records.damaged(name, e));
        long count = 0;
        long bytes = 0;
        boolean big = false;
        byte[] before = null;
        while (page.next()) {
            byte[] key = page.key();
            expect(before == null || Arrays.compareUnsigned(before, key) < 0, name + " is not sorted");
            expect(page.compareKey(first) >= 0 && (end == null || page.compareKey(end) < 0),
                    name + " has a key outside its range");
            before = key;
            count++;
            bytes += key.length;
            BigRef value = page.big();
            big |= value != null;
            bytes += value == null ? page.payloadLength() : value.length();
            if (value != null) {
                BigRef other = bigValues.put(value.recid(), value);
                expect(other == null || other.equals(value), name + " disagrees about big value " + value);
                expect(!present || bigOfPages.add(value.recid()), name + " shares big value " + value);
            }
        }
        expect(count == ref.entries() && bytes == ref.bytes(), name + " has other counts than the index says");
        expect(big == ref.hasBigValues(), name + " and the index disagree about big values");
    }

    /** Within the present epoch a page's range is captured as a whole or not at all. */
    private void coverage(String name, long table, byte[] first, byte @Nullable [] end, boolean none) {
        byte[] position = first;
        while (position != null && (end == null || Arrays.compareUnsigned(position, end) < 0)) {
            byte[] at = position;
            IndexTree.Entry floor = imageIndex.floor(PageKeys.of(superblock.epoch, PageKeys.of(table, at)));
            boolean captured = superblock.epoch > 0 && floor != null && covers(floor, table, at);
            if (none) {
                expect(!captured, name + " is not captured and has an image");
                return;
            }
            if (superblock.epoch == 0) {
                return;
            }
            expect(captured, name + " changed in this epoch and is not captured");
            position = images.decode(Objects.requireNonNull(floor)).end();
        }
    }

    private boolean covers(IndexTree.Entry entry, long table, byte[] key) {
        BeforeImages.Image image = images.decode(entry);
        return image.epoch() == superblock.epoch && image.table() == table
                && (image.end() == null || Arrays.compareUnsigned(key, image.end()) < 0);
    }

    private void images() {
        BeforeImages.Image[] before = new BeforeImages.Image[1];
        images.forEach(image -> {
            String name = "image " + image;
            BeforeImages.Image last = before[0];
            expect(last == null || last.epoch() != image.epoch() || last.table() != image.table()
                    || last.end() != null && Arrays.compareUnsigned(last.end(), image.first()) <= 0,
                    name + " overlaps the one before");
            expect(image.epoch() > 0 && image.epoch() <= superblock.epoch, name + " is of no epoch");
            if (!image.isAbsence()) {
                content(name, image.page(), image.first(), image.end(), false);
            }
            before[0] = image;
            return true;
        });
    }

    private void use(long recid, String what) {
        expect(used.add(recid), "record " + recid + " has a second use as " + what);
    }

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalStateException(otherwise);
        }
    }
}
