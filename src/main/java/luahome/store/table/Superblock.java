package luahome.store.table;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongUnaryOperator;
import luahome.store.Revision;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * What the store knows of itself: the first record, from which everything else is found. It is no part of a revision.
 * Not thread-safe.
 */
public final class Superblock {
    /** The record that holds it: the first one that MapDB gives out in a new store. */
    public static final long RECID = 1;

    /** Version of the layout of records; a store with a greater one is not touched. */
    static final int LAYOUT = 1;

    private static final byte[] MAGIC = "luahome pages".getBytes(StandardCharsets.US_ASCII);

    /**
     * A revision and what is needed to return to it.
     *
     * @param revision what the caller sees
     * @param epoch the epoch that began with it
     * @param nextTableId the ID that the next table would have got
     * @param changedRecid the record with the tables that differed from the last save; 0 if none did
     */
    public record Mark(Revision revision, long epoch, long nextTableId, long changedRecid) {}

    /** Record of the root of the index of pages. */
    public long indexRoot;
    /** Record of the root of the index of before-images. */
    public long imagesRoot;
    /** The ID that the next table gets. */
    public long nextTableId = 1;
    /** Number of tables. */
    public long tableCount;
    /** The present epoch, see {@link Revisions}; 0 before the first revision. */
    public long epoch;
    /** The next table ID when the epoch began: later tables need no before-image. */
    public long epochNextTableId = 1;
    /** The next table ID at the last save. */
    public long savedNextTableId = 1;
    /** Number of tables that are younger than the last save. */
    public long bornSinceSave;
    /** From this epoch on a before-image means that a table differs from what {@link #changedRecid} says. */
    long changedEpoch;
    /** The record with the tables that differed from the last save when {@link #changedEpoch} began; 0 for none. */
    long changedRecid;
    /** The number that the next revision gets. */
    long nextRevision = 1;
    /** The revisions that can be loaded, oldest first. */
    public final List<Mark> marks = new ArrayList<>();

    private byte[] stored = new byte[0];

    /** Makes the superblock of a new store, in the first record. */
    public static Superblock create(RecordStore records) {
        if (records.put(new byte[1]) != RECID) {
            throw new IllegalStateException("the first record of a new store has another number than " + RECID);
        }
        return new Superblock();
    }

    /** Reads the superblock; raises {@link StoreException} if it is of a newer layout or none. */
    public static Superblock read(RecordStore records, Path file) {
        byte[] record = records.get(RECID);
        try {
            ByteReader in = new ByteReader(record);
            if (!Arrays.equals(in.getBlock(), MAGIC)) {
                throw records.damaged("its superblock", null);
            }
            long layout = in.getPacked();
            if (layout > LAYOUT) {
                throw new StoreException(
                        StoreException.Kind.NEWER,
                        file + " was written by a newer luahome (layout " + layout + ", this one knows up to " + LAYOUT
                                + "); open it with that version",
                        null);
            }
            Superblock block = new Superblock();
            block.readFields(in);
            block.stored = block.encode();
            return block;
        } catch (IndexOutOfBoundsException | DateTimeException e) {
            throw records.damaged("its superblock", e);
        }
    }

    /**
     * Takes over all that another store's superblock says, but for the roots of the indexes.
     *
     * @param record copies a record of that store and answers the copy's number
     */
    public void takeOver(Superblock other, LongUnaryOperator record) {
        nextTableId = other.nextTableId;
        tableCount = other.tableCount;
        epoch = other.epoch;
        epochNextTableId = other.epochNextTableId;
        savedNextTableId = other.savedNextTableId;
        bornSinceSave = other.bornSinceSave;
        changedEpoch = other.changedEpoch;
        nextRevision = other.nextRevision;
        long changed = other.changedRecid;
        changedRecid = 0;
        for (Mark mark : other.marks) {
            long copy = mark.changedRecid == 0 ? 0 : record.applyAsLong(mark.changedRecid);
            marks.add(new Mark(mark.revision, mark.epoch, mark.nextTableId, copy));
            // The present list of changes is that of a revision.
            changedRecid = changed != 0 && changed == mark.changedRecid ? copy : changedRecid;
        }
    }

    /** Whether it differs from its record. */
    public boolean isChanged() {
        return !Arrays.equals(stored, encode());
    }

    /** Writes its record if it differs. */
    public void write(RecordStore records) {
        byte[] now = encode();
        if (!Arrays.equals(stored, now)) {
            records.update(RECID, now);
            stored = now;
        }
    }

    private byte[] encode() {
        ByteWriter out = new ByteWriter(256);
        out.putBlock(MAGIC);
        out.putPacked(LAYOUT);
        out.putPacked(indexRoot);
        out.putPacked(imagesRoot);
        out.putPacked(nextTableId);
        out.putPacked(tableCount);
        out.putPacked(epoch);
        out.putPacked(epochNextTableId);
        out.putPacked(savedNextTableId);
        out.putPacked(bornSinceSave);
        out.putPacked(changedEpoch);
        out.putPacked(changedRecid);
        out.putPacked(nextRevision);
        out.putPacked(marks.size());
        for (Mark mark : marks) {
            Revision revision = mark.revision;
            out.putPacked(revision.number());
            out.putPacked(revision.savedAt().getEpochSecond());
            out.putPacked(revision.savedAt().getNano());
            String label = revision.label();
            out.put((revision.automatic() ? 1 : 0) + (label == null ? 0 : 2));
            if (label != null) {
                out.putBlock(label.getBytes(StandardCharsets.UTF_8));
            }
            out.putPacked(mark.epoch);
            out.putPacked(mark.nextTableId);
            out.putPacked(mark.changedRecid);
        }
        return out.toArray();
    }

    private void readFields(ByteReader in) {
        indexRoot = in.getPacked();
        imagesRoot = in.getPacked();
        nextTableId = in.getPacked();
        tableCount = in.getPacked();
        epoch = in.getPacked();
        epochNextTableId = in.getPacked();
        savedNextTableId = in.getPacked();
        bornSinceSave = in.getPacked();
        changedEpoch = in.getPacked();
        changedRecid = in.getPacked();
        nextRevision = in.getPacked();
        int count = in.getLength();
        for (int i = 0; i < count; i++) {
            long number = in.getPacked();
            Instant savedAt = Instant.ofEpochSecond(in.getPacked(), in.getPacked());
            int flags = in.get();
            @Nullable String label = (flags & 2) == 0 ? null : new String(in.getBlock(), StandardCharsets.UTF_8);
            marks.add(new Mark(
                    new Revision(number, savedAt, label, (flags & 1) != 0),
                    in.getPacked(),
                    in.getPacked(),
                    in.getPacked()));
        }
    }
}
