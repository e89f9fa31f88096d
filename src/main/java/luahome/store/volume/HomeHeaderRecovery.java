package luahome.store.volume;

import java.util.ArrayList;
import java.util.List;
import luahome.store.StoreException;
import luahome.store.disk.DiskFile;
import org.jspecify.annotations.Nullable;

/**
 * Puts the header of a home file together again, so that its pages can be read.
 *
 * <p>The checksums of the pages are seeded with the workspace's unique ID, which tells a home file from any other file,
 * and the journal beside it has that ID as well. The state is that of a slot which is whole; else the one that the
 * journal was begun for, with as many pages as the file has room for.
 */
final class HomeHeaderRecovery {
    private static final long PAIRING = 0xffff_ffffL << 32;

    private HomeHeaderRecovery() {}

    /**
     * The header, with at least one slot.
     *
     * @param journal null if there is none
     * @return null if no page tells that this is a home file
     */
    static @Nullable FileHeader find(DiskFile home, @Nullable DiskFile journal) {
        FileHeader beside = journal == null ? null : headerOf(journal);
        List<FileHeader> candidates = new ArrayList<>();
        candidates.add(FileHeader.readDamaged(home));
        if (beside != null) {
            candidates.add(FileHeader.readDamaged(home, beside.uid()));
        }
        for (FileHeader candidate : candidates) {
            if (HomeFile.hasPagesOf(home, candidate.uid())) {
                return candidate.newest() == null ? begun(home, candidate.uid(), beside) : candidate;
            }
        }
        return null;
    }

    private static FileHeader begun(DiskFile home, byte[] uid, @Nullable FileHeader journal) {
        FileHeader.Slot slot = journal == null ? null : journal.newest();
        int pages = HomeFile.room(home);
        return FileHeader.create(
                FileHeader.Type.HOME,
                uid,
                slot == null
                        ? new FileHeader.Slot(0, pages)
                        : new FileHeader.Slot(slot.sequence(), slot.value() & PAIRING | pages));
    }

    private static @Nullable FileHeader headerOf(DiskFile journal) {
        try {
            return FileHeader.read(FileHeader.Type.JOURNAL, journal);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.IO) {
                throw e;
            }
            return null;
        }
    }
}
