package luahome.store.table;

/**
 * Where a value is that is too long for a page.
 *
 * @param recid its record; for a value of several pieces the record with the list of them
 * @param length its length in bytes
 * @param epoch the epoch in which it was written; in that epoch no before-image refers to it
 */
public record OverflowRef(long recid, int length, long epoch) {
    /** As it stands in a page instead of the value. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(24);
        out.putPacked(recid);
        out.putPacked(length);
        out.putPacked(epoch);
        return out.toArray();
    }

    /** Reads it from a page. */
    static OverflowRef decode(byte[] bytes, int at) {
        ByteReader in = new ByteReader(bytes, at);
        return new OverflowRef(in.getPacked(), (int) in.getPacked(), in.getPacked());
    }
}
