package luahome.store.volume;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import luahome.diagnostic.DebugTrace;
import luahome.store.StoreException;
import luahome.store.disk.DiskFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code home.db.wal}: a {@link FileHeader}, then frames of a {@link FrameHeader} and a page each. A transaction is a
 * run of frames of which the last carries a mark. The file is preallocated in pieces and overwritten: making that
 * durable costs a fraction of what it costs to make a file grow. It is never removed or replaced, because it carries
 * the lock.
 *
 * <p>All frames since the header's salt was chosen make a chain; {@link #restart} chooses a new one, and thereby
 * empties the journal without touching the frames. As SQLite does, this counts on a disk that does not spoil a
 * sector's earlier bytes when power fails while its later ones are written.
 *
 * <p>It is long because appending, reading back and beginning anew all keep one state, the end of the chain: what reads
 * without that state is in {@link JournalScan}, what writes frames in {@link FrameWriter}, the published count in
 * {@link PublishedCommits}.
 */
public final class Journal implements AutoCloseable {
    /** The file's name in the workspace. */
    public static final String NAME = "home.db.wal";

    /**
     * Where a page is.
     *
     * @param frame number of its frame
     * @param checksum its CRC32C
     */
    record Location(int frame, int checksum) {}

    private final DiskFile file;
    private final FrameWriter writer;
    private final FileHeader header;
    private final PublishedCommits published;
    private FileHeader.Slot slot;

    private PageMap<Location> pages = new PageMap<>();
    private PageMap<Location> checksumPages = new PageMap<>();
    private int frames;
    private int lastCommitStart;
    private int commits;
    private int chain;
    private int pageCount;

    private final PageMap<Location> pendingPages = new PageMap<>();
    private final PageMap<Location> pendingChecksumPages = new PageMap<>();
    private int pendingFrames;
    private int pendingChain;

    private boolean securingDue;
    private boolean revocationDue;
    private boolean publicationDue;
    private boolean restartDue;
    private long restartSequence;
    private int restartPairing;
    private final ByteBuffer one = ByteBuffer.allocateDirect(FrameHeader.FRAME);

    private Journal(DiskFile file, FileHeader header, FileHeader.Slot slot, int firstAllocation) {
        this.file = file;
        this.header = header;
        this.slot = slot;
        published = new PublishedCommits(file, header.uid());
        writer = new FrameWriter(file, firstAllocation);
        chain = FrameHeader.firstChain(slot.value());
        pendingChain = chain;
    }

    /** Where a frame begins in the file. */
    static long position(int frame) {
        return FileHeader.SIZE + (long) frame * FrameHeader.FRAME;
    }

    /** Turns whatever the file is into an empty journal for a workspace; durable on return. */
    public static Journal create(DiskFile file, byte[] uid, long sequence, int pairing, JournalSettings settings) {
        // Nothing of the former header may be combined with the new one: so first it goes, durably.
        file.truncate(0);
        file.force();
        FileHeader.Slot slot = new FileHeader.Slot(sequence, newSalt(pairing));
        FileHeader header = FileHeader.create(FileHeader.Type.JOURNAL, uid, slot);
        header.writeTo(file);
        file.force();
        return new Journal(file, header, slot, settings.firstAllocation());
    }

    /**
     * Reads the journal in a file; writes nothing.
     *
     * @param live whether another process is writing to it: then only what it has published counts
     * @return null if no journal was ever completely created in the file
     * @throws StoreException if the file is foreign, damaged or newer
     */
    static @Nullable Journal read(DiskFile file, boolean live, JournalSettings settings) {
        FileHeader header = FileHeader.read(FileHeader.Type.JOURNAL, file);
        FileHeader.Slot slot = header == null ? null : header.newest();
        if (header == null || slot == null) {
            return null;
        }
        Journal journal = new Journal(file, header, slot, settings.firstAllocation());
        int published = live ? journal.published.readBesideWriter(slot.value()) : journal.published.read(slot.value());
        JournalScan scan = JournalScan.of(file, slot.value(), live ? published : Integer.MAX_VALUE);
        int proven = Math.max(scan.proven(), published);
        if (scan.commits() < proven) {
            throw broken(
                    file.path(),
                    "commit " + (scan.commits() + 1) + " of " + proven + (live ? "" : " or more") + " cannot be read");
        }
        journal.take(scan);
        return journal;
    }

