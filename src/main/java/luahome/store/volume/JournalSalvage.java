package luahome.store.volume;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import luahome.store.disk.DiskFile;
import org.jspecify.annotations.Nullable;

/**
 * What can still be read of a damaged journal: the commits before the damage. Where its header is broken, the first
 * frame tells which journal it is, since its chain begins with the salt, and the salt with the pairing number of a
 * state of the home file.
 *
 * @param journal the journal as far as it can be read; for reading only
 * @param of how many commits there were, as far as is known
 * @param checkpointed the last commit that is known to be part of a {@link Checkpoint}; 0 if there is none
 */
record JournalSalvage(Journal journal, int of, int checkpointed) {
    /**
     * Looks for the commits that go on from one of a home file's states; writes nothing.
     *
     * @param live whether another process is writing to the journal
     * @return null if there is nothing of such a journal
     */
    static @Nullable JournalSalvage find(DiskFile file, FileHeader home, boolean live, JournalSettings settings) {
        FileHeader header = FileHeader.readDamaged(file, home.uid());
        // The newest first: frames of the journal before may stand behind those that have overwritten its beginning.
        for (FileHeader.Slot slot : candidates(file, header, home)) {
            JournalSalvage found = Journal.readRemains(file, header, slot, live, settings);
            if (found.of > 0) {
                return found;
            }
        }
        return null;
    }

    /** How many commits can be read. */
    int read() {
        return journal.commits();
    }

    /** The slot of the home file's state that the journal goes on from. */
    FileHeader.Slot state(FileHeader home) {
        return Objects.requireNonNull(home.slot(journal.sequence()));
    }

    /** What cannot be read, to be put in parentheses. */
    String how() {
        return read() < of ? "commit " + (read() + 1) + " of " + of + " cannot be read" : "its header is broken";
    }

    /** The slots that the journal's header may have had, newest first. */
    private static List<FileHeader.Slot> candidates(DiskFile file, FileHeader header, FileHeader home) {
        List<FileHeader.Slot> found = new ArrayList<>();
        Long first = firstSalt(file);
        for (FileHeader.Slot state : home.slots()) {
            int pairing = HomeFile.pairing(state);
            for (FileHeader.Slot slot : header.slots()) {
                if (slot.sequence() == state.sequence() && Journal.isPaired(slot.value(), pairing)) {
                    found.add(slot);
                }
            }
            if (first != null && pairing != 0 && Journal.isPaired(first, pairing)) {
                found.add(new FileHeader.Slot(state.sequence(), first));
            }
        }
        found.sort(Comparator.comparingLong(FileHeader.Slot::sequence).reversed());
        return found;
    }

    /** The salt of the journal that the first frame begins; null if it begins none. */
    private static @Nullable Long firstSalt(DiskFile file) {
        ByteBuffer bytes = ByteBuffer.allocate(FrameHeader.LENGTH);
        if (file.read(bytes, Journal.position(0)) < FrameHeader.LENGTH) {
            return null;
        }
        FrameHeader frame = FrameHeader.get(bytes.flip());
        return frame.follows(FrameHeader.firstChain(frame.salt())) ? frame.salt() : null;
    }
}
