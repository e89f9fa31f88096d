package luahome.store.volume;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import luahome.diagnostic.DebugTrace;
import luahome.store.IoCounters;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreInfo;
import luahome.store.disk.Disk;
import luahome.store.disk.DiskErrors;
import luahome.store.disk.WorkspaceLock;
import org.jspecify.annotations.Nullable;
import org.mapdb.volume.Volume;

/**
 * The volume over {@code home.db} and its journal; the model is SQLite's write-ahead log.
 *
 * <p>A changed page is first in the heap ({@code dirty}); too many of them are spilled to the journal, uncommitted. A
 * commit appends them to the {@link Journal} and makes that durable. Now and then, and at the end, a {@link
 * Checkpoint} copies the committed pages to the {@link HomeFile}. So a page is looked for in the heap, in the journal
 * (spilled before committed), and at home, in this order; one that is nowhere is zeros. Opening reads the journal,
 * which is all the recovery there is.
 *
 * <p>It is long because each of its operations (a page, a commit, a rollback, a checkpoint, another file in its place)
 * must leave the same few fields in step: what can fail between two of them is decided here and nowhere else. The steps
 * themselves are in {@link Checkpoint}, {@link NewHomeFile}, {@link VolumeOpener}.
 */
public final class JournaledVolume implements TransactionalVolume {
    private final WorkspaceLock lock;
    private final OpenMode mode;
    private final JournalSettings settings;
    private final Disk disk;
    private HomeFile home;
    private final @Nullable Journal journal;
    private final @Nullable ReaderExclusion gate;

    private final PageVolume volume = new PageVolume(new TransactionPages());
    private final PageMap<byte[]> dirty = new PageMap<>();
    private PageCache clean;
    // Made beforehand, for steps that must not need memory.
    private final PageMap.Visitor<byte[]> caching = (page, content) -> clean.put(page, content);
    private final PageMap.Visitor<Journal.Location> uncaching = (page, at) -> clean.remove(page);
    private int committedCount;
    private int count;
    /** Why the transaction at hand can only be rolled back: a change of MapDB's may have stopped half-way. */
    private @Nullable Throwable broken;

    private long nextCheckpoint;
    /**
     * Whether a new home file has the name of the old one, perhaps not durably, and the journal is still the old one.
     */
    private boolean replacing;

    private boolean closed;
    private long pagesRead;
    private long pagesWritten;

    /**
     * Brings the parts together; {@link VolumeOpener} is what makes them.
     *
     * @param journal null only for reading, if there is none
     */
    public JournaledVolume(
            Disk disk,
            WorkspaceLock lock,
            OpenMode mode,
            JournalSettings settings,
            HomeFile home,
            @Nullable Journal journal) {
        this.disk = disk;
        this.lock = lock;
        this.mode = mode;
        this.settings = settings;
        this.home = home;
        this.journal = journal;
        gate = mode == OpenMode.WRITE && journal != null ? new ReaderExclusion(journal.file()) : null;
        clean = new PageCache(settings.cachedPages());
        committedCount = journal != null && journal.hasCommits() ? journal.pageCount() : home.pages();
        count = committedCount;
        nextCheckpoint = settings.checkpointBytes();
    }

    /**
     * Opens a workspace.
     *
     * @throws StoreException if that is not possible; the files are then as they were
     */
    public static JournaledVolume open(Path workspace, OpenMode mode) {
        return VolumeOpener.open(workspace, mode, JournalSettings.standard());
    }

    @Override
    public Volume volume() {
        return volume;
    }

    @Override
    public boolean isEmpty() {
        return committedCount == 0;
    }

