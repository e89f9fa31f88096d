package luahome.store.table;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import luahome.store.StoreException;
import luahome.store.volume.TransactionalVolume;
import org.jspecify.annotations.Nullable;
import org.mapdb.CC;
import org.mapdb.DBException;
import org.mapdb.DataIO;
import org.mapdb.Serializer;
import org.mapdb.StoreDirect;
import org.mapdb.volume.Volume;
import org.mapdb.volume.VolumeFactory;

/**
 * Byte arrays under numbers, kept by MapDB's record store: the only class that calls MapDB to store something, and the
 * place where all that MapDB may throw becomes a {@link StoreException}.
 *
 * <p>MapDB keeps freed space in one list per exact size and never joins neighbours, so records of ever new sizes would
 * let a file grow although most of it is free. Records are therefore padded to one of some eighty sizes. What is read
 * may have zeros behind what was written: every format above knows its own length.
 */
public final class RecordStore {
    /** The largest record that MapDB keeps in one piece, in bytes. */
    static final int MAX_PIECE = 65520;

    /** Number of slots of the cache; a power of two. */
    private static final int CACHE_SLOTS = 128;

    /** Larger records are not worth the cache's room. */
    private static final int MAX_CACHED = 12 * 1024;

    /** Where MapDB's file header has the greatest record number so far, shifted to make room for parity bits. */
    private static final long LAST_RECID_OFFSET = 32;

    private static final int LAST_RECID_SHIFT = 3;

    /** MapDB's classes that take long to be made ready. */
    private static final List<Class<?>> SLOW = List.of(Volume.class, StoreDirect.class, Serializer.class);

    private static final RecordBytes BYTES = new RecordBytes();

    private final TransactionalVolume volume;
    private final Path file;
    private final StoreDirect store;
    private final long[] cachedRecid = new long[CACHE_SLOTS];
    private final byte[] @Nullable [] cached = new byte[CACHE_SLOTS][];
    private boolean dirty;

    /**
     * Opens MapDB's store over a volume, or creates it.
     *
     * @param file what messages name
     * @param exists whether the volume holds one
     */
    public RecordStore(TransactionalVolume volume, Path file, boolean exists) {
        this.volume = volume;
        this.file = file;
        this.dirty = !exists;
        try {
            this.store = make(volume.volume(), exists);
        } catch (DBException.NewMapDBFormat e) {
            throw new StoreException(
                    StoreException.Kind.NEWER, file + " was written by a newer luahome; open it with that version", e);
        } catch (RuntimeException | AssertionError | IllegalAccessError e) {
            throw translate(e, "its header");
        }
    }

    private static StoreDirect make(Volume volume, boolean exists) {
        return StoreDirect.Companion.make(
                null,
                VolumeFactory.wrap(volume, exists),
                0L,
                false,
                false,
                0,
                CC.PAGE_SIZE,
                0L,
                false,
                false,
                false,
                true,
                false);
    }

    /**
     * Gives a volume the header of an empty store, but for a number of records, so that records that are there can be
     * read.
     *
     * @param links writes, into the volume, what leads from the header to them
     */
    static void writeHeader(Volume volume, long records, Runnable links) {
        StoreDirect empty = make(volume, false);
        links.run();
        volume.putLong(LAST_RECID_OFFSET, DataIO.parity3Set(records << LAST_RECID_SHIFT));
        empty.commit();
    }