    /**
     * Whether commits may be missing of which nothing can be seen. A torn slot is the sign of a restart that did not
     * end; the journal before it then has its commits, unless a home file took the place of the one that it went on
     * from: that may have been done when there were none.
     *
     * @param home the header of the home file; null if that is missing
     */
    boolean mayHaveLost(@Nullable FileHeader home) {
        return !hasCommits()
                && header.torn()
                && file.size() > FileHeader.SIZE
                && (home == null || !home.supersedes(salt()));
    }

    /** The exception that says that the journal is broken, though the home file may be whole. */
    static StoreException broken(Path path, String how) {
        return new StoreException(
                StoreException.Kind.DAMAGED,
                path + " is damaged (" + how + "); restore the workspace from a backup, or save the commits before with"
                        + " `luahome repair`",
                null);
    }

    /** Reads what can be read of a journal that is damaged; see {@link JournalSalvage#find}. */
    static JournalSalvage readRemains(
            DiskFile file, FileHeader header, FileHeader.Slot slot, boolean live, JournalSettings settings) {
        Journal journal = new Journal(file, header, slot, settings.firstAllocation());
        int published = journal.published.read(slot.value());
        JournalScan scan = JournalScan.of(file, slot.value(), live ? published : Integer.MAX_VALUE);
        journal.take(scan);
        return new JournalSalvage(journal, Math.max(published, live ? 0 : scan.suspected()), scan.checkpointed());
    }

    private void take(JournalScan scan) {
        pages = scan.pages();
        checksumPages = scan.checksumPages();
        frames = scan.frames();
        lastCommitStart = scan.lastCommitStart();
        commits = scan.commits();
        chain = scan.chain();
        pageCount = scan.pageCount();
        securingDue = true;
        discardPending();
    }

    /** The salt of the journal in a file; null if there is none that can be read. */
    public static @Nullable Long saltOf(DiskFile file) {
        try {
            FileHeader header = FileHeader.read(FileHeader.Type.JOURNAL, file);
            FileHeader.Slot slot = header == null ? null : header.newest();
            return slot == null ? null : slot.value();
        } catch (StoreException e) {
            DebugTrace.trace(e);
            return null;
        }
    }

    /**
     * Makes what was read at opening durable, before anything relies on it or overwrites a frame. A process that was
     * killed may have left the header and the last commit unforced; and where forcing failed, the system may take them
     * for clean though the disk does not have them, so they are written again. Without a commit this can wait for the
     * first append, which does it.
     */
    void secure() {
        header.rewrite(file);
        ByteBuffer frame = ByteBuffer.allocateDirect(FrameHeader.FRAME);
        for (int i = lastCommitStart; i < frames; i++) {
            file.read(frame.clear(), position(i));
            file.write(frame.flip(), position(i));
        }
        file.force();
        securingDue = false;
    }

    /** The open file. */
    DiskFile file() {
        return file;
    }

    /** Whether the journal belongs to the workspace with a unique ID. */
    boolean isOf(byte[] uid) {
        return Arrays.equals(header.uid(), uid);
    }

    /** Whether what is appended here goes on from the present state of a home file. */
    boolean goesOnFrom(HomeFile home) {
        return goesOnFrom(home.uid(), home.slot());
    }

    /** Whether it goes on from the state in a slot of the home file of the workspace with a unique ID. */
    boolean goesOnFrom(byte[] uid, FileHeader.Slot state) {
        return isOf(uid) && sequence() == state.sequence() && isPaired(HomeFile.pairing(state));
    }

    /** Whether it was begun for a state of a home file with that {@link HomeFile#pairing()}. */
    boolean isPaired(int pairing) {
        return isPaired(slot.value(), pairing);
    }

