package luahome.store.maintenance;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Consumer;
import luahome.store.Finding;
import luahome.store.Finding.Kind;
import luahome.store.IdSet;
import luahome.store.ObjectIds;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.table.BeforeImages;
import luahome.store.table.IndexTree;
import luahome.store.table.OverflowRef;
import luahome.store.table.OverflowValues;
import luahome.store.table.PageKeys;
import luahome.store.table.PageReader;
import luahome.store.table.PageRef;
import luahome.store.table.RecordStore;
import luahome.store.table.Superblock;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a whole store and compares what is said twice: pages with the index, counts with what they count, records
 * in use with records referred to, before-images with each other and with the pages. What cannot be read is reported,
 * with the tables concerned, and the walk goes on. Used once; not thread-safe.
 */
public final class StoreCheck {
    private final RecordStore records;
    private final Superblock superblock;
    private final IndexTree index;
    private final IndexTree imageIndex;
    private final BeforeImages images;
    private final OverflowValues values;
    private final Consumer<Finding> findings;
    private final Progress progress;

    private final IdSet used = new IdSet();
    private final IdSet tables = new IdSet();
    /** What references said of overflow values. */
    private final IdMap overflowValues = new IdMap();

    private final IdSet bigOfPages = new IdSet();
    private IndexTree.@Nullable Entry pending;
    private boolean lostBefore;
    private boolean whole = true;
    private long tableCount;
    private long bornSinceSave;
    private long presentTable = -1;
    private long done;
    private long total;

    /** A check of the parts of a store, which streams what it finds. */
    public StoreCheck(
            RecordStore records,
            Superblock superblock,
            IndexTree index,
            IndexTree imageIndex,
            Consumer<Finding> findings,
            Progress progress) {
        this.records = records;
        this.superblock = superblock;
        this.index = index;
        this.imageIndex = imageIndex;
        this.images = new BeforeImages(records, superblock, imageIndex);
        this.values = new OverflowValues(records);
        this.findings = findings;
        this.progress = progress;
    }

    /** Checks everything. */
    public void run() {
        total = 2 * records.count();
        use(Superblock.RECID, "the superblock");
        index.salvage(recid -> use(recid, "an index node"), this::look, this::lost);
        flush(null);
        if (whole) {
            expect(
                    Kind.WRONG_COUNT,
                    null,
                    tableCount == superblock.tableCount,
                    superblock.tableCount + " tables counted, " + tableCount + " found");
            expect(
                    Kind.WRONG_COUNT,
                    null,
                    bornSinceSave == superblock.bornSinceSave,
                    superblock.bornSinceSave + " tables counted since the save, " + bornSinceSave + " found");
        }
        images();
        superblock.marks.forEach(mark -> {
            if (mark.changedRecid() != 0) {
                use(mark.changedRecid(), "the changed tables of a revision");
            }
        });
        space();
    }

    /** The tables that were found, the system table among them; after {@link #run}. */
    public IdSet tables() {
        return tables;
    }

    /** Whether everything could be read; after {@link #run}. */
    public boolean whole() {
        return whole;
    }

    private void space() {
        IdSet missing = used;
        records.forEach(
                recid -> {
                    progress.at(Math.min(++done, total), total);
                    if (!missing.remove(recid) && whole) {
                        report(Kind.BAD_SPACE, null, "nothing refers to record " + recid);
                    }
                },
                (recid, e) -> missing.remove(recid));
        missing.forEach(
                recid -> report(Kind.BAD_SPACE, null, "record " + recid + " is referred to and does not exist"));
    }

    /** Looks at an index entry once the one behind it is known. */
    private void look(IndexTree.Entry entry) {
        flush(entry);
        pending = entry;
        lostBefore = false;
    }

    private void lost(StoreException why, byte[] from, byte @Nullable [] to) {
        flush(null);
        lostBefore = true;
        whole = false;
        report(
                Kind.BAD_INDEX,
                null,
                "a part of the index cannot be read; " + tablesOf(from, to) + " may lack entries: " + why.getMessage());
    }

