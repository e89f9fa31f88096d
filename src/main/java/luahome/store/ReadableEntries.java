package luahome.store;

import java.util.Iterator;
import java.util.NoSuchElementException;
import luahome.store.TableStore.Change;
import org.jspecify.annotations.Nullable;

/** The entries of a page as far as they can be read, one after the other. Not thread-safe. */
final class ReadableEntries implements Iterator<Change> {
    private final BigValues values;
    private final @Nullable PageReader page;
    private @Nullable Change next;
    private @Nullable String damage;
    private long read;

    /** Begins at the first entry of a page, which may not be readable at all. */
    ReadableEntries(Records records, PageRef ref) {
        values = new BigValues(records);
        PageReader found = null;
        try {
            found = new PageReader(
                    records.get(ref.recid()), e -> records.damaged("page record " + ref.recid(), e));
        } catch (StoreException e) {
            damage = requireDamage(e);
        }
        page = found;
        advance();
    }

    /** How many entries were handed out. */
    long read() {
        return read;
    }

    /** Why entries were left out; null if none were so far. */
    @Nullable String damage() {
        return damage;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public Change next() {
        Change present = next;
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
            damage = requireDamage(e);
        }
    }

    private @Nullable Change entry(PageReader at) {
        try {
            BigRef big = at.big();
            return new Change(at.key(), big == null ? at.payload() : values.read(big));
        } catch (StoreException e) {
            damage = requireDamage(e);
            return null;
        }
    }

    /** What a failure says, if it is about damage; any other goes on. */
    static String requireDamage(StoreException e) {
        if (e.kind() != StoreException.Kind.DAMAGED) {
            throw e;
        }
        return String.valueOf(e.getMessage());
    }
}
