package luahome.store.table;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import luahome.store.ObjectIds;
import luahome.store.Progress;
import luahome.store.Revision;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import org.jspecify.annotations.Nullable;

/**
 * Marks states of the store and returns to them, by copy on write.
 *
 * <p>Time is cut into <em>epochs</em>; a revision begins a new one. The first change to a page in an epoch keeps the
 * page as a {@linkplain BeforeImages before-image} for the key range that it held. To return to a revision is to put
 * the images of all epochs since back, newest epoch first, by ordinary changes in an epoch of their own, so that this
 * can be undone in the same way. Images go by key range and not by record, so splits and joins of pages do not matter;
 * each page's range is, within an epoch, either captured as a whole or not at all. Tables made since need no images:
 * they are those with later IDs, and IDs never come back. Going back costs what changed, not what exists. Not
 * thread-safe.
 */
public final class Revisions {
    /** So many edits are gathered before they are applied. */
    private static final int BATCH = 4096;

    private final RecordStore records;
    private final OverflowValues overflowValues;
    private final Superblock superblock;
    private final BeforeImages images;
    private final TablePages pages;
    private final TableWriter writer;
    private int countedImages = -1;
    private long counted;
    private @Nullable Set<Long> changedBefore;

    /** The revisions of a store. */
    public Revisions(
            RecordStore records, Superblock superblock, BeforeImages images, TablePages pages, TableWriter writer) {
        this.records = records;
        this.overflowValues = new OverflowValues(records);
        this.superblock = superblock;
        this.images = images;
        this.pages = pages;
        this.writer = writer;
    }

    /** The revisions that can be returned to, oldest first. */
    public List<Revision> list() {
        return superblock.marks.stream().map(Superblock.Mark::revision).toList();
    }

    /** Marks the present state, and forgets all earlier revisions. */
    public Revision save(@Nullable String label, Instant now) {
        dropImages();
        for (Superblock.Mark mark : superblock.marks) {
            if (mark.changedRecid() != 0) {
                records.delete(mark.changedRecid());
            }
        }
        superblock.marks.clear();
        superblock.savedNextTableId = superblock.nextTableId;
        superblock.bornSinceSave = 0;
        Revision revision = mark(label, now, false, 0);
        countChangesFromHere(0);
        return revision;
    }

    /** Whether a table exists in a revision. */
    public boolean existsIn(long number, long table) {
        Superblock.Mark mark = mark(number);
        if (ObjectIds.number(table) >= mark.nextTableId()) {
            return false;
        }
        for (long epoch = mark.epoch(); epoch <= superblock.epoch; epoch++) {
            BeforeImages.Image image = images.firstOf(epoch, table);
            if (image != null) {
                return !image.isAbsence();
            }
        }
        return pages.exists(table);
    }

    private Superblock.Mark mark(long number) {
        return superblock.marks.stream()
                .filter(mark -> mark.revision().number() == number)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no revision " + number));
    }

    /** Marks the present state as an automatic revision and returns to an earlier one. */
    public TableStore.Loaded load(long number, Instant now, Progress progress) {
        Superblock.Mark target = mark(number);
        long born = superblock.nextTableId - target.nextTableId();
        long total = born + imagesSince(target);
        long done = 0;
        Revision undo = mark(null, now, true, writeTables(changedOld()));
        Set<Long> touched = new TreeSet<>();
        for (long epoch = superblock.epoch - 1; epoch >= target.epoch(); epoch--) {
            BeforeImages.Image image = images.next(epoch, null);
            while (image != null) {
                touched.add(image.table());
                restore(image);
                progress.at(++done, total);
                image = images.next(epoch, image);
            }
        }
        for (int kind = 0; kind < ObjectIds.KINDS; kind++) {
            done += dropBornSince(ObjectIds.of(kind, target.nextTableId()), touched, done, total, progress);
        }
        touched.remove(TableStore.SYSTEM_TABLE);
        // A new epoch, so that the images of it tell what differs from the state gone to.
        superblock.epoch++;
        countChangesFromHere(target.changedRecid());
        long[] changed = touched.stream().mapToLong(Long::longValue).toArray();
        return new TableStore.Loaded(target.revision(), undo, changed);
    }

    /** How many before-images lead back to a mark; reads them all, which costs little beside restoring them. */
    private long imagesSince(Superblock.Mark target) {
        long count = 0;
        for (long epoch = superblock.epoch; epoch >= target.epoch(); epoch--) {
            for (BeforeImages.Image image = images.next(epoch, null);
                    image != null;
                    image = images.next(epoch, image)) {
                count++;
            }
        }
        return count;
    }

    private long dropBornSince(long first, Set<Long> touched, long before, long total, Progress progress) {
        long dropped = 0;
        for (long object = pages.nextTable(first);
                object >= 0 && ObjectIds.kind(object) == ObjectIds.kind(first);
                object = pages.nextTable(first)) {
            touched.add(object);
            writer.drop(object);
            progress.at(before + ++dropped, total);
        }
        return dropped;
    }

