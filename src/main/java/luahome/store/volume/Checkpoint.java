package luahome.store.volume;

import java.util.Iterator;
import java.util.TreeSet;
import luahome.store.StoreException;

/**
 * Copies home what the journal holds. The order of steps is what makes it safe: whatever is lost or torn when power
 * fails in one of them, the journal can still repair it.
 *
 * <ol>
 *   <li>The new checksum pages go into the journal, durably: a torn one in the home file would make the unchanged pages
 *       of its group unreadable.
 *   <li>Pages, checksum pages and the header slot of the next sequence number go into the home file, durably. The
 *       journal still goes on from the slot before, so a torn slot or a lost page is never looked at.
 *   <li>The journal restarts from the next sequence number, durably. From here on the home file stands alone.
 * </ol>
 *
 * <p>Meanwhile no other process may read the workspace: the caller has closed the {@link ReaderExclusion}, and opens it
 * again once the journal has restarted.
 *
 * <p>A step that fails leaves everything committed readable and safe; the next attempt does all of them again.
 */
final class Checkpoint {
    private Checkpoint() {}

    /**
     * Does it; between two transactions only.
     *
     * @throws StoreException if it failed and has to be tried again some time
     */
    static void run(Journal journal, HomeFile home) {
        journal.settle();
        if (!journal.hasCommits()) {
            return;
        }
        int pageCount = journal.pageCount();
        TreeSet<Integer> groups = new TreeSet<>();
        journal.pages().forEach((page, at) -> {
            home.noteChecksum(page, at.checksum());
            groups.add(HomeFile.group(page));
        });
        // A group may have been skipped, all zeros; its checksum page must exist to say so.
        for (int group = HomeFile.groups(home.pages()); group < HomeFile.groups(pageCount); group++) {
            groups.add(group);
        }
        journalChecksums(journal, home, groups, pageCount);
        try {
            journal.pages().forEach((page, at) -> home.write(page, journal.readCommitted(page)));
            groups.forEach(group -> home.writeChecksums(group, home.sealedChecksums(group)));
            home.finish(journal.sequence() + 1, pageCount);
        } catch (RuntimeException | Error e) {
            home.abandon();
            throw e;
        }
        journal.restart(home.sequence(), home.pairing());
    }

    private static void journalChecksums(Journal journal, HomeFile home, TreeSet<Integer> groups, int pageCount) {
        try {
            for (Iterator<Integer> each = groups.iterator(); each.hasNext(); ) {
                int group = each.next();
                journal.appendChecksums(group, home.sealedChecksums(group), each.hasNext() ? 0 : pageCount);
            }
            journal.commit(pageCount);
            journal.announce();
        } catch (RuntimeException | Error e) {
            journal.revokePending(e);
            throw e;
        }
    }
}
