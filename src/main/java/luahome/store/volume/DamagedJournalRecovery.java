package luahome.store.volume;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import luahome.store.Finding;
import luahome.store.StoreException;
import luahome.store.disk.DiskFile;
import org.jspecify.annotations.Nullable;

/**
 * Finds the best state of a workspace whose journal is damaged, missing, or not that of its home file. Used once; not
 * thread-safe.
 *
 * <ul>
 *   <li>The state after the last commit before the damage, if any of the journal can be read. If a {@link Checkpoint}
 *       was under way, the home file may have pages that are newer, and these cannot always be told.
 *   <li>But the home file alone, if that checkpoint had come to its end there, as it has if all pages are whole.
 *   <li>The home file alone, if there is nothing of a journal that goes on from it.
 * </ul>
 */
final class DamagedJournalRecovery {
    private static final String REPAIR = "`luahome repair`";

    private final @Nullable DiskFile file;
    private final DiskFile homeFile;
    private final FileHeader header;
    private final JournalSettings settings;
    private final boolean live;

    /**
     * The best state, and what is wrong.
     *
     * @param journal null if the home file stands alone
     */
    record Best(HomeFile home, @Nullable Journal journal, VolumeDamage damage) {}

    /**
     * A journal beside a home file.
     *
     * @param file null if it is missing
     * @param header the header of the home file
     * @param live whether another process is writing to the journal
     */
    DamagedJournalRecovery(
            @Nullable DiskFile file, DiskFile homeFile, FileHeader header, JournalSettings settings, boolean live) {
        this.file = file;
        this.homeFile = homeFile;
        this.header = header;
        this.settings = settings;
        this.live = live;
    }

    /** Whether anything is wrong with the journal; else it is the home file that is damaged. */
    boolean isBroken() {
        FileHeader.Slot newest = Objects.requireNonNull(header.newest());
        Journal journal = null;
        try {
            journal = file == null ? null : Journal.read(file, live, settings);
        } catch (StoreException e) {
            if (e.kind() == StoreException.Kind.IO) {
                throw e;
            }
            return true;
        }
        if (journal == null || !journal.hasCommits()) {
            return header.isInUse() && (journal == null || !journal.goesOnFrom(header.uid(), newest))
                    || journal != null && journal.mayHaveLost(header);
        }
        FileHeader.Slot state = header.slot(journal.sequence());
        return state == null || !journal.goesOnFrom(header.uid(), state);
    }

    /**
     * The best state.
     *
     * @param why the failure to open the workspace as usual
     */
    Best best(StoreException why) {
        JournalSalvage remains = file == null ? null : JournalSalvage.find(file, header, live, settings);
        if (file == null || remains == null) {
            return withoutCommits(why);
        }
        Best copied = copiedHome(file, remains);
        return copied == null ? before(file, remains) : copied;
    }

    private Best withoutCommits(StoreException why) {
        if (header.torn() || why.kind() == StoreException.Kind.NEWER) {
            throw why;
        }
        HomeFile home = home(Objects.requireNonNull(header.newest()), null);
        Path name = homeFile.path().resolveSibling(Journal.NAME);
        return new Best(
                home,
                null,
                new VolumeDamage(
                        Finding.Kind.BAD_JOURNAL,
                        why.getMessage() + "; until then " + HomeFile.NAME + " is looked at by itself",
                        List.of("all that was committed since " + name + " was last copied into " + HomeFile.NAME
                                + ", if anything was")));
    }

    /** The home file alone, if it is whole in the state after the one that the journal goes on from; else null. */
    private @Nullable Best copiedHome(DiskFile journal, JournalSalvage remains) {
        FileHeader.Slot next = header.slot(remains.state(header).sequence() + 1);
        boolean later = remains.read() < Math.max(remains.checkpointed(), remains.of());
        if (next == null || !later || !isWhole(home(next, null))) {
            return null;
        }
        boolean all = remains.of() <= remains.checkpointed();
        return new Best(
                home(next, null),
                null,
                new VolumeDamage(
                        Finding.Kind.BAD_JOURNAL,
                        journal.path() + " is damaged (" + remains.how() + "), but " + HomeFile.NAME + " holds "
                                + (all ? "all that was committed" : "the state that was copied into it last") + "; "
                                + REPAIR
                                + " saves that",
                        all
                                ? List.of()
                                : List.of("the commits in " + journal.path() + " since they were last copied into "
                                        + HomeFile.NAME + ", if there were any")));
    }

    private static boolean isWhole(HomeFile home) {
        try {
            for (int page = 0; page < home.pages(); page++) {
                home.readAgain(page);
            }
            return true;
        } catch (StoreException e) {
            e.requireDamage();
            return false;
        }
    }

    /** The state after the last commit before the damage. */
    private Best before(DiskFile journal, JournalSalvage remains) {
        int lost = remains.of() - remains.read();
        FileHeader.Slot state = remains.state(header);
        boolean mixed =
                remains.checkpointed() > remains.read() || lost > 0 && header.slot(state.sequence() + 1) != null;
        String what = journal.path() + " is damaged (" + remains.how() + ")";
        List<String> losses = new ArrayList<>();
        if (lost == 0) {
            what += ", but all that was committed can be read; " + REPAIR + " saves it";
        } else {
            String commits = lost == 1 ? "the last commit" : "the last " + lost + " commits";
            what += ": " + commits + (lost == 1 ? " is" : " are")
                    + " lost; restore the workspace from a backup, or save the state before with " + REPAIR;
            losses.add(commits + " of " + remains.of() + " in " + journal.path() + ": " + remains.how());
        }
        if (mixed) {
            losses.add(
                    "the agreement between entries, some of which may be older than others: they were being copied into "
                            + homeFile.path());
        }
        return new Best(
                home(state, remains.journal()),
                remains.journal(),
                new VolumeDamage(Finding.Kind.BAD_JOURNAL, what, losses));
    }

    private HomeFile home(FileHeader.Slot state, @Nullable Journal journal) {
        return HomeFile.asFarAsThere(homeFile, header, state, journal == null ? group -> null : journal::readChecksums);
    }
}