    @Override
    public void commit() {
        checkOpen();
        requireUnbroken();
        if (dirty.isEmpty()) {
            return;
        }
        Journal to = writableJournal();
        try {
            requireInPlace(to);
            makeReady(to);
            int last = dirty.size();
            int[] appended = {0};
            dirty.forEach((page, content) -> to.append(page, content, ++appended[0] == last ? count : 0));
            pagesWritten += last;
            to.commit(count);
        } catch (RuntimeException | Error e) {
            broken = e;
            uncachePending(to);
            to.revokePending(e);
            trimIfFull(to, e);
            throw e;
        }
        // It is committed: nothing that could fail, for want of memory say, may come before all fields say so.
        committedCount = count;
        volume.forget();
        dirty.forEach(caching);
        dirty.clear();
        try {
            to.announce();
            checkpointIfDue(to);
        } catch (OutOfMemoryError e) {
            // Must not be told as a failure of the commit. What has to be done again is noted where it is done.
            nextCheckpoint = to.length() + settings.checkpointBytes() / 4;
        }
    }

    private void requireUnbroken() {
        if (broken instanceof StoreException known) {
            throw known;
        }
        if (broken != null) {
            throw new IllegalStateException("a change failed half-way: roll back first", broken);
        }
    }

    @Override
    public void rollback() {
        checkOpen();
        volume.forget();
        dirty.clear();
        count = committedCount;
        broken = null;
        if (journal != null) {
            uncachePending(journal);
            journal.discardPending();
        }
    }

    @Override
    public void rewrite(Consumer<TransactionalVolume> filler) {
        checkOpen();
        Journal from = writableJournal();
        if (!dirty.isEmpty() || from.pendingPages().size() > 0) {
            throw new IllegalStateException("a transaction is open");
        }
        requireInPlace(from);
        from.settle();
        try (NewHomeFile fresh = NewHomeFile.create(disk, HomeFile.NEW_NAME, home.uid(), settings)) {
            fresh.takeAccess(HomeFile.NAME);
            filler.accept(fresh);
            if (!requireGate().close(home, settings.patience())) {
                throw new StoreException(
                        StoreException.Kind.LOCKED,
                        disk.directory() + " is being read by another luahome; leave that one, then try again",
                        null);
            }
            fresh.supersede(from.salt());
            requireInPlace(from);
            // Made before the point of no return: pages of the old file must not be taken for those of the new one.
            PageCache emptied = new PageCache(settings.cachedPages());
            fresh.finish(home.sequence() + 1, HomeFile.NAME);
            adopt(fresh.handOver(), emptied, from);
            finishReplacing(from);
            from.truncate();
        } finally {
            openGate(from);
        }
    }

    /** Goes on with the home file that has just taken the name of the old one. */
    private void adopt(HomeFile next, PageCache emptied, Journal from) {
        HomeFile old = home;
        home = next;
        replacing = true;
        from.ignoreCommits();
        committedCount = home.pages();
        clean = emptied;
        rollback();
        nextCheckpoint = settings.checkpointBytes();
        // The gate's lock goes with the old file; the one on the journal is enough, since no reader can come now.
        try {
            old.close();
        } catch (StoreException e) {
            DebugTrace.trace(e);
        }
    }

    /**
     * Lets the journal go on from the new home file. Only when that is durable in its place: before, a crash may bring
     * the old one back, whose journal must then be there.
     */
    private void finishReplacing(Journal from) {
        if (!replacing) {
            return;
        }
        try {
            disk.forceDirectory();
        } catch (IOException e) {
            throw DiskErrors.of("write", disk.directory(), e);
        }
        replacing = false;
        from.restart(home.sequence(), home.pairing());
    }

    /** Lets the home file know of the journal before anything is appended. */
    private void makeReady(Journal to) {
        finishReplacing(to);
        to.makeReady();
        home.markInUse();
    }

    /** Copies the last committed state into a file, page by page, each of which is verified. */
    public void copyTo(NewHomeFile target, Progress progress) {
        checkOpen();
        if (!dirty.isEmpty() || journal != null && journal.pendingPages().size() > 0) {
            throw new IllegalStateException("a transaction is open");
        }
        TransactionPages pages = new TransactionPages();
        for (int page = 0; page < committedCount; page++) {
            byte[] content = pages.forReading(page);
            if (!PageFormat.isZero(content) || page == committedCount - 1) {
                target.put(page, content);
            }
            progress.at(page + 1L, committedCount);
        }
    }