    /** Makes MapDB ready, for a thread that has time while the command line is still being read. */
    public static void prepare() {
        try {
            for (Class<?> slow : SLOW) {
                Class.forName(slow.getName());
            }
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether anything was written since the last commit. */
    public boolean isDirty() {
        return dirty;
    }

    /** The bytes of a record, possibly followed by zeros; not to be changed, the array may be cached. */
    public byte[] get(long recid) {
        int slot = (int) recid & CACHE_SLOTS - 1;
        byte[] hit = cached[slot];
        if (hit != null && cachedRecid[slot] == recid) {
            return hit;
        }
        byte[] bytes;
        try {
            bytes = store.get(recid, BYTES);
        } catch (RuntimeException | AssertionError | IllegalAccessError e) {
            throw translate(e, "record " + recid);
        }
        if (bytes == null) {
            throw damaged("record " + recid, null);
        }
        if (bytes.length <= MAX_CACHED) {
            cachedRecid[slot] = recid;
            cached[slot] = bytes;
        }
        return bytes;
    }

    /** Stores a new record and returns its number. */
    public long put(byte[] bytes) {
        dirty = true;
        try {
            return store.put(padded(bytes), BYTES);
        } catch (RuntimeException | AssertionError | IllegalAccessError e) {
            throw translate(e, "its free space");
        }
    }

    /** Replaces the bytes of a record. */
    public void update(long recid, byte[] bytes) {
        dirty = true;
        forget(recid);
        try {
            store.update(recid, padded(bytes), BYTES);
        } catch (RuntimeException | AssertionError | IllegalAccessError e) {
            throw translate(e, "record " + recid);
        }
    }

    /** Frees a record and its number. */
    void delete(long recid) {
        dirty = true;
        forget(recid);
        try {
            store.delete(recid, BYTES);
        } catch (RuntimeException | AssertionError | IllegalAccessError e) {
            throw translate(e, "record " + recid);
        }
    }

    /** Makes all that was written durable. */
    public void commit() {
        try {
            store.commit();
        } catch (RuntimeException | AssertionError | IllegalAccessError e) {
            throw translate(e, "its header");
        }
        volume.commit();
        dirty = false;
    }

    /** The failure to raise when bytes cannot be what was written; {@code what} completes "... cannot be read". */
    public StoreException damaged(String what, @Nullable Throwable cause) {
        return new StoreException(
                StoreException.Kind.DAMAGED,
                file + " is damaged (" + what + " cannot be read); restore it from a backup",
                cause);
    }

    /** Greatest number that a record has had so far. */
    public long count() {
        return volume.volume().getLong(LAST_RECID_OFFSET) >>> LAST_RECID_SHIFT;
    }

    /** Takes the bytes of a record. */
    @FunctionalInterface
    public interface Visitor {
        /** Takes its number and its bytes, possibly followed by zeros. */
        void record(long recid, byte[] bytes);
    }

    /** Hands all records that can be read to a visitor, without keeping them. */
    public void forEachReadable(Visitor visitor) {
        for (long recid = 1; recid <= count(); recid++) {
            byte[] bytes;
            try {
                bytes = store.get(recid, BYTES);
            } catch (DBException.GetVoid free) {
                continue;
            } catch (RuntimeException | AssertionError | IllegalAccessError e) {
                translate(e, "record " + recid).requireDamage();
                continue;
            }
            if (bytes != null) {
                visitor.record(recid, bytes);
            }
        }
    }

    /** Takes a record that cannot be read. */
    @FunctionalInterface
    public interface Unreadable {
        /** Takes its number, and why. */
        void record(long recid, StoreException why);
    }

    /** Hands the numbers of all records in use to a visitor; slow, for checks. */
    public void forEach(LongConsumer visitor, Unreadable damaged) {
        // MapDB's own listing fails in a store without locks, and would list freed numbers too.
        long last = count();
        for (long recid = 1; recid <= last; recid++) {
            try {
                store.get(recid, BYTES);
            } catch (DBException.GetVoid free) {
                continue;
            } catch (RuntimeException | AssertionError | IllegalAccessError e) {
                damaged.record(recid, translate(e, "record " + recid));
                continue;
            }
            visitor.accept(recid);
        }
    }

    private void forget(long recid) {
        int slot = (int) recid & CACHE_SLOTS - 1;
        if (cachedRecid[slot] == recid) {
            cached[slot] = null;
        }
    }

    private StoreException translate(Throwable thrown, String what) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof StoreException known) {
                return known;
            }
            if (t instanceof OutOfMemoryError memory) {
                throw memory;
            }
            if (t instanceof IOException io) {
                return new StoreException(
                        StoreException.Kind.IO, file + " cannot be read or written: " + io.getMessage(), thrown);
            }
        }
        return damaged(what, thrown);
    }

    private static byte[] padded(byte[] bytes) {
        int size = sizeClass(bytes.length);
        return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
    }

    /** The record size in bytes that so many bytes are padded to: steps of 16, then eight steps for each doubling. */
    static int sizeClass(int length) {
        if (length >= MAX_PIECE) {
            return length;
        }
        int step = Math.max(16, Integer.highestOneBit(Math.max(1, length - 1)) >> 3);
        return Math.min(MAX_PIECE, (Math.max(1, length) + step - 1) / step * step);
    }
}
