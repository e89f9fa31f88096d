package luahome.store.maintenance;

import luahome.store.Progress;
import luahome.store.table.BeforeImages;
import luahome.store.table.IndexTree;
import luahome.store.table.OverflowRef;
import luahome.store.table.OverflowValues;
import luahome.store.table.PageKeys;
import luahome.store.table.PageReader;
import luahome.store.table.PageRef;
import luahome.store.table.PageWriter;
import luahome.store.table.RecordStore;
import luahome.store.table.Superblock;

/**
 * Copies all that a store holds, its revisions included, into an empty store, table after table and without the holes
 * that changes left. Records get new numbers, so what refers to them is rewritten. Used once; not thread-safe.
 */
public final class StoreCopy {
    private final RecordStore from;
    private final RecordStore to;
    private final OverflowValues oldValues;
    private final OverflowValues newValues;
    /** Where overflow values are now that a before-image may share with a page. */
    private final IdMap moved = new IdMap();

    private final Progress progress;
    private boolean sharing;
    private long done;
    private long total;

    /** A copy of one store's records into those of another, in which there are none. */
    public StoreCopy(RecordStore from, RecordStore to, Progress progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
        oldValues = new OverflowValues(from);
        newValues = new OverflowValues(to);
    }

    /** Copies everything. */
    public void run(Superblock source, IndexTree index, IndexTree images) {
        Superblock target = Superblock.create(to);
        IndexTree newIndex = IndexTree.create(to);
        IndexTree newImages = IndexTree.create(to);
        index.forEachFrom(PageKeys.EMPTY, entry -> count());
        images.forEachFrom(PageKeys.EMPTY, entry -> count());
        sharing = !source.marks.isEmpty();
        index.forEachFrom(PageKeys.EMPTY, entry -> {
            newIndex.put(entry.key(), page(PageRef.decode(entry.value())).encode());
            return step();
        });
        BeforeImages decoder = new BeforeImages(from, source, images);
        images.forEachFrom(PageKeys.EMPTY, entry -> {
            BeforeImages.Image image = decoder.decode(entry);
            newImages.put(
                    entry.key(),
                    BeforeImages.encode(image.isAbsence() ? image.page() : page(image.page()), image.end()));
            return step();
        });
        target.takeOver(source, this::record);
        newIndex.flush();
        newImages.flush();
        target.indexRoot = newIndex.rootRecid();
        target.imagesRoot = newImages.rootRecid();
        target.write(to);
        to.commit();
    }

    private boolean count() {
        total++;
        return true;
    }

    private boolean step() {
        progress.at(++done, total);
        return true;
    }

    /** Copies a record of which no other refers to a third; 0 stands for none. */
    private long record(long recid) {
        return recid == 0 ? 0 : to.put(from.get(recid));
    }

    private PageRef page(PageRef old) {
        if (!old.hasOverflowValues()) {
            return old.movedTo(record(old.recid()), old.size());
        }
        PageReader entries = new PageReader(from.get(old.recid()), e -> from.damaged("page record " + old.recid(), e));
        PageWriter out = new PageWriter();
        while (entries.next()) {
            byte[] key = entries.key();
            OverflowRef overflow = entries.overflow();
            byte[] payload =
                    overflow == null ? entries.payload() : value(overflow).encode();
            out.add(key, key.length, payload, 0, payload.length, overflow == null ? -1 : overflow.length());
        }
        PageWriter.Page page = out.finish();
        return old.movedTo(to.put(page.content()), page.content().length);
    }

    private OverflowRef value(OverflowRef old) {
        long known = sharing ? moved.get(old.recid()) : 0;
        if (known == 0) {
            known = oldValues.copy(old, newValues).recid();
            if (sharing) {
                moved.put(old.recid(), known);
            }
        }
        return new OverflowRef(known, old.length(), old.epoch());
    }
}