    /**
     * Lets a page have other contents for this instance, and only here; it need not be readable. For a volume that is
     * open for reading.
     */
    public void replace(int page, byte[] content) {
        volume.forget();
        dirty.put(page, content);
        count = Math.max(count, page + 1);
    }

    /** From now on pages without a checksum that could be read are taken as they are; for what is to be saved. */
    public void acceptUnverified() {
        home.acceptUnverified();
    }

    /** How many such pages there were so far. */
    public int unverifiedPages() {
        return home.unverifiedPages();
    }

    /** The workspace's unique ID. */
    public byte[] uid() {
        return home.uid();
    }

    @Override
    public void verify(Consumer<StoreException> damage, Progress progress) {
        checkOpen();
        verifyPages(damage, progress);
    }

    private void verifyPages(Consumer<StoreException> damage, Progress progress) {
        // What is cut off was told as a whole.
        int missing = home.missing();
        for (int page = 0; page < committedCount; page++) {
            try {
                if (journal != null && journal.pages().get(page) != null) {
                    journal.readCommitted(page);
                } else if (page < home.pages() - missing) {
                    home.readAgain(page);
                }
            } catch (StoreException e) {
                if (e.kind() != StoreException.Kind.DAMAGED) {
                    throw e;
                }
                damage.accept(e);
            }
            progress.at(page + 1L, committedCount);
        }
    }

    @Override
    public void backUp(Disk target, String name, Progress progress) {
        try (NewHomeFile file = NewHomeFile.create(target, "." + name + ".new", home.uid(), settings)) {
            copyTo(file, progress);
            file.markAsBackup();
            file.finish(1, name);
            target.forceDirectory();
        } catch (IOException e) {
            throw DiskErrors.of("write", target.directory(), e);
        }
    }

    @Override
    public StoreInfo info() {
        checkOpen();
        return new StoreInfo(
                home.file().path(),
                home.file().size(),
                journal == null ? 0 : journal.file().size(),
                FileHeader.VERSION);
    }

    @Override
    public IoCounters ioCounters() {
        return new IoCounters(pagesRead, pagesWritten, journal == null ? 0 : journal.writtenBytes());
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        rollback();
        closed = true;
        HomeFile last = home;
        try (lock;
                last;
                journal) {
            if (mode == OpenMode.WRITE && journal != null) {
                tidy(journal);
            }
        }
    }

    /**
     * Makes sure that what is done to the open files is done to the workspace. Nothing keeps another program from
     * moving them, and a second luahome may have come to others in their place, which the lock does not cover. Nor does
     * anything keep one from writing to them: where it looks so, all pages are verified.
     */
    private void requireInPlace(Journal from) {
        from.file().requireInPlace();
        home.file().requireInPlace();
        if (home.maybeTouched()) {
            if (!home.isWhole()) {
                throw overwritten(null);
            }
            verifyPages(
                    damage -> {
                        throw overwritten(damage);
                    },
                    Progress.NONE);
            home.noteStamp();
        }
    }

    private StoreException overwritten(@Nullable StoreException damage) {
        return new StoreException(
                StoreException.Kind.DAMAGED,
                home.file().path() + " was overwritten by another program while luahome had it open; leave, and restore"
                        + " the workspace from a backup, or save what can be read with `luahome repair`",
                damage);
    }