    /** Names the tables in a range of keys of the index. */
    public static String tablesOf(byte[] from, byte @Nullable [] to) {
        long first = from.length < Long.BYTES ? 0 : PageKeys.head(from);
        return to == null ? ObjectIds.name(first) + " and all later ones" : ObjectIds.names(first, PageKeys.head(to));
    }

    private void flush(IndexTree.@Nullable Entry next) {
        IndexTree.Entry entry = pending;
        pending = null;
        if (entry != null) {
            progress.at(Math.min(++done, total), total);
            long table = PageKeys.head(entry.key());
            try {
                boolean ends = next == null || PageKeys.head(next.key()) != table;
                page(
                        entry,
                        table,
                        ends ? null : PageKeys.tail(Objects.requireNonNull(next).key()));
            } catch (StoreException e) {
                unreadable(Kind.BAD_TABLE, table, "a part of " + ObjectIds.name(table) + " cannot be read: ", e);
            } catch (IndexOutOfBoundsException e) {
                whole = false;
                report(Kind.BAD_INDEX, table, "an index entry of " + ObjectIds.name(table) + " cannot be read");
            }
        }
    }

    private void unreadable(Kind kind, @Nullable Long table, String what, StoreException e) {
        if (e.kind() != StoreException.Kind.DAMAGED) {
            throw e;
        }
        whole = false;
        report(kind, table, what + e.getMessage());
    }

    private void page(IndexTree.Entry entry, long table, byte @Nullable [] end) {
        byte[] first = PageKeys.tail(entry.key());
        String name = "page " + Arrays.toString(first) + " of " + ObjectIds.name(table);
        if (table != presentTable) {
            tables.add(table);
            expect(
                    Kind.BAD_TABLE,
                    table,
                    first.length == 0 || !whole || lostBefore,
                    "the first " + name + " does not begin at the empty key");
            expect(
                    Kind.BEYOND_NEXT_ID,
                    table,
                    ObjectIds.number(table) < superblock.nextTableId,
                    ObjectIds.name(table) + " is beyond the next ID, which is " + superblock.nextTableId);
            tableCount += ObjectIds.counts(table) ? 1 : 0;
            bornSinceSave += ObjectIds.counts(table) && table >= superblock.savedNextTableId ? 1 : 0;
            presentTable = table;
        }
        PageRef ref = PageRef.decode(entry.value());
        content(Kind.BAD_TABLE, table, name, ref, first, end, true);
        expect(Kind.BAD_TABLE, table, ref.epoch() <= superblock.epoch, name + " is of a later epoch");
        if (ObjectIds.number(table) < superblock.epochNextTableId) {
            coverage(name, table, first, end, images.needs(table, ref));
        }
    }

    private void content(
            Kind kind, long table, String name, PageRef ref, byte[] first, byte @Nullable [] end, boolean present) {
        use(ref.recid(), name);
        PageReader page = new PageReader(records.get(ref.recid()), e -> records.damaged(name, e));
        long count = 0;
        long bytes = 0;
        boolean overflow = false;
        byte[] before = null;
        while (page.next()) {
            byte[] key = page.key();
            expect(kind, table, before == null || Arrays.compareUnsigned(before, key) < 0, name + " is not sorted");
            expect(
                    kind,
                    table,
                    page.compareKey(first) >= 0 && (end == null || page.compareKey(end) < 0),
                    name + " has a key outside its range");
            before = key;
            count++;
            bytes += key.length;
            OverflowRef value = page.overflow();
            overflow |= value != null;
            bytes += value == null ? page.payloadLength() : value.length();
            if (value != null) {
                overflow(kind, table, name, value, present);
            }
        }
        expect(
                Kind.WRONG_COUNT,
                table,
                count == ref.entries() && bytes == ref.bytes(),
                name + " has other counts than the index says");
        expect(kind, table, overflow == ref.hasOverflowValues(), name + " and the index disagree about big values");
    }