    /** Whether a journal with a salt was. */
    static boolean isPaired(long salt, int pairing) {
        // Home files of the first luahome have none, and journals beside them any.
        return pairing == 0 || (int) (salt >>> 32) == pairing;
    }

    /** The number that all frames carry; random, and another one after each {@link #restart}. */
    long salt() {
        return slot.value();
    }

    /** Forgets what was read, without changing the file: the home file has made it void. */
    void ignoreCommits() {
        forgetCommits();
        securingDue = false;
    }

    /**
     * Tells readers in other processes how many commits are durable: they must not take a commit that might still fail.
     * It is not forced, so what a crash of the machine leaves may be an older word; but whatever word is found later,
     * so many commits there were, and what is missing of them is damage.
     */
    void publish() {
        published.write(slot.value(), commits);
        publicationDue = false;
    }

    /** The sequence number of the home file's state that the journal goes on from. */
    long sequence() {
        return slot.sequence();
    }

    /** How many commits the journal holds. */
    int commits() {
        return commits;
    }

    /** Whether the journal holds a commit. */
    boolean hasCommits() {
        return commits > 0;
    }

    /** The volume's number of pages after the last commit; 0 without one. */
    int pageCount() {
        return pageCount;
    }

    /** Length of what the commits take, header included, in bytes. */
    long length() {
        return position(frames);
    }

    /** Bytes of frames that were written since the journal was opened. */
    long writtenBytes() {
        return writer.writtenBytes();
    }

    /** The pages that are in a commit, with their frames. */
    PageMap<Location> pages() {
        return pages;
    }

    /** The pages that were appended since the last commit, with their frames. */
    PageMap<Location> pendingPages() {
        return pendingPages;
    }

    /** The newest content of a page; null if the journal does not hold it. */
    byte @Nullable [] read(int page) {
        Location at = pendingPages.get(page);
        if (at == null) {
            at = pages.get(page);
        }
        return at == null ? null : readFrame(at, page);
    }

    /** Whether the journal holds a page. */
    boolean holds(int page) {
        return pages.get(page) != null || pendingPages.get(page) != null;
    }

    /** The committed content of a page that the journal holds. */
    byte[] readCommitted(int page) {
        return readFrame(Objects.requireNonNull(pages.get(page)), page);
    }

    /** The checksum page of a group; null if the journal does not hold it. */
    byte @Nullable [] readChecksums(int group) {
        Location at = checksumPages.get(group);
        return at == null ? null : readFrame(at, ~group);
    }

    /** Appends a page to the transaction at hand; with a mark other than 0 as its last one. */
    void append(int page, byte[] content, int mark) {
        pendingPages.put(page, appendFrame(page, content, mark));
    }

    /** Appends a group's checksum page, likewise. */
    void appendChecksums(int group, byte[] content, int mark) {
        pendingChecksumPages.put(group, appendFrame(~group, content, mark));
    }

    /** Writes out what was appended; not durable. */
    void flush() {
        writer.flush();
    }

    /**
     * Makes the transaction durable, the last page of which was appended with a mark. An exception says that it is not
     * committed; once it is, {@link #announce} is due.
     *
     * @param pageCountThen that mark
     */
    void commit(int pageCountThen) {
        flush();
        pages.reserve(pendingPages);
        checksumPages.reserve(pendingChecksumPages);
        file.force();
        // From here on it is committed: nothing that could fail, for want of memory say, may come between.
        pages.putAll(pendingPages);
        checksumPages.putAll(pendingChecksumPages);
        frames = pendingFrames;
        chain = pendingChain;
        commits++;
        pageCount = pageCountThen;
        discardPending();
        publicationDue = true;
    }

    /** Tells readers of the last commit as {@link #publish} does; where that fails, {@link #settle} tries again. */
    void announce() {
        try {
            publish();
        } catch (StoreException e) {
            // The commit is durable; until its count is published, other processes read the state before.
            DebugTrace.trace(e);
        }
    }

