package luahome.store.table;

/**
 * What the index says of a page.
 *
 * @param recid the record that holds it
 * @param entries number of its entries
 * @param bytes size of its keys and values in bytes, overflow values included
 * @param size size of the page itself in bytes
 * @param epoch the epoch in which it was last written, see {@link Revisions}
 * @param flags {@link #OVERFLOW_VALUES}; the bits from {@link #KIND_SHIFT} on say what the table is, 0 an ordinary one
 */
public record PageRef(long recid, long entries, long bytes, int size, long epoch, int flags) {
    /** Flag: the page refers to values in records of their own. */
    static final int OVERFLOW_VALUES = 1;

    /** The kind of object is in the flags from this bit on; room for functions and cells. */
    static final int KIND_SHIFT = 1;

    /** Whether the page refers to values in records of their own. */
    public boolean hasOverflowValues() {
        return (flags & OVERFLOW_VALUES) != 0;
    }

    /** The same for a copy of the page in another record. */
    public PageRef movedTo(long newRecid, int newSize) {
        return new PageRef(newRecid, entries, bytes, newSize, epoch, flags);
    }

    /** Appends it to a buffer. */
    void write(ByteWriter out) {
        out.putPacked(recid);
        out.putPacked(entries);
        out.putPacked(bytes);
        out.putPacked(size);
        out.putPacked(epoch);
        out.putPacked(flags);
    }

    /** As an index value. */
    public byte[] encode() {
        ByteWriter out = new ByteWriter(32);
        write(out);
        return out.toArray();
    }

    /** Reads what {@link #write} wrote. */
    static PageRef read(ByteReader in) {
        return new PageRef(in.getPacked(), in.getPacked(), in.getPacked(), (int) in.getPacked(), in.getPacked(), (int)
                in.getPacked());
    }

    /** Reads an index value. */
    public static PageRef decode(byte[] value) {
        return read(new ByteReader(value));
    }
}