    /** How many tables, and other objects that are still there, differ from the last save. */
    public long changedTables() {
        if (superblock.marks.isEmpty()) {
            TableInfo home = pages.info(1);
            return superblock.tableCount - (home != null && home.entries() == 0 ? 1 : 0);
        }
        // Between two calls the images can only have come to name more tables.
        int imaged = images.tablesChanged().size();
        if (imaged != countedImages) {
            counted = changedOld().size();
            countedImages = imaged;
        }
        return counted + superblock.bornSinceSave;
    }

    private Revision mark(@Nullable String label, Instant now, boolean automatic, long changedRecid) {
        Revision revision = new Revision(superblock.nextRevision++, now, label, automatic);
        superblock.epoch++;
        superblock.epochNextTableId = superblock.nextTableId;
        superblock.marks.add(new Superblock.Mark(revision, superblock.epoch, superblock.nextTableId, changedRecid));
        return revision;
    }

    private void countChangesFromHere(long changedRecid) {
        superblock.changedEpoch = superblock.epoch;
        superblock.changedRecid = changedRecid;
        changedBefore = null;
        countedImages = -1;
        images.forgetTablesChanged();
    }

    /** The tables that existed at the last save and differ from it. */
    private Set<Long> changedOld() {
        if (changedBefore == null) {
            changedBefore = readTables(superblock.changedRecid);
        }
        Set<Long> changed = new HashSet<>(changedBefore);
        changed.addAll(images.tablesChanged());
        changed.remove(TableStore.SYSTEM_TABLE);
        changed.removeIf(object -> ObjectIds.number(object) >= superblock.savedNextTableId
                || ObjectIds.kind(object) != 0 && !pages.exists(object));
        return changed;
    }

    private long writeTables(Set<Long> ids) {
        if (ids.isEmpty()) {
            return 0;
        }
        ByteWriter out = new ByteWriter(64);
        out.putPacked(ids.size());
        long before = 0;
        for (long id : new TreeSet<>(ids)) {
            out.putPacked(id - before);
            before = id;
        }
        return records.put(out.toArray());
    }

    private Set<Long> readTables(long recid) {
        Set<Long> ids = new HashSet<>();
        if (recid != 0) {
            try {
                ByteReader in = new ByteReader(records.get(recid));
                long id = 0;
                for (int left = in.getLength(); left > 0; left--) {
                    id += in.getPacked();
                    ids.add(id);
                }
            } catch (IndexOutOfBoundsException e) {
                throw records.damaged("record " + recid, e);
            }
        }
        return ids;
    }

    private void restore(BeforeImages.Image image) {
        long table = image.table();
        if (image.isAbsence()) {
            writer.drop(table);
            return;
        }
        PageReader page = pages.read(image.page());
        if (image.first().length == 0 && image.end() == null && pages.hasSeveralPages(table)) {
            List<EntryChange> all = new ArrayList<>();
            while (page.next()) {
                all.add(put(page));
            }
            writer.replace(table, new EntryChange.Stream(all.iterator()));
            return;
        }
        Difference difference = new Difference(page);
        byte[] from = image.first();
        boolean complete;
        do {
            complete = pages.visit(table, from, image.end(), difference::meet);
            if (complete) {
                difference.rest();
            } else {
                from = PageKeys.successor(difference.last);
            }
            writer.update(table, new EntryChange.Stream(difference.edits.iterator()));
            difference.edits.clear();
        } while (!complete);
    }

    /** Finds what must change so that a range holds the entries of an image. */
    private static final class Difference {
        private final PageReader image;
        private final List<EntryChange> edits = new ArrayList<>();
        private boolean more;
        private byte[] last = PageKeys.EMPTY;

        Difference(PageReader image) {
            this.image = image;
            this.more = image.next();
        }

        /** Takes an entry that the range holds now; answers whether there is room for more edits. */
        boolean meet(PageReader now) {
            byte[] key = now.key();
            last = key;
            while (more && image.compareKey(key) < 0) {
                edits.add(put(image));
                more = image.next();
            }
            if (more && image.compareKey(key) == 0) {
                if (!now.hasPayload(image.payload(), image.isBig())) {
                    edits.add(put(image));
                }
                more = image.next();
            } else {
                edits.add(new EntryChange(key, null, null));
            }
            return edits.size() < BATCH;
        }

        /** Takes what the image holds behind the last entry met. */
        void rest() {
            for (; more; more = image.next()) {
                edits.add(put(image));
            }
        }
    }

    private static EntryChange put(PageReader page) {
        OverflowRef overflow = page.overflow();
        return new EntryChange(page.key(), overflow == null ? page.payload() : null, overflow);
    }

    /** Frees the images and the overflow values that only they refer to. */
    private void dropImages() {
        Set<OverflowRef> orphans = new HashSet<>();
        images.forEach(image -> {
            if (!image.isAbsence()) {
                if (image.page().hasOverflowValues()) {
                    collectBigValues(image, orphans);
                }
                records.delete(image.page().recid());
            }
            return true;
        });
        orphans.forEach(overflowValues::free);
        images.clear();
    }

    private void collectBigValues(BeforeImages.Image image, Set<OverflowRef> orphans) {
        PageReader page = pages.read(image.page());
        while (page.next()) {
            OverflowRef overflow = page.overflow();
            if (overflow != null && !overflow.equals(pages.bigValue(image.table(), page.key()))) {
                orphans.add(overflow);
            }
        }
    }
}
