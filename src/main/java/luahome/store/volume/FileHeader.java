package luahome.store.volume;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.disk.DiskFile;
import org.jspecify.annotations.Nullable;

/**
 * The first page of either file. It begins with an identification that never changes:
 *
 * <pre>
 *    0  magic, 8 bytes          12  workspace's unique ID, 16 bytes
 *    8  format version          28  CRC32C of the bytes before it
 * </pre>
 *
 * <p>and holds two slots, in sectors of their own, that are written in turn: the slot for sequence number n is slot n
 * modulo 2, so that a torn write leaves the one for n-1 whole. A slot is: sequence (8 bytes), a value (8 bytes: in the
 * home file a random half and the page count, in the journal the salt, which begins with that half), CRC32C of both,
 * seeded with the unique ID.
 *
 * <p>A home file that was written to take the place of another names the salt of the journal that it made void, at
 * 2560, followed by a CRC32C like that of a slot. A backup says so at 2624. A home file whose journal may hold commits
 * has, at 3072, a copy of the slot of the state that these go on from.
 *
 * <p>Magic and version stay where they are in every future format.
 */
public final class FileHeader {
    /** Size of a header in its file in bytes. */
    public static final int SIZE = PageFormat.SIZE;

    /** Version of the format that this code reads and writes. */
    static final int VERSION = 1;

    private static final int UID_AT = 12;
    private static final int UID_LENGTH = 16;
    private static final int IDENTITY_CRC_AT = 28;
    private static final int FIRST_SLOT_AT = 512;
    private static final int SLOT_SPACING = 1024;
    private static final int SLOT_LENGTH = 20;
    private static final int SLOTS_END = FIRST_SLOT_AT + SLOT_SPACING + SLOT_LENGTH;
    private static final int SUPERSEDED_AT = 2560;
    private static final int BACKUP_AT = 2624;
    private static final int IN_USE_AT = 3072;
    private static final byte[] BACKUP = "a backup".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NO_SEED = {};

    /** The two kinds of files that begin with such a header. */
    enum Type {
        /** The home file; a slot's value is its pairing number and its number of pages. */
        HOME("LUAHOME\n", "a luahome workspace file"),
        /** The journal; a slot's value is its salt. */
        JOURNAL("LUAHOMEJ", "a luahome journal");

        private final byte[] magic;
        private final String description;

        Type(String magic, String description) {
            this.magic = magic.getBytes(StandardCharsets.US_ASCII);
            this.description = description;
        }
    }

    /** A slot's contents. */
    public record Slot(long sequence, long value) {}

    private final byte[] page;

    private FileHeader(byte[] page) {
        this.page = page;
    }

    /** A header with one slot, for a new file. */
    static FileHeader create(Type type, byte[] uid, Slot slot) {
        FileHeader header = new FileHeader(new byte[SIZE]);
        System.arraycopy(type.magic, 0, header.page, 0, type.magic.length);
        PageFormat.putInt(header.page, type.magic.length, VERSION);
        System.arraycopy(uid, 0, header.page, UID_AT, UID_LENGTH);
        PageFormat.putInt(header.page, IDENTITY_CRC_AT, PageFormat.checksum(NO_SEED, header.page, 0, IDENTITY_CRC_AT));
        header.encode(slot);
        return header;
    }

    /**
     * Reads the header of a file.
     *
     * @return null if the file was never completely created: it is empty, or, in the case of a journal, has no more
     *     than a header and that is torn
     * @throws StoreException if the file is foreign, damaged or newer
     */
    static @Nullable FileHeader read(Type type, DiskFile file) {
        byte[] page = new byte[SIZE];
        int length = file.read(ByteBuffer.wrap(page), 0);
        if (length == 0) {
            return null;
        }
        boolean mayBeTorn = type == Type.JOURNAL && file.size() <= SIZE;
        for (int i = 0; i < type.magic.length; i++) {
            if (page[i] != type.magic[i] && !(mayBeTorn && page[i] == 0)) {
                throw new StoreException(
                        Kind.FOREIGN,
                        file.path() + " is not " + type.description + "; move it away or use another workspace",
                        null);
            }
        }
        int version = PageFormat.getInt(page, type.magic.length);
        if (version > VERSION && !isIdentified(page, type, VERSION)) {
            throw new StoreException(
                    Kind.NEWER,
                    file.path() + " has format " + version + ", this luahome knows up to " + VERSION
                            + "; use a newer luahome",
                    null);
        }
        FileHeader header = new FileHeader(page);
        boolean whole =
                length == SIZE && isIdentified(page, type, version) && version == VERSION && header.newest() != null;
        if (whole) {
            return header;
        }
        if (mayBeTorn) {
            return null;
        }
        throw file.damaged(length < SIZE ? "truncated" : "its header is broken");
    }

    /** Whether the identification is what was written with a version: the one there may be damaged. */
    private static boolean isIdentified(byte[] page, Type type, int version) {
        byte[] identity = Arrays.copyOf(page, IDENTITY_CRC_AT);
        PageFormat.putInt(identity, type.magic.length, version);
        return PageFormat.getInt(page, IDENTITY_CRC_AT) == PageFormat.checksum(NO_SEED, identity, 0, IDENTITY_CRC_AT);
    }

