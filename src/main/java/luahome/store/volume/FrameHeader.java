package luahome.store.volume;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands before each page in the journal.
 *
 * <pre>
 *    0  page number; a group's checksum page is the bitwise complement of the group's number, so negative
 *    4  commit mark: 0, or on the last frame of a transaction the number of pages that the volume then has
 *    8  the journal's salt, 8 bytes            24  CRC32C of the 24 bytes before it
 *   16  number of the commit, from 1 on        28  CRC32C over the frame before's (first: the salt's) and over 24
 *   20  CRC32C of the page
 * </pre>
 */
record FrameHeader(int page, int mark, long salt, int commit, int pageCrc, int headCrc, int chain) {
    /** Length of a frame header in bytes. */
    static final int LENGTH = 32;
    /** Length of a frame in bytes. */
    static final int FRAME = LENGTH + PageFormat.SIZE;

    private static final int COVERED = 24;

    /** The header of a frame that follows one with the given chain. */
    static FrameHeader following(int chain, int page, int mark, long salt, int commit, int pageCrc) {
        FrameHeader open = new FrameHeader(page, mark, salt, commit, pageCrc, 0, 0);
        int headCrc = open.computeHeadCrc();
        return new FrameHeader(page, mark, salt, commit, pageCrc, headCrc, link(chain, headCrc));
    }

    /** The chain before the first frame. */
    static int firstChain(long salt) {
        return link((int) (salt >>> 32), (int) salt);
    }

    /** Reads a header and moves the buffer's position past it. */
    static FrameHeader get(ByteBuffer from) {
        return new FrameHeader(
                from.getInt(),
                from.getInt(),
                from.getLong(),
                from.getInt(),
                from.getInt(),
                from.getInt(),
                from.getInt());
    }

    /** Writes the header and moves the buffer's position past it. */
    void put(ByteBuffer to) {
        to.putInt(page)
                .putInt(mark)
                .putLong(salt)
                .putInt(commit)
                .putInt(pageCrc)
                .putInt(headCrc)
                .putInt(chain);
    }

    /** Whether the header itself is whole, whatever stands around it. */
    boolean isWhole() {
        return headCrc == computeHeadCrc();
    }

    /** Whether the frame follows one with the given chain. */
    boolean follows(int before) {
        return isWhole() && chain == link(before, headCrc);
    }

    private int computeHeadCrc() {
        ByteBuffer covered = ByteBuffer.allocate(COVERED);
        covered.putInt(page)
                .putInt(mark)
                .putLong(salt)
                .putInt(commit)
                .putInt(pageCrc)
                .flip();
        CRC32C crc = new CRC32C();
        crc.update(covered);
        return (int) crc.getValue();
    }

    private static int link(int before, int own) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(8).putInt(before).putInt(own).flip());
        return (int) crc.getValue();
    }
}