    /** Leaves a home file that stands alone. What the disk refuses is left to the next opening: nothing is lost. */
    private void tidy(Journal from) {
        try {
            requireInPlace(from);
            finishReplacing(from);
            from.settle();
            if (requireGate().close(home)) {
                checkpoint(from);
                home.unmark();
                from.truncate();
            }
            WorkspaceLock.unsign(from.file());
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.DAMAGED || e.kind() == StoreException.Kind.LOST) {
                throw e;
            }
            DebugTrace.trace(e);
        }
    }

    private void checkpointIfDue(Journal from) {
        openGate(from);
        if (from.length() < nextCheckpoint) {
            return;
        }
        // Where it has to wait, the commit itself is safe in the journal, which goes on growing in the meantime.
        nextCheckpoint = from.length() + settings.checkpointBytes() / 4;
        if (!requireGate().close(home)) {
            return;
        }
        try {
            checkpoint(from);
            nextCheckpoint = settings.checkpointBytes();
        } catch (StoreException e) {
            DebugTrace.trace(e);
        } finally {
            openGate(from);
        }
    }

    /** Lets readers in, unless it is open which journal or home file the disk has. */
    private void openGate(Journal from) {
        if (!from.restartDue() && !replacing) {
            requireGate().open(home);
        }
    }

    private ReaderExclusion requireGate() {
        return Objects.requireNonNull(gate, "the workspace is open for reading");
    }

    /** On a full disk the journal may have just the room that the home file needs. */
    private void checkpoint(Journal from) {
        try {
            Checkpoint.run(from, home);
        } catch (StoreException e) {
            if (!trimIfFull(from, e)) {
                throw e;
            }
            Checkpoint.run(from, home);
        }
    }

    private static boolean trimIfFull(Journal journal, Throwable why) {
        boolean full = why instanceof StoreException known && known.kind() == StoreException.Kind.FULL;
        if (full) {
            try {
                journal.trim();
            } catch (StoreException e) {
                why.addSuppressed(e);
            }
        }
        return full;
    }

    /** Spilled pages in the cache are not committed ones. */
    private void uncachePending(Journal from) {
        from.pendingPages().forEach(uncaching);
    }

    private Journal writableJournal() {
        if (mode == OpenMode.READ || journal == null) {
            throw new IllegalStateException("the workspace is open for reading");
        }
        return journal;
    }

    /** Moves the dirty pages to the journal, where they are part of the transaction at hand without being committed. */
    private void spill() {
        volume.forget();
        Journal to = writableJournal();
        makeReady(to);
        dirty.forEach((page, content) -> {
            to.append(page, content, 0);
            clean.put(page, content);
        });
        to.flush();
        pagesWritten += dirty.size();
        dirty.clear();
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("the volume is closed");
        }
    }

    /** The pages as the transaction at hand sees them. */
    private final class TransactionPages implements PageVolume.Pages {
        @Override
        public byte[] forReading(int page) {
            checkOpen();
            byte[] content = dirty.get(page);
            if (content == null) {
                content = clean.get(page);
            }
            return content == null ? load(page) : content;
        }

        @Override
        public byte[] forWriting(int page) {
            checkOpen();
            byte[] content = dirty.get(page);
            if (content == null) {
                content = forReading(page).clone();
                makeRoom();
                dirty.put(page, content);
                count = Math.max(count, page + 1);
            }
            return content;
        }

        @Override
        public int count() {
            return count;
        }

        @Override
        public void expect(int first, int last) {
            checkOpen();
            for (int from = first; from <= last; from++) {
                int to = from;
                while (to <= last && isOnlyAtHome(to)) {
                    to++;
                }
                if (to - from > 1) {
                    loadRun(from, to - from);
                    from = to;
                }
            }
        }

        private boolean isOnlyAtHome(int page) {
            return dirty.get(page) == null && clean.get(page) == null && (journal == null || !journal.holds(page));
        }

        private void loadRun(int first, int length) {
            try {
                home.read(first, length, clean::put);
                pagesRead += length;
            } catch (StoreException e) {
                broken = e;
                throw e;
            }
        }

        private byte[] load(int page) {
            try {
                byte[] content = journal == null ? null : journal.read(page);
                if (content == null) {
                    content = home.read(page);
                }
                pagesRead++;
                clean.put(page, content);
                return content;
            } catch (StoreException e) {
                broken = e;
                throw e;
            }
        }

        private void makeRoom() {
            if (dirty.size() < settings.dirtyPages() || mode == OpenMode.READ) {
                return;
            }
            try {
                spill();
            } catch (RuntimeException | Error e) {
                broken = e;
                throw e;
            }
        }
    }
}
