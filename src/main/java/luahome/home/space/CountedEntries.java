package luahome.home.space;

import java.util.Iterator;
import java.util.List;
import luahome.store.Progress;
import luahome.store.TableStore.Change;

/** Tells how many of the entries that a commit writes have gone to the store. Used for one commit. */
final class CountedEntries {
    private final Progress progress;
    private final long total;
    private long done;

    /**
     * @param total how many there are in all, as far as known
     */
    CountedEntries(Progress progress, long total) {
        this.progress = progress;
        this.total = total;
    }

    /** The entries, counted as they are taken. */
    Iterator<Change> each(List<Change> entries) {
        Iterator<Change> all = entries.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return all.hasNext();
            }

            @Override
            public Change next() {
                progress.at(++done, total);
                return all.next();
            }
        };
    }
}