    /** A header that may be damaged, with the unique ID that it has. */
    static FileHeader readDamaged(DiskFile file) {
        byte[] page = new byte[SIZE];
        file.read(ByteBuffer.wrap(page), 0);
        return new FileHeader(page);
    }

    /** A header that may be damaged, as that of a file of the workspace with a unique ID. */
    static FileHeader readDamaged(DiskFile file, byte[] uid) {
        FileHeader header = readDamaged(file);
        System.arraycopy(uid, 0, header.page, UID_AT, UID_LENGTH);
        return header;
    }

    /** The workspace's unique ID. */
    byte[] uid() {
        return Arrays.copyOfRange(page, UID_AT, UID_AT + UID_LENGTH);
    }

    /** The slot of a sequence number; null if it holds another one or is torn. */
    @Nullable
    Slot slot(long sequence) {
        Slot slot = decode(slotAt(sequence));
        return slot != null && slot.sequence == sequence ? slot : null;
    }

    /** The whole slot with the highest sequence number; null if there is none. */
    public @Nullable Slot newest() {
        Slot even = decode(slotAt(0));
        Slot odd = decode(slotAt(1));
        return even == null || odd != null && odd.sequence > even.sequence ? odd : even;
    }

    /** The slots that are whole. */
    List<Slot> slots() {
        return Stream.of(decode(slotAt(0)), decode(slotAt(1)))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Whether a slot is neither whole nor unused. */
    boolean torn() {
        return torn(slotAt(0)) || torn(slotAt(1));
    }

    /** Notes, before the header is written, that a journal with a salt is void. */
    void supersede(long salt) {
        PageFormat.putLong(page, SUPERSEDED_AT, salt);
        PageFormat.putInt(page, SUPERSEDED_AT + 8, PageFormat.checksum(uid(), page, SUPERSEDED_AT, 8));
    }

    /** Whether a journal with a salt was made void by the file that this header begins. */
    boolean supersedes(long salt) {
        return PageFormat.getLong(page, SUPERSEDED_AT) == salt
                && PageFormat.getInt(page, SUPERSEDED_AT + 8) == PageFormat.checksum(uid(), page, SUPERSEDED_AT, 8);
    }

    /** Notes, before the header is written, that the file is a backup, which another may replace. */
    void markAsBackup() {
        System.arraycopy(BACKUP, 0, page, BACKUP_AT, BACKUP.length);
    }

    /** Whether the file is a backup. */
    public boolean isBackup() {
        return Arrays.equals(page, BACKUP_AT, BACKUP_AT + BACKUP.length, BACKUP, 0, BACKUP.length);
    }

    /**
     * Whether the journal beside this home file may hold commits, or may have held some that are not all here: for one
     * was begun in the state of either slot, and the older is looked at since the newer may be that of a {@link
     * Checkpoint} that did not end.
     */
    boolean isInUse() {
        Slot begun = decode(IN_USE_AT);
        return begun != null && slots().contains(begun);
    }

    /**
     * Notes in the file the state that a journal is begun in, which {@link #isInUse} tells of, or with null that there
     * is nothing in the journal any more. Not durable before the file is forced.
     */
    void writeInUse(DiskFile file, @Nullable Slot state) {
        if (state == null) {
            Arrays.fill(page, IN_USE_AT, IN_USE_AT + SLOT_LENGTH, (byte) 0);
        } else {
            encode(IN_USE_AT, state);
        }
        file.write(ByteBuffer.wrap(page, IN_USE_AT, SLOT_LENGTH), IN_USE_AT);
    }

    /** Writes the whole header. Not durable before the file is forced. */
    void writeTo(DiskFile file) {
        file.write(ByteBuffer.wrap(page), 0);
    }

    /** Writes again what is known of the header, without the space behind the slots. */
    void rewrite(DiskFile file) {
        file.write(ByteBuffer.wrap(page, 0, SLOTS_END), 0);
    }

    /** Changes a slot here and in the file, and nothing else there. Not durable before the file is forced. */
    void write(DiskFile file, Slot slot) {
        encode(slot);
        file.write(ByteBuffer.wrap(page, slotAt(slot.sequence), SLOT_LENGTH), slotAt(slot.sequence));
    }

    private void encode(Slot slot) {
        encode(slotAt(slot.sequence), slot);
    }

    private void encode(int at, Slot slot) {
        PageFormat.putLong(page, at, slot.sequence);
        PageFormat.putLong(page, at + 8, slot.value);
        PageFormat.putInt(page, at + 16, PageFormat.checksum(uid(), page, at, 16));
    }

    private @Nullable Slot decode(int at) {
        if (PageFormat.getInt(page, at + 16) != PageFormat.checksum(uid(), page, at, 16)) {
            return null;
        }
        return new Slot(PageFormat.getLong(page, at), PageFormat.getLong(page, at + 8));
    }

    private boolean torn(int at) {
        return decode(at) == null && !Arrays.equals(page, at, at + SLOT_LENGTH, new byte[SLOT_LENGTH], 0, SLOT_LENGTH);
    }

    private static int slotAt(long sequence) {
        return FIRST_SLOT_AT + (int) (sequence & 1) * SLOT_SPACING;
    }
}
