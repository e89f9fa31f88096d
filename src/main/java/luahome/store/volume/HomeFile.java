package luahome.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import luahome.store.StoreException;
import luahome.store.disk.Disk;
import luahome.store.disk.DiskErrors;
import luahome.store.disk.DiskFile;
import org.jspecify.annotations.Nullable;

/**
 * {@code home.db}: a {@link FileHeader}, then groups of one checksum page and {@value #GROUP} data pages. A checksum
 * page holds a CRC32C for each data page of its group (0 for a page never written, which is all zeros) and, in front,
 * one of itself, seeded with the workspace's unique ID and the group's number. A page is verified when it is first
 * read.
 *
 * <p>The file's state is that of the header slot it was opened with; a checkpoint that ended half-way leaves pages of
 * the next state here, but all of these are in the journal, which is looked at first.
 */
public final class HomeFile implements AutoCloseable {
    /** The file's name in the workspace. */
    public static final String NAME = "home.db";

    /** What a file is called until it takes that name. */
    public static final String NEW_NAME = "home.db.new";

    private static final int GROUP = PageFormat.SIZE / Integer.BYTES - 1;
    /** How many pages are read at once: MapDB's longest record lies in 17, and most in a few. */
    private static final int RUN = 16;

    private static final int BATCH = 64;

    private final DiskFile file;
    private final FileHeader header;
    private FileHeader.Slot slot;
    private final IntFunction<byte @Nullable []> journaledChecksums;
    private final List<byte @Nullable []> checksums = new ArrayList<>();
    private final BitSet verified = new BitSet();
    private final BitSet unverified = new BitSet();

    /** The groups whose checksum page is broken; null if such a one is to be a failure. */
    private @Nullable BitSet broken;

    private final ByteBuffer run = ByteBuffer.allocateDirect(RUN * PageFormat.SIZE);
    private @Nullable ByteBuffer batch;
    private long batchStart;
    /** Whether {@link #markInUse} has made its mark durable for the present state. */
    private boolean marked;

    /** The file's {@link DiskFile#stamp} after what was written last from here; null if that is not known. */
    private @Nullable Object stamp;

    private HomeFile(DiskFile file, FileHeader header, FileHeader.Slot slot, IntFunction<byte @Nullable []> journaled) {
        this.file = file;
        this.header = header;
        this.slot = slot;
        journaledChecksums = journaled;
        stamp = file.stamp();
    }

    /** Makes the file of an empty workspace appear, whole; durable when the directory is forced. */
    static void create(Disk disk, byte[] uid) {
        try (DiskFile fresh = DiskFile.open(disk, NEW_NAME, Disk.Access.WRITE)) {
            fresh.truncate(0);
            FileHeader.create(FileHeader.Type.HOME, uid, slot(0, 0)).writeTo(fresh);
            fresh.force();
            disk.rename(NEW_NAME, NAME);
        } catch (StoreException e) {
            throw removed(disk, e);
        } catch (IOException e) {
            throw removed(disk, DiskErrors.of("write", disk.path(NAME), e));
        }
    }

