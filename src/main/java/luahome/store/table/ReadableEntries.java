package luahome.store.table;

import java.util.Iterator;
import java.util.NoSuchElementException;
import luahome.store.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a page as far as they can be read, one after the other; for a value that is too long for the page, the
 * reference to it, once all of it could be read. Not thread-safe.
 */
public final class ReadableEntries implements Iterator<EntryChange> {
    private final OverflowValues values;
    private final @Nullable PageReader page;
    private @Nullable EntryChange next;
    private @Nullable String damage;
    private long read;

    /** Begins at the first entry of a page, which may not be readable at all. */
    public ReadableEntries(RecordStore records, PageRef ref) {
        values = new OverflowValues(records);
        PageReader found = null;
        try {
            found = new PageReader(records.get(ref.recid()), e -> records.damaged("page record " + ref.recid(), e));
        } catch (StoreException e) {
            damage = e.requireDamage();
        }
        page = found;
        advance();
    }

    /** How many entries were handed out. */
    public long read() {
        return read;
    }

    /** Why entries were left out; null if none were so far. */
    public @Nullable String damage() {
        return damage;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public EntryChange next() {
        EntryChange present = next;
        if (present == null) {
            throw new NoSuchElementException();
        }
        read++;
        advance();
        return present;
    }

    private void advance() {
        next = null;
        try {
            while (next == null && page != null && page.next()) {
                next = entry(page);
            }
        } catch (StoreException e) {
            damage = e.requireDamage();
        }
    }

    private @Nullable EntryChange entry(PageReader at) {
        try {
            OverflowRef overflow = at.overflow();
            if (overflow != null) {
                values.forEachPiece(overflow, (piece, length) -> {});
                return new EntryChange(at.key(), null, overflow);
            }
            return new EntryChange(at.key(), at.payload(), null);
        } catch (StoreException e) {
            damage = e.requireDamage();
            return null;
        }
    }
}
