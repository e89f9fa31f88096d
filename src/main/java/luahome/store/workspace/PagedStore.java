package luahome.store.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import luahome.store.Finding;
import luahome.store.IoCounters;
import luahome.store.ObjectIds;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.Revision;
import luahome.store.StoreException;
import luahome.store.StoreInfo;
import luahome.store.TableInfo;
import luahome.store.TableStore;
import luahome.store.disk.Disk;
import luahome.store.maintenance.ReferenceCheck;
import luahome.store.maintenance.StoreCheck;
import luahome.store.maintenance.StoreCopy;
import luahome.store.table.BeforeImages;
import luahome.store.table.EntryChange;
import luahome.store.table.IndexTree;
import luahome.store.table.OverflowRef;
import luahome.store.table.OverflowValues;
import luahome.store.table.PageKeys;
import luahome.store.table.RecordStore;
import luahome.store.table.Revisions;
import luahome.store.table.Superblock;
import luahome.store.table.TablePages;
import luahome.store.table.TableWriter;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.TransactionalVolume;
import luahome.store.volume.VolumeOpener;
import org.jspecify.annotations.Nullable;

/**
 * The store of a workspace: tables in pages, pages in MapDB's records, records in a transactional file.
 *
 * <p>One thread uses an instance at a time. The iterators and visitors given to it may read from it; only those of
 * {@link #scan} and {@link #tables} may also change it.
 *
 * <p>It is long because it implements the whole of {@link TableStore}: most methods hand on to a class of {@code
 * store.table} within the rules of a transaction.
 */
public final class PagedStore implements TableStore {
    private final TransactionalVolume volume;
    private final Path file;
    private final boolean existedBefore;
    private RecordStore records;
    private Superblock superblock;
    private IndexTree index;
    private IndexTree imageIndex;
    private TablePages pages;
    private TableWriter writer;
    private Revisions revisions;
    private boolean broken;

    /** Whether the objects above may be of another state of the volume than the present one. */
    private boolean stale;

    private boolean closed;

    /**
     * Opens the workspace in a directory; the caller closes it.
     *
     * @param mode {@link OpenMode#READ}: nothing is written or created, and {@link #commit} fails if anything changed
     * @throws StoreException if the workspace cannot be used
     */
    public static PagedStore open(Path workspace, OpenMode mode) {
        return new PagedStore(JournaledVolume.open(workspace, mode), mode == OpenMode.WRITE);
    }

    /** As {@link RecordStore#prepare}. */
    public static void prepare() {
        RecordStore.prepare();
    }

    /** The number of the process that has a workspace open for writing; empty if there is none. */
    public static OptionalLong writer(Path workspace) {
        return VolumeOpener.writer(workspace);
    }

    /**
     * Opens an existing workspace for writing; the caller closes it.
     *
     * @throws StoreException if there is none or it cannot be used
     */
    public static PagedStore openExisting(Path workspace) {
        // Opening for writing makes what is absent, opening for reading says that it is.
        open(workspace, OpenMode.READ).close();
        return open(workspace, OpenMode.WRITE);
    }

    /**
     * Opens the store in a file, making its structures in a transaction of their own if there are none.
     *
     * @param volume closed by this store; also if this constructor fails
     * @param write whether the structures, if they are made, are committed
     */
    public PagedStore(TransactionalVolume volume, boolean write) {
        this.volume = volume;
        this.file = volume.info().file();
        this.existedBefore = !volume.isEmpty();
        boolean opened = false;
        try {
            open();
            if (!existedBefore && write) {
                commitAll();
            }
            opened = true;
        } finally {
            if (!opened) {
                volume.close();
            }
        }
    }

    /** Makes the objects over what is committed; all that were there before are void. */
    private void open() {
        stale = true;
        boolean exists = !volume.isEmpty();
        records = new RecordStore(volume, file, exists);
        if (exists) {
            superblock = Superblock.read(records, file);
            index = IndexTree.open(records, superblock.indexRoot);
            imageIndex = IndexTree.open(records, superblock.imagesRoot);
        } else {
            superblock = Superblock.create(records);
            index = IndexTree.create(records);
            imageIndex = IndexTree.create(records);
        }
        BeforeImages images = new BeforeImages(records, superblock, imageIndex);
        pages = new TablePages(records, index);
        writer = new TableWriter(records, index, images, superblock, pages);
        revisions = new Revisions(records, superblock, images, pages, writer);
        broken = false;
        stale = false;
    }

    @Override
    public boolean existedBefore() {
        return existedBefore;
    }

