package luahome.store.table;

import java.util.ArrayList;
import java.util.List;
import luahome.store.StoreException;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.PageFormat;
import org.jspecify.annotations.Nullable;
import org.mapdb.CC;
import org.mapdb.DBException;
import org.mapdb.DataIO;

/**
 * Makes the records of a damaged volume reachable where what leads to them is unreadable: MapDB's file header, and the
 * chain of its index pages. Nothing is written to the disk.
 *
 * <p>The format is that of MapDB 3 ({@code StoreDirect}): the file consists of blocks of 1 MiB. The first one begins
 * with the header, which holds the lists of free space and no more that reading would need; behind it, and in each
 * later index block behind its first 16 bytes, lies a number of 8 bytes for each record: its size, its place and a
 * parity bit. In front of these numbers is the place of the next index block; they lie in the file in the order in
 * which they were made. Where one of these places cannot be read, the next index block is known by its contents, for
 * among 131,070 numbers that all lead into the file there is no chance. Used once; not thread-safe.
 */
public final class HeaderRecovery {
    /** Where the place of the first index block after the block of the header is, in bytes. */
    private static final int FIRST_LINK = 32864;

    /** Where the same place is in the other index blocks. */
    private static final int LINK = 8;

    /** How far behind that place the numbers begin, in bytes. */
    private static final int NUMBERS_AFTER_LINK = 16;

    /** How far behind the beginning of the other index blocks the numbers begin, in bytes. */
    private static final int NUMBERS = 16;

    private static final int BLOCK = (int) CC.PAGE_SIZE;
    private static final int PAGES_PER_BLOCK = BLOCK >> PageFormat.SHIFT;

    /** Sizes from this one on are marks, of a deleted record and of one without contents. */
    private static final int MARKS = 0xFFFE;

    private static final long PLACE = 0x0000_FFFF_FFFF_FFF0L;

    private final JournaledVolume volume;
    private final int blocks;

    private HeaderRecovery(JournaledVolume volume) {
        this.volume = volume;
        blocks = Math.toIntExact((volume.volume().length() + BLOCK - 1) / BLOCK);
    }

    /**
     * Sees to it that a {@link RecordStore} can be opened over a volume that is open for reading, if any record can be
     * reached; costs nothing but an opening where all is well.
     */
    public static void apply(JournaledVolume volume) {
        try {
            new RecordStore(volume, volume.info().file(), true);
        } catch (StoreException e) {
            e.requireDamage();
            new HeaderRecovery(volume).run();
        }
    }

    private void run() {
        List<Integer> index = indexBlocks();
        int linkPage = FIRST_LINK >> PageFormat.SHIFT;
        byte[] numbers = page(linkPage);
        for (int page = 0; page < linkPage; page++) {
            volume.replace(page, new byte[PageFormat.SIZE]);
        }
        volume.replace(linkPage, numbers == null ? new byte[PageFormat.SIZE] : numbers);
        long records = (BLOCK - FIRST_LINK - NUMBERS_AFTER_LINK) / Long.BYTES
                + (long) index.size() * ((BLOCK - NUMBERS) / Long.BYTES);
        for (int block : index) {
            if (page(block * PAGES_PER_BLOCK) == null) {
                volume.replace(block * PAGES_PER_BLOCK, new byte[PageFormat.SIZE]);
            }
        }
        RecordStore.writeHeader(volume.volume(), records, () -> {
            long link = FIRST_LINK;
            for (int block : index) {
                volume.volume().putLong(link, DataIO.parity16Set((long) block * BLOCK));
                link = (long) block * BLOCK + LINK;
            }
            volume.volume().putLong(link, DataIO.parity16Set(0));
        });
    }

    /** The numbers of the index blocks but the first, in their order, as far as they can be known. */
    private List<Integer> indexBlocks() {
        List<Integer> found = new ArrayList<>();
        int last = 0;
        while (true) {
            Integer linked = linked(last == 0 ? FIRST_LINK : (long) last * BLOCK + LINK);
            int next = linked == null ? search(last + 1) : linked;
            if (next <= last || next >= blocks) {
                return found;
            }
            found.add(next);
            last = next;
        }
    }

    /** The number of the block whose place is at an offset, 0 if there is none; null if that cannot be read. */
    private @Nullable Integer linked(long offset) {
        byte[] page = page(Math.toIntExact(offset >> PageFormat.SHIFT));
        if (page == null) {
            return null;
        }
        try {
            long place = DataIO.parity16Get(PageFormat.getLong(page, (int) offset & PageFormat.SIZE - 1));
            return place % BLOCK == 0 ? Math.toIntExact(place / BLOCK) : null;
        } catch (DBException.PointerChecksumBroken | ArithmeticException e) {
            return null;
        }
    }

    /**
     * The first index block from a block on; 0 if there is none, or if one in between cannot be read at all: it may be
     * an index block itself, and then the numbers of all later records would be others.
     */
    private int search(int from) {
        for (int block = from; block < blocks; block++) {
            boolean readable = false;
            boolean numbers = true;
            boolean used = false;
            for (int i = 0; i < PAGES_PER_BLOCK && numbers; i++) {
                byte[] page = page(block * PAGES_PER_BLOCK + i);
                readable |= page != null;
                for (int at = i == 0 ? NUMBERS : 0; page != null && at < PageFormat.SIZE && numbers; at += Long.BYTES) {
                    long value = PageFormat.getLong(page, at);
                    numbers = value == 0 || isNumber(value);
                    used |= value != 0;
                }
            }
            if (numbers && used) {
                return block;
            }
            if (!readable) {
                return 0;
            }
        }
        return 0;
    }

    /** Whether it can be the size and place of a record, with the parity that MapDB gives it. */
    private boolean isNumber(long value) {
        long place = value & PLACE;
        return (Long.bitCount(value) & 1) == 1
                && (value >>> 48 >= MARKS ? place == 0 : place >= BLOCK && place < (long) blocks * BLOCK);
    }

    private byte @Nullable [] page(int number) {
        byte[] content = new byte[PageFormat.SIZE];
        try {
            volume.volume().getData((long) number << PageFormat.SHIFT, content, 0, PageFormat.SIZE);
            return content;
        } catch (StoreException e) {
            e.requireDamage();
            return null;
        }
    }
}