    private void overflow(Kind kind, long table, String name, OverflowRef value, boolean present) {
        long said = value.epoch() << Integer.SIZE | value.length() & 0xFFFFFFFFL;
        long other = overflowValues.get(value.recid());
        overflowValues.put(value.recid(), said);
        expect(kind, table, other == 0 || other == said, name + " disagrees about big value " + value);
        expect(kind, table, !present || bigOfPages.add(value.recid()), name + " shares big value " + value);
        if (other == 0) {
            try {
                values.forEachRecord(value, recid -> use(recid, "a big value"));
                values.forEachPiece(value, (piece, length) -> {});
            } catch (StoreException e) {
                unreadable(kind, table, "a value in " + ObjectIds.name(table) + " cannot be read: ", e);
            }
        }
    }

    /** Within the present epoch a page's range is captured as a whole or not at all. */
    private void coverage(String name, long table, byte[] first, byte @Nullable [] end, boolean none) {
        byte[] position = first;
        while (position != null && (end == null || Arrays.compareUnsigned(position, end) < 0)) {
            byte[] at = position;
            IndexTree.Entry floor = imageIndex.floor(PageKeys.of(superblock.epoch, PageKeys.of(table, at)));
            boolean captured = superblock.epoch > 0 && floor != null && covers(floor, table, at);
            if (none) {
                expect(Kind.BAD_REVISION, table, !captured, name + " is not captured and has an image");
                return;
            }
            if (superblock.epoch == 0) {
                return;
            }
            expect(Kind.BAD_REVISION, table, captured, name + " changed in this epoch and is not captured");
            position = captured ? images.decode(Objects.requireNonNull(floor)).end() : null;
        }
    }

    private boolean covers(IndexTree.Entry entry, long table, byte[] key) {
        BeforeImages.Image image = images.decode(entry);
        return image.epoch() == superblock.epoch
                && image.table() == table
                && (image.end() == null || Arrays.compareUnsigned(key, image.end()) < 0);
    }

    private void images() {
        BeforeImages.Image[] before = new BeforeImages.Image[1];
        imageIndex.salvage(
                recid -> use(recid, "a node of the index of images"),
                entry -> {
                    progress.at(Math.min(done, total), total);
                    try {
                        BeforeImages.Image image = images.decode(entry);
                        image(image, before[0]);
                        before[0] = image;
                    } catch (StoreException e) {
                        unreadable(Kind.BAD_REVISION, null, "a part of a revision cannot be read: ", e);
                    }
                },
                (why, from, to) ->
                        unreadable(Kind.BAD_REVISION, null, "a part of the revisions cannot be read: ", why));
    }

    private void image(BeforeImages.Image image, BeforeImages.@Nullable Image last) {
        String name = "image " + image;
        long table = image.table();
        expect(
                Kind.BAD_REVISION,
                table,
                last == null
                        || last.epoch() != image.epoch()
                        || last.table() != table
                        || last.end() != null && Arrays.compareUnsigned(last.end(), image.first()) <= 0,
                name + " overlaps the one before");
        expect(
                Kind.BAD_REVISION,
                table,
                image.epoch() > 0 && image.epoch() <= superblock.epoch,
                name + " is of no epoch");
        if (!image.isAbsence()) {
            content(Kind.BAD_REVISION, table, name, image.page(), image.first(), image.end(), false);
        }
    }

    private void use(long recid, String what) {
        expect(Kind.BAD_SPACE, null, used.add(recid), "record " + recid + " has a second use as " + what);
    }

    private void expect(Kind kind, @Nullable Long table, boolean condition, String otherwise) {
        if (!condition) {
            report(kind, table, otherwise);
        }
    }

    private void report(Kind kind, @Nullable Long table, String message) {
        findings.accept(new Finding(kind, table, message));
    }
}