    @Override
    public long nextTableId() {
        checkOpen();
        return superblock.nextTableId;
    }

    @Override
    public void nextTableId(long next) {
        checkOpen();
        if (next < superblock.nextTableId) {
            throw new IllegalArgumentException("the next table ID is " + superblock.nextTableId + ", not " + next);
        }
        superblock.nextTableId = next;
    }

    @Override
    public long tableCount() {
        checkOpen();
        return superblock.tableCount;
    }

    @Override
    public @Nullable TableInfo info(long tableId) {
        checkOpen();
        return pages.info(tableId);
    }

    @Override
    public void tables(Predicate<TableInfo> visitor) {
        checkOpen();
        pages.tables(TableStore.SYSTEM_TABLE + 1, info -> ObjectIds.kind(info.id()) == 0 && visitor.test(info));
    }

    @Override
    public void objects(long from, Predicate<TableInfo> visitor) {
        checkOpen();
        pages.tables(Math.max(from, TableStore.SYSTEM_TABLE + 1), visitor);
    }

    @Override
    public byte @Nullable [] get(long tableId, byte[] key) {
        checkOpen();
        return pages.get(tableId, key);
    }

    @Override
    public void scan(long tableId, byte @Nullable [] from, EntryVisitor visitor) {
        checkOpen();
        pages.visit(
                tableId,
                from == null ? PageKeys.EMPTY : from,
                null,
                page -> visitor.entry(page.key(), pages.value(page)));
    }

    @Override
    public void scan(long tableId, long skip, EntryVisitor visitor) {
        checkOpen();
        pages.visitBehind(tableId, skip, page -> visitor.entry(page.key(), pages.value(page)));
    }

    @Override
    public void scanReferences(long tableId, byte @Nullable [] from, EntryVisitor visitor) {
        checkOpen();
        pages.visit(
                tableId,
                from == null ? PageKeys.EMPTY : from,
                null,
                page -> visitor.entry(page.key(), pages.valueIfReference(page)));
    }

    @Override
    public void update(long tableId, Iterator<Change> changes) {
        change(() -> {
            writer.update(tableId, EntryChange.Stream.of(changes));
            return true;
        });
    }

    /** Takes over entries of another store with the values that they refer to there, which need not fit in memory. */
    void takeOver(long tableId, Iterator<EntryChange> entries, RecordStore from) {
        OverflowValues theirs = new OverflowValues(from);
        OverflowValues ours = new OverflowValues(records);
        Iterator<EntryChange> taken = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return entries.hasNext();
            }

