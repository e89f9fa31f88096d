package luahome.store.table;

import java.nio.BufferUnderflowException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import luahome.store.ObjectIds;
import org.jspecify.annotations.Nullable;

/**
 * What stood in pages before they were first changed in an epoch, see {@link Revisions}. A before-image takes over the
 * record of the old page, so making one copies nothing. Not thread-safe.
 */
public final class BeforeImages {
    /**
     * What a key range of a table held.
     *
     * @param epoch the epoch in which it was changed
     * @param table the table
     * @param first the first key of the range
     * @param page the page that held it; with record 0, the table did not exist
     * @param end the first key beyond the range; null if it goes to the table's end
     */
    public record Image(long epoch, long table, byte[] first, PageRef page, byte @Nullable [] end) {
        /** Whether the table did not exist. */
        public boolean isAbsence() {
            return page.recid() == 0;
        }
    }

    private final RecordStore records;
    private final Superblock superblock;
    private final IndexTree tree;
    private @Nullable Set<Long> tables;

    /** Keeps images in a tree. */
    public BeforeImages(RecordStore records, Superblock superblock, IndexTree tree) {
        this.records = records;
        this.superblock = superblock;
        this.tree = tree;
    }

    /** Whether a page must be captured before it changes: a revision needs it and it has not been in this epoch. */
    public boolean needs(long table, PageRef page) {
        return page.epoch() < superblock.epoch && ObjectIds.number(table) < superblock.epochNextTableId;
    }

    /**
     * Keeps a page that {@link #needs} it; its record must then be left as it is.
     *
     * @param key the page's key in the index
     * @param end the first key beyond its range; null if it goes to the table's end
     */
    void capture(byte[] key, PageRef page, byte @Nullable [] end) {
        tree.put(PageKeys.of(superblock.epoch, key), encode(page, end));
        if (tables != null) {
            tables.add(PageKeys.head(key));
        }
    }

    /** What stands in the tree for a page and the end of its range. */
    public static byte[] encode(PageRef page, byte @Nullable [] end) {
        ByteWriter out = new ByteWriter(64);
        page.write(out);
        out.put(end == null ? 0 : 1);
        if (end != null) {
            out.putBlock(end);
        }
        return out.toArray();
    }

    /** Keeps that a table about to be made did not exist, unless it did when the epoch began. */
    void captureAbsence(long table) {
        byte[] key = PageKeys.of(table, PageKeys.EMPTY);
        if (ObjectIds.number(table) < superblock.epochNextTableId
                && superblock.epoch > 0
                && tree.get(PageKeys.of(superblock.epoch, key)) == null) {
            capture(key, new PageRef(0, 0, 0, 0, 0, 0), null);
        }
    }

    /** The first image of an epoch after the given one, in the order of tables and keys; null if there is none. */
    @Nullable
    Image next(long epoch, @Nullable Image after) {
        IndexTree.Entry entry = after == null
                ? tree.ceiling(PageKeys.of(epoch, PageKeys.EMPTY))
                : tree.higher(PageKeys.of(epoch, PageKeys.of(after.table, after.first)));
        return entry == null || PageKeys.head(entry.key()) != epoch ? null : decode(entry);
    }

    /**
     * The image of a table's first page in an epoch, which there is if the table came or went; null if there is none.
     */
    @Nullable
    Image firstOf(long epoch, long table) {
        byte[] key = PageKeys.of(epoch, PageKeys.of(table, PageKeys.EMPTY));
        byte[] value = tree.get(key);
        return value == null ? null : decode(new IndexTree.Entry(key, value));
    }

    /** Hands all images to a visitor, which must not change any, until it answers false. */
    void forEach(Predicate<Image> visitor) {
        tree.forEachFrom(PageKeys.EMPTY, entry -> visitor.test(decode(entry)));
    }

    /** Forgets all images; their records are the caller's to free, before. */
    void clear() {
        tree.clear();
        tables = null;
    }

    /** The tables that have an image of {@link Superblock#changedEpoch} or later; not to be changed. */
    Set<Long> tablesChanged() {
        if (tables == null) {
            Set<Long> found = new HashSet<>();
            tree.forEachFrom(PageKeys.of(superblock.changedEpoch, PageKeys.EMPTY), entry -> {
                found.add(PageKeys.head(PageKeys.tail(entry.key())));
                return true;
            });
            tables = found;
        }
        return tables;
    }

    /** To be called when {@link Superblock#changedEpoch} moves. */
    void forgetTablesChanged() {
        tables = null;
    }

    /** Reads an entry of the tree of images. */
    public Image decode(IndexTree.Entry entry) {
        try {
            byte[] key = PageKeys.tail(entry.key());
            ByteReader in = new ByteReader(entry.value());
            PageRef page = PageRef.read(in);
            byte[] end = in.get() == 0 ? null : in.getBlock();
            return new Image(PageKeys.head(entry.key()), PageKeys.head(key), PageKeys.tail(key), page, end);
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw records.damaged("a before-image", e);
        }
    }
}