    /** Forgets the transaction at hand. */
    void discardPending() {
        pendingPages.clear();
        pendingChecksumPages.clear();
        pendingFrames = frames;
        pendingChain = chain;
        writer.forget();
    }

    /**
     * Forgets the transaction at hand, whose commit failed, and spoils its first frame in the file, so that no later
     * opening takes it for committed: part or all of it may have got to the disk.
     *
     * @param why the failure; if spoiling fails too, that is added to it as a suppressed exception, and {@link #settle}
     *     tries again
     */
    void revokePending(Throwable why) {
        revocationDue |= writer.wrote();
        discardPending();
        try {
            finishRevocation();
        } catch (StoreException e) {
            why.addSuppressed(e);
        }
    }

    /**
     * Empties the journal, because the home file now has all of it; durable on return.
     *
     * @param sequence of the home file's state
     * @param pairing of the home file's state
     * @throws StoreException if that failed: which of the two journals the disk has is then unknown, so nothing can be
     *     appended before {@link #settle} succeeds; reading goes on
     */
    void restart(long sequence, int pairing) {
        restartDue = true;
        restartSequence = sequence;
        restartPairing = pairing;
        settle();
    }

    /** Whether a {@link #restart} failed and has to be tried again. */
    boolean restartDue() {
        return restartDue;
    }

    /**
     * Tries again what failed of a {@link #restart}, a {@link #revokePending} or a {@link #publish}; does nothing if
     * nothing did.
     */
    void settle() {
        if (restartDue) {
            finishRestart();
        }
        finishRevocation();
        if (publicationDue) {
            publish();
        }
    }

    private void finishRestart() {
        FileHeader.Slot next = new FileHeader.Slot(restartSequence, newSalt(restartPairing));
        header.write(file, next);
        file.force();
        slot = next;
        restartDue = false;
        revocationDue = false;
        forgetCommits();
    }

    private void forgetCommits() {
        pages.clear();
        checksumPages.clear();
        frames = 0;
        lastCommitStart = 0;
        commits = 0;
        pageCount = 0;
        chain = FrameHeader.firstChain(slot.value());
        discardPending();
    }

    private void finishRevocation() {
        if (revocationDue) {
            file.write(ByteBuffer.allocate(FrameHeader.LENGTH), position(frames));
            file.force();
            revocationDue = false;
        }
    }

    /** Gives the space of an empty journal back to the disk. */
    void truncate() {
        writer.truncate(FileHeader.SIZE);
    }

    /**
     * Gives the space behind the commits back to a disk that is full; between two transactions only. One frame's place
     * is kept, so that a revocation stays where it is.
     */
    void trim() {
        writer.truncate(position(frames + 1));
    }

    @Override
    public void close() {
        file.close();
    }

    /** Sees to it that the journal as it is, is durable, and can be appended to. */
    void makeReady() {
        if (securingDue) {
            secure();
        }
        settle();
    }

    private Location appendFrame(int page, byte[] content, int mark) {
        makeReady();
        int checksum = PageFormat.checksum(content);
        FrameHeader frame = FrameHeader.following(pendingChain, page, mark, slot.value(), commits + 1, checksum);
        writer.add(pendingFrames, frame, content);
        pendingChain = frame.chain();
        return new Location(pendingFrames++, checksum);
    }

    private byte[] readFrame(Location at, int page) {
        flush();
        one.clear();
        file.read(one, position(at.frame));
        one.flip();
        byte[] content = new byte[PageFormat.SIZE];
        if (one.remaining() == FrameHeader.FRAME) {
            FrameHeader found = FrameHeader.get(one);
            one.get(content);
            if (found.page() == page && found.salt() == slot.value() && at.checksum == PageFormat.checksum(content)) {
                return content;
            }
        }
        throw file.damaged("frame " + at.frame + " changed since it was written");
    }

    private static long newSalt(int pairing) {
        return (long) pairing << 32 | new SplittableRandom().nextInt() & 0xFFFFFFFFL;
    }
}