            @Override
            public EntryChange next() {
                EntryChange entry = entries.next();
                OverflowRef value = entry.overflow();
                return value == null
                        ? entry
                        : new EntryChange(entry.key(), null, null, theirs.copy(value, ours, superblock.epoch));
            }
        };
        change(() -> {
            writer.update(tableId, new EntryChange.Stream(taken));
            return true;
        });
    }

    @Override
    public void replace(long tableId, Iterator<Change> entries) {
        change(() -> {
            writer.replace(tableId, EntryChange.Stream.of(entries));
            return true;
        });
    }

    @Override
    public void drop(long tableId) {
        change(() -> {
            writer.drop(tableId);
            return true;
        });
    }

    @Override
    public void commit() {
        change(() -> {
            commitAll();
            return true;
        });
    }

    @Override
    public void rollback() {
        checkOpen();
        if (isChanged()) {
            volume.rollback();
            open();
        }
    }

    private void requireNoChanges() {
        checkOpen();
        if (isChanged() && !volume.isEmpty()) {
            throw new IllegalStateException("a transaction is open");
        }
    }

    private boolean isChanged() {
        // Dropping a table that a revision keeps writes no record before the commit: the trees must be asked too.
        return broken || records.isDirty() || index.isDirty() || imageIndex.isDirty() || superblock.isChanged();
    }

    @Override
    public Revision save(@Nullable String label, Instant now) {
        return change(() -> {
            Revision revision = revisions.save(label, now);
            commitAll();
            return revision;
        });
    }

    @Override
    public List<Revision> revisions() {
        checkOpen();
        return revisions.list();
    }

    @Override
    public Loaded load(long number, Instant now, Progress progress) {
        if (revisions().stream().noneMatch(revision -> revision.number() == number)) {
            throw new IllegalArgumentException("no revision " + number);
        }
        return change(() -> {
            Loaded loaded = revisions.load(number, now, progress);
            commitAll();
            return loaded;
        });
    }

    @Override
    public boolean existsIn(long revision, long tableId) {
        checkOpen();
        return revisions.existsIn(revision, tableId);
    }

    @Override
    public long changedTables() {
        checkOpen();
        return revisions.changedTables();
    }

    @Override
    public StoreInfo info() {
        return volume.info();
    }

    @Override
    public IoCounters ioCounters() {
        return volume.ioCounters();
    }

    @Override
    public void close() {
        // MapDB's own close is left out: it would write to the file, and holds nothing that must be given back.
        closed = true;
        volume.close();
    }

    @Override
    public void compact(Progress progress) {
        requireNoChanges();
        // What there is goes by the old file; where it cannot be made anew at the end, the next use does it.
        stale = true;
        try {
            volume.rewrite(target -> new StoreCopy(records, new RecordStore(target, file, false), progress)
                    .run(superblock, index, imageIndex));
        } finally {
            open();
        }
    }

    @Override
    public void check(Consumer<Finding> findings, Progress progress) {
        requireNoChanges();
        verify(volume, findings, progress);
        checkContents(findings, progress);
    }

    /**
     * Checks a workspace, or a backup if the path is a file, without opening it as a whole first, which damage could
     * prevent; see {@link #check(Consumer, Progress)}.
     *
     * @throws StoreException if there is nothing to check, or nothing that could be damaged
     */
    public static void check(Path path, Consumer<Finding> findings, Progress progress) {
        try {
            JournaledVolume volume = Files.isRegularFile(path)
                    ? Backups.openVolume(path, JournalSettings.standard())
                    : VolumeOpener.openDamaged(
                            VolumeOpener.directory(path, OpenMode.READ),
                            JournalSettings.standard(),
                            damage -> findings.accept(new Finding(damage.kind(), null, damage.what())));
            try (volume) {
                verify(volume, findings, progress);
                new PagedStore(volume, false).checkContents(findings, progress);
            }
        } catch (StoreException e) {
            // What leads to everything else is damaged.
            String why = e.requireDamage();
            findings.accept(new Finding(Finding.Kind.BAD_INDEX, null, "nothing more can be checked: " + why));
        }
    }

    static void verify(TransactionalVolume volume, Consumer<Finding> findings, Progress progress) {
        volume.verify(
                e -> findings.accept(new Finding(Finding.Kind.BAD_PAGE, null, String.valueOf(e.getMessage()))),
                (done, total) -> progress.at(done, 3 * total));
    }

    private void checkContents(Consumer<Finding> findings, Progress progress) {
        StoreCheck check = new StoreCheck(
                records,
                superblock,
                index,
                imageIndex,
                findings,
                (done, total) -> progress.at(total + 2 * done, 3 * total));
        check.run();
        new ReferenceCheck(pages, check.tables(), check.whole(), findings, (done, total) -> progress.at(1, 1)).run();
        // What was damaged spoils no transaction: nothing was changed.
        volume.rollback();
        open();
    }

    /** Walks over everything and raises an {@link IllegalStateException} that says what is wrong with its structure. */
    void check() {
        checkOpen();
        new StoreCheck(
                        records,
                        superblock,
                        index,
                        imageIndex,
                        finding -> {
                            throw new IllegalStateException(finding.message());
                        },
                        Progress.NONE)
                .run();
    }

    /** Tells of the parts of the index that cannot be read. */
    void reportIndexDamage(Consumer<String> losses) {
        index.salvage(
                recid -> {},
                entry -> {},
                (why, from, to) ->
                        losses.accept(StoreCheck.tablesOf(from, to) + " may lack entries: " + why.getMessage()));
    }

    @Override
    public void backUp(Path target, Progress progress) {
        requireNoChanges();
        Path file = target.toAbsolutePath().normalize();
        Disk disk = Backups.requireWritable(file, volume.info().file());
        volume.backUp(disk, String.valueOf(file.getFileName()), progress);
    }

    private void commitAll() {
        index.flush();
        imageIndex.flush();
        superblock.indexRoot = index.rootRecid();
        superblock.imagesRoot = imageIndex.rootRecid();
        superblock.write(records);
        if (records.isDirty()) {
            records.commit();
        }
    }

    private <T> T change(Supplier<T> action) {
        checkOpen();
        if (broken) {
            throw new IllegalStateException("a change failed half-way: roll back first");
        }
        broken = true;
        T result = action.get();
        broken = false;
        return result;
    }

    private void checkOpen() {
        if (closed) {
            throw new StoreException(StoreException.Kind.IO, file + " is closed; open the workspace again", null);
        }
        if (stale) {
            open();
        }
    }
}