    /** Removes what a failed creation left; answers the failure. */
    private static StoreException removed(Disk disk, StoreException failure) {
        try {
            disk.delete(NEW_NAME);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    /** Reads and checks the header. */
    public static FileHeader readHeader(DiskFile file) {
        FileHeader header = FileHeader.read(FileHeader.Type.HOME, file);
        if (header == null) {
            throw new StoreException(
                    StoreException.Kind.FOREIGN,
                    file.path()
                            + " is not a luahome workspace file (it is empty); move it away or use another workspace",
                    null);
        }
        return header;
    }

    /**
     * Looks at a file in the state of a header slot.
     *
     * @param journaled gives the checksum page of a group that the journal holds, else null
     * @throws StoreException if the file is shorter than its pages
     */
    public static HomeFile in(
            DiskFile file, FileHeader header, FileHeader.Slot slot, IntFunction<byte @Nullable []> journaled) {
        HomeFile home = asFarAsThere(file, header, slot, journaled);
        if (home.missing() > 0) {
            throw file.damaged("truncated");
        }
        return home;
    }

    /** The same of a file that may be cut off; reading a page that is not there fails. */
    static HomeFile asFarAsThere(
            DiskFile file, FileHeader header, FileHeader.Slot slot, IntFunction<byte @Nullable []> journaled) {
        HomeFile home = new HomeFile(file, header, slot, journaled);
        if (home.pages() < 0) {
            throw file.damaged("its header is broken");
        }
        return home;
    }

    /** For how many pages there is room in a file. */
    static int room(DiskFile file) {
        long pages = (file.size() - FileHeader.SIZE) / PageFormat.SIZE;
        long inLastGroup = Math.max(0, pages % (GROUP + 1) - 1);
        return pages < 0 ? 0 : Math.toIntExact(pages / (GROUP + 1) * GROUP + inLastGroup);
    }

    /** Whether a file has pages of the workspace with a unique ID: any of its checksum pages is whole. */
    static boolean hasPagesOf(DiskFile file, byte[] uid) {
        byte[] sums = new byte[PageFormat.SIZE];
        for (int group = 0; group < groups(room(file)); group++) {
            file.read(ByteBuffer.wrap(sums), groupPosition(group));
            if (PageFormat.getInt(sums, 0) == ownChecksum(uid, sums, group)) {
                return true;
            }
        }
        return false;
    }

    /**
     * From now on, where a checksum page is broken, those of its checksums count that are right, and the other pages of
     * the group are taken as they are.
     */
    void acceptUnverified() {
        broken = new BitSet();
    }

    /** How many pages were read that could not be verified since their checksum page is broken. */
    int unverifiedPages() {
        return unverified.cardinality();
    }

    /** How many of the pages, the last ones, are cut off. */
    int missing() {
        return Math.max(0, pages() - room(file));
    }

    /** The open file. */
    DiskFile file() {
        return file;
    }

    /** The workspace's unique ID. */
    public byte[] uid() {
        return header.uid();
    }

    /** The header slot of the file's state. */
    FileHeader.Slot slot() {
        return slot;
    }

    /** Counts the checkpoints. */
    public long sequence() {
        return slot.sequence();
    }

    /** How many pages the volume had at the last checkpoint. */
    int pages() {
        return (int) slot.value();
    }

    /**
     * A random number that this state of the file shares with the journals that go on from it, so that copies of a
     * workspace that went different ways are told apart.
     */
    public int pairing() {
        return pairing(slot);
    }

    /** The {@link #pairing()} of the state in a header slot. */
    static int pairing(FileHeader.Slot slot) {
        return (int) (slot.value() >>> 32);
    }

    /** The slot of a file in which nothing is. */
    static FileHeader.Slot emptySlot() {
        return slot(0, 0);
    }

    private static FileHeader.Slot slot(long sequence, int pages) {
        return new FileHeader.Slot(sequence, (long) new SplittableRandom().nextInt(1, Integer.MAX_VALUE) << 32 | pages);
    }

    /** Reads a page, which is zero if it was never written. */
    byte[] read(int page) {
        byte[] content = new byte[PageFormat.SIZE];
        if (page < pages()) {
            fill(page, 1).get(content);
            verify(page, content);
        }
        return content;
    }

    /** Reads a page from the disk and verifies it, also if it was verified before. */
    void readAgain(int page) {
        if (page < pages()) {
            byte[] content = new byte[PageFormat.SIZE];
            fill(page, 1).get(content);
            verified.clear(page);
            verify(page, content);
        }
    }

    /** Reads back a page that was written since the last {@link #finish}. */
    byte[] readWritten(int page) {
        flush();
        byte[] content = new byte[PageFormat.SIZE];
        fill(page, 1).get(content);
        if (PageFormat.getInt(checksums(page / GROUP), checksumAt(page)) != PageFormat.checksum(content)) {
            throw file.damaged("page " + page + " does not have its checksum");
        }
        return content;
    }

    /** Reads neighbouring pages at once, which is cheaper than one by one; those beyond the last are left out. */
    void read(int first, int count, PageMap.Visitor<byte[]> visitor) {
        int end = Math.min(first + count, pages());
        for (int from = first; from < end; ) {
            int to = Math.min(Math.min(end, from + RUN), (from / GROUP + 1) * GROUP);
            ByteBuffer bytes = fill(from, to - from);
            for (; bytes.hasRemaining(); from++) {
                byte[] content = new byte[PageFormat.SIZE];
                bytes.get(content);
                verify(from, content);
                visitor.visit(from, content);
            }
            if (from < to) {
                return;
            }
        }
    }

    /** Reads as many of the pages as the file has, at least one. */
    private ByteBuffer fill(int page, int count) {
        run.clear().limit(count * PageFormat.SIZE);
        int read = file.read(run, position(page)) / PageFormat.SIZE;
        if (read == 0) {
            throw file.damaged("page " + page + " is cut off");
        }
        return run.rewind().limit(read * PageFormat.SIZE);
    }

    private void verify(int page, byte[] content) {
        if (!verified.get(page)) {
            int expected = PageFormat.getInt(checksums(page / GROUP), checksumAt(page));
            if (expected == 0 ? !PageFormat.isZero(content) : expected != PageFormat.checksum(content)) {
                if (broken == null || !broken.get(page / GROUP)) {
                    throw file.damaged("page " + page + " does not have its checksum");
                }
                unverified.set(page);
            }
            verified.set(page);
        }
    }

    /** The group that a page belongs to. */
    static int group(int page) {
        return page / GROUP;
    }

    /** How many groups a number of pages takes. */
    static int groups(int pages) {
        return (pages + GROUP - 1) / GROUP;
    }

    /** Notes the checksum of a page that is to be written by the checkpoint at hand. */
    void noteChecksum(int page, int checksum) {
        PageFormat.putInt(checksums(page / GROUP), checksumAt(page), checksum);
    }

    /** The checksum page of a group as noted, with the checksum of itself. */
    byte[] sealedChecksums(int group) {
        byte[] sums = checksums(group);
        PageFormat.putInt(sums, 0, ownChecksum(header.uid(), sums, group));
        return sums;
    }

    /** Writes a page; neighbours given one after the other are written in one go. */
    void write(int page, byte[] content) {
        write(position(page), content);
        verified.set(page);
    }

    /** Writes the checksum page of a group. */
    void writeChecksums(int group, byte[] content) {
        write(groupPosition(group), content);
    }

    /** Ends a checkpoint: makes what was written durable as the next state of the file. */
    void finish(long sequence, int pages) {
        flush();
        FileHeader.Slot next = slot(sequence, pages);
        header.write(file, next);
        file.force();
        slot = next;
        marked = false;
        noteStamp();
    }

    /**
     * Makes durable that the journal belongs to this state, so that its loss is noticed; the journal must be durable
     * itself. Costs something only once in each state.
     */
    void markInUse() {
        if (!marked) {
            header.writeInUse(file, slot);
            file.force();
            marked = true;
            noteStamp();
        }
    }

    /**
     * Takes the mark of {@link #markInUse} back, because there is nothing in the journal. That is not forced: where it
     * is lost, a journal that is lost as well is missed in vain.
     */
    void unmark() {
        if (header.isInUse()) {
            header.writeInUse(file, null);
            marked = false;
            noteStamp();
        }
    }

    /** Whether somebody else may have written to the file since it was opened or last written to from here. */
    boolean maybeTouched() {
        return !file.stamp().equals(stamp);
    }

    /** Whether the file's header is that of this state, and nothing of the file is cut off. */
    boolean isWhole() {
        if (missing() > 0) {
            return false;
        }
        try {
            FileHeader found = readHeader(file);
            return Arrays.equals(found.uid(), header.uid()) && slot.equals(found.slot(slot.sequence()));
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.IO) {
                throw e;
            }
            return false;
        }
    }

    /** Takes the file to be as this left it. */
    void noteStamp() {
        stamp = file.stamp();
    }

    /** Forgets what a failed checkpoint had yet to write. */
    void abandon() {
        stamp = null;
        if (batch != null) {
            batch.clear();
        }
    }

    @Override
    public void close() {
        file.close();
    }

    private void write(long position, byte[] content) {
        if (batch == null) {
            batch = ByteBuffer.allocateDirect(BATCH * PageFormat.SIZE);
        }
        if (batch.position() > 0 && (!batch.hasRemaining() || position != batchStart + batch.position())) {
            flush();
        }
        if (batch.position() == 0) {
            batchStart = position;
        }
        batch.put(content);
    }

    private void flush() {
        if (batch != null && batch.position() > 0) {
            file.write(batch.flip(), batchStart);
            batch.clear();
            noteStamp();
        }
    }

    private byte[] checksums(int group) {
        while (checksums.size() <= group) {
            checksums.add(null);
        }
        byte[] known = checksums.get(group);
        if (known == null) {
            known = loadChecksums(group);
            checksums.set(group, known);
        }
        return known;
    }

    private byte[] loadChecksums(int group) {
        byte[] journaled = journaledChecksums.apply(group);
        if (journaled != null) {
            return journaled;
        }
        byte[] sums = new byte[PageFormat.SIZE];
        if ((long) group * GROUP < pages()) {
            file.read(ByteBuffer.wrap(sums), groupPosition(group));
            if (PageFormat.getInt(sums, 0) != ownChecksum(header.uid(), sums, group)) {
                if (broken == null) {
                    throw file.damaged("the checksums of pages " + group * GROUP + " on are broken");
                }
                broken.set(group);
            }
        }
        return sums;
    }

    private static int ownChecksum(byte[] uid, byte[] sums, int group) {
        byte[] seed = ByteBuffer.allocate(20).put(uid).putInt(group).array();
        return PageFormat.checksum(seed, sums, Integer.BYTES, PageFormat.SIZE - Integer.BYTES);
    }

    private static int checksumAt(int page) {
        return (page % GROUP + 1) * Integer.BYTES;
    }

    private static long groupPosition(int group) {
        return FileHeader.SIZE + (long) group * (GROUP + 1) * PageFormat.SIZE;
    }

    private static long position(int page) {
        return groupPosition(page / GROUP) + (page % GROUP + 1L) * PageFormat.SIZE;
    }
}
