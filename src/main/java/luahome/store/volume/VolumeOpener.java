package luahome.store.volume;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import luahome.diagnostic.DebugTrace;
import luahome.store.Finding;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.disk.Disk;
import luahome.store.disk.DiskErrors;
import luahome.store.disk.DiskFile;
import luahome.store.disk.FileDisk;
import luahome.store.disk.LockByte;
import luahome.store.disk.WorkspaceLock;
import org.jspecify.annotations.Nullable;

/**
 * Opens a workspace's two files: takes the lock, checks that they are whole and belong together, and only then changes
 * anything. Each file may be absent, for a crash may come at any moment of their creation:
 *
 * <ul>
 *   <li>The journal is created first (it carries the lock), then the home file, which appears whole.
 *   <li>A journal without commits says nothing, so it may be absent, torn, or left over from another state of the home
 *       file; it is made anew.
 *   <li>A journal with commits must find the state of the home file that it goes on from, or a home file that says that
 *       it took that one's place.
 *   <li>A file that was to take the home file's place and did not is removed.
 * </ul>
 *
 * <p>A reader opens beside a writer: it keeps the writer from a {@link Checkpoint} first, and looks then.
 */
public final class VolumeOpener {
    private final Disk disk;
    private final OpenMode mode;
    private final JournalSettings settings;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    private VolumeOpener(Disk disk, OpenMode mode, JournalSettings settings) {
        this.disk = disk;
        this.mode = mode;
        this.settings = settings;
    }

    /** Opens a workspace of the real file system. */
    static JournaledVolume open(Path workspace, OpenMode mode, JournalSettings settings) {
        return open(directory(workspace, mode), mode, settings);
    }

    /** The directory of a workspace, made if it is absent and to be written to. */
    public static Disk directory(Path workspace, OpenMode mode) {
        Path directory = workspace.toAbsolutePath().normalize();
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            if (Files.isSymbolicLink(existing)) {
                throw new StoreException(
                        Kind.UNUSABLE,
                        existing + " is a link that leads nowhere; make what it leads to, or name another path",
                        null);
            }
            existing = existing.getParent();
        }
        if (!Files.isDirectory(existing)) {
            throw new StoreException(
                    Kind.UNUSABLE, existing + " is a file; a workspace is a directory, so name another path", null);
        }
        if (!existing.equals(directory)) {
            if (mode == OpenMode.READ) {
                throw absent(directory);
            }
            createDirectories(directory, existing);
        }
        return new FileDisk(directory);
    }

    private static void createDirectories(Path directory, Path existing) {
        try {
            Files.createDirectories(directory);
            Path made = directory;
            for (Path parent = made.getParent(); parent != null && !made.equals(existing); parent = made.getParent()) {
                new FileDisk(parent).forceDirectory();
                made = parent;
            }
        } catch (AccessDeniedException e) {
            if (!Files.isWritable(directory)) {
                throw DiskErrors.of("create", directory, e);
            }
            DebugTrace.trace(e);
        } catch (IOException e) {
            throw DiskErrors.of("create", directory, e);
        }
    }

    /** The number of the process that has a workspace open for writing; empty if there is none. */
    public static OptionalLong writer(Path workspace) {
        Disk disk = new FileDisk(workspace.toAbsolutePath().normalize());
        try {
            if (!disk.exists(Journal.NAME)) {
                return OptionalLong.empty();
            }
        } catch (IOException e) {
            throw DiskErrors.of("read", disk.path(Journal.NAME), e);
        }
        try (DiskFile journal = DiskFile.open(disk, Journal.NAME, Disk.Access.READ)) {
            return WorkspaceLock.signer(journal);
        }
    }

    /** Opens a workspace on a disk. */
    public static JournaledVolume open(Disk disk, OpenMode mode, JournalSettings settings) {
        VolumeOpener opening = new VolumeOpener(disk, mode, settings);
        return opening.orGiveUp(mode == OpenMode.WRITE ? opening::forWriting : opening::forReading);
    }

    /**
     * Opens a workspace for reading, also if its journal is damaged, missing, or that of something else, or if its home
     * file is cut off or has a broken header: then in the best state that can be had without what is lost.
     *
     * @param told takes what is wrong with the files, if anything is
     * @throws StoreException if the workspace cannot be read for another reason, as one whose home file is another
     *     program's
     */
    public static JournaledVolume openDamaged(Disk disk, JournalSettings settings, Consumer<VolumeDamage> told) {
        try {
            return open(disk, OpenMode.READ, settings);
        } catch (StoreException e) {
            if (e.kind() != Kind.DAMAGED && e.kind() != Kind.FOREIGN && e.kind() != Kind.NEWER) {
                throw e;
            }
            VolumeOpener opening = new VolumeOpener(disk, OpenMode.READ, settings);
            return opening.orGiveUp(lock -> opening.damaged(lock, e, told));
        }
    }

    private JournaledVolume orGiveUp(Function<WorkspaceLock, JournaledVolume> way) {
        boolean done = false;
        try {
            JournaledVolume volume = way.apply(keep(WorkspaceLock.claim(disk)));
            done = true;
            return volume;
        } finally {
            if (!done) {
                giveUp();
            }
        }
    }

    private JournaledVolume damaged(WorkspaceLock lock, StoreException why, Consumer<VolumeDamage> told) {
        if (!exists(HomeFile.NAME)) {
            throw why;
        }
        DiskFile journalFile = exists(Journal.NAME) ? keep(DiskFile.open(disk, Journal.NAME, Disk.Access.READ)) : null;
        DiskFile homeFile = keep(DiskFile.open(disk, HomeFile.NAME, Disk.Access.READ));
        lock.holdForReading(journalFile == null ? homeFile : journalFile, settings.patience());
        FileHeader sound = soundHeader(homeFile, why);
        FileHeader header = sound == null ? HomeHeaderRecovery.find(homeFile, journalFile) : sound;
        if (header == null) {
            throw why;
        }
        boolean live = journalFile != null && WorkspaceLock.writerAlive(journalFile);
        DamagedJournalRecovery broken = new DamagedJournalRecovery(journalFile, homeFile, header, settings, live);
        if (!broken.isBroken()) {
            Journal journal = journalFile == null ? null : Journal.read(journalFile, live, settings);
            HomeFile home = damagedHome(homeFile, header, journal);
            boolean guessed = header.torn()
                    || FileHeader.readDamaged(homeFile, header.uid()).newest() == null;
            List<String> losses = losses(home, guessed);
            if (sound != null && losses.isEmpty()) {
                throw why;
            }
            StoreException damage = sound == null ? homeFile.damaged("its header is broken") : why;
            told.accept(new VolumeDamage(Finding.Kind.BAD_FILE, String.valueOf(damage.getMessage()), losses));
            return new JournaledVolume(disk, lock, mode, settings, home, journal);
        }
        DamagedJournalRecovery.Best best = broken.best(why);
        told.accept(best.damage());
        return new JournaledVolume(disk, lock, mode, settings, best.home(), best.journal());
    }

    /** The header, if it is whole; null if it is broken. */
    private static @Nullable FileHeader soundHeader(DiskFile homeFile, StoreException why) {
        try {
            return HomeFile.readHeader(homeFile);
        } catch (StoreException e) {
            if (e.kind() != Kind.DAMAGED && e.kind() != Kind.FOREIGN) {
                throw why;
            }
            return null;
        }
    }

    private static HomeFile damagedHome(DiskFile homeFile, FileHeader header, @Nullable Journal journal) {
        if (journal != null && header.supersedes(journal.salt())) {
            journal.ignoreCommits();
        }
        if (journal == null || !journal.hasCommits()) {
            return HomeFile.asFarAsThere(homeFile, header, Objects.requireNonNull(header.newest()), group -> null);
        }
        FileHeader.Slot slot = Objects.requireNonNull(header.slot(journal.sequence()));
        return HomeFile.asFarAsThere(homeFile, header, slot, journal::readChecksums);
    }

    private static List<String> losses(HomeFile home, boolean guessed) {
        List<String> losses = new ArrayList<>();
        Path name = home.file().path();
        if (guessed) {
            losses.add("what the header of " + name + " said of its state, so some entries may be older than others");
        }
        if (home.missing() > 0) {
            losses.add(
                    "the last " + home.missing() + " of " + home.pages() + " pages of " + name + ", which is cut off");
        }
        return losses;
    }

    private JournaledVolume forWriting(WorkspaceLock lock) {
        if (!exists(Journal.NAME) && exists(HomeFile.NAME)) {
            // Nobody can hold the lock; so look before a journal is laid beside a file that is not ours.
            try (DiskFile home = DiskFile.open(disk, HomeFile.NAME, Disk.Access.WRITE)) {
                home(home, HomeFile.readHeader(home), null);
            }
        }
        DiskFile journalFile = keep(DiskFile.open(disk, Journal.NAME, Disk.Access.WRITE));
        lock.holdForWriting(journalFile);
        Journal journal = Journal.read(journalFile, false, settings);
        HomeFile home;
        if (exists(HomeFile.NAME)) {
            home = openHome(Disk.Access.WRITE, journal);
            if (journal == null || !journal.goesOnFrom(home)) {
                // The home file may have taken another one's place and not be durable there; that one needs the
                // journal.
                forceDirectory();
                journal = Journal.create(journalFile, home.uid(), home.sequence(), home.pairing(), settings);
            } else if (journal.hasCommits()) {
                journal.secure();
            }
        } else {
            checkNothingLost(journal);
            HomeFile.create(disk, newUid());
            home = openHome(Disk.Access.WRITE, null);
            journal = Journal.create(journalFile, home.uid(), home.sequence(), home.pairing(), settings);
        }
        removeLeftovers();
        // A process that was killed while it created the files may have left their entries unforced.
        forceDirectory();
        WorkspaceLock.sign(journalFile);
        journal.publish();
        lock.announce(journalFile, settings.patience());
        return new JournaledVolume(disk, lock, mode, settings, home, journal);
    }

    /** Removes what a process left that was killed while it made a new home file. */
    private void removeLeftovers() {
        try {
            disk.delete(HomeFile.NEW_NAME);
        } catch (IOException e) {
            DebugTrace.trace(e);
        }
    }

    private JournaledVolume forReading(WorkspaceLock lock) {
        if (!exists(Journal.NAME)) {
            if (!exists(HomeFile.NAME)) {
                throw missing(disk.directory());
            }
            DiskFile homeFile = keep(DiskFile.open(disk, HomeFile.NAME, Disk.Access.READ));
            lock.holdForReading(homeFile, settings.patience());
            // Before it is looked again: a header that tells of a journal was written when there was one.
            FileHeader header = HomeFile.readHeader(homeFile);
            if (!exists(Journal.NAME)) {
                return new JournaledVolume(disk, lock, mode, settings, home(homeFile, header, null), null);
            }
            homeFile.unlock(LockByte.READERS);
        }
        DiskFile journalFile = keep(DiskFile.open(disk, Journal.NAME, Disk.Access.READ));
        lock.holdForReading(journalFile, settings.patience());
        if (!exists(HomeFile.NAME)) {
            Journal journal = readBesideWriter(journalFile);
            if (!exists(HomeFile.NAME)) {
                checkNothingLost(journal);
                throw missing(disk.directory());
            }
        }
        DiskFile homeFile = keep(DiskFile.open(disk, HomeFile.NAME, Disk.Access.READ));
        // The header first, for the same reason.
        FileHeader header = HomeFile.readHeader(homeFile);
        Journal journal = readBesideWriter(journalFile);
        return new JournaledVolume(disk, lock, mode, settings, home(homeFile, header, journal), journal);
    }

    /** Reads a journal that another process may be writing to, or may begin to write to meanwhile. */
    private @Nullable Journal readBesideWriter(DiskFile journalFile) {
        boolean live = WorkspaceLock.writerAlive(journalFile);
        try {
            Journal journal = Journal.read(journalFile, live, settings);
            if (live || !WorkspaceLock.writerAlive(journalFile)) {
                return journal;
            }
        } catch (StoreException e) {
            if (live || !WorkspaceLock.writerAlive(journalFile)) {
                throw e;
            }
        }
        return Journal.read(journalFile, true, settings);
    }

    private HomeFile openHome(Disk.Access access, @Nullable Journal journal) {
        DiskFile file = keep(DiskFile.open(disk, HomeFile.NAME, access));
        return home(file, HomeFile.readHeader(file), journal);
    }

    /** The home file in the state that the journal goes on from, or, if it holds no commits, in its last one. */
    private HomeFile home(DiskFile file, FileHeader header, @Nullable Journal journal) {
        FileHeader.Slot slot;
        if (journal != null && header.supersedes(journal.salt())) {
            journal.ignoreCommits();
        }
        if (journal == null || !journal.hasCommits()) {
            slot = header.torn() ? null : header.newest();
            if (slot == null) {
                throw file.damaged("its header is broken");
            }
            if (header.isInUse() && (journal == null || !journal.goesOnFrom(header.uid(), slot))
                    || journal != null && journal.mayHaveLost(header)) {
                throw journalLost();
            }
            return HomeFile.in(file, header, slot, group -> null);
        }
        if (!journal.isOf(header.uid())) {
            throw new StoreException(
                    Kind.FOREIGN,
                    journal.file().path() + " is the journal of another workspace than " + file.path()
                            + "; put the two files that belong together side by side",
                    null);
        }
        slot = header.slot(journal.sequence());
        if (slot == null || !journal.isPaired(HomeFile.pairing(slot))) {
            throw new StoreException(
                    Kind.DAMAGED,
                    file.path() + " and " + journal.file().path()
                            + " are not of the same time; put the two files that belong together side by side",
                    null);
        }
        return HomeFile.in(file, header, slot, journal::readChecksums);
    }

    private StoreException journalLost() {
        if (exists(Journal.NAME)) {
            return Journal.broken(disk.path(Journal.NAME), "its header is broken");
        }
        return new StoreException(
                Kind.DAMAGED,
                disk.path(Journal.NAME) + " is missing, and with it the last commits; put it back, or save what is left"
                        + " with `luahome repair`",
                null);
    }

    private void checkNothingLost(@Nullable Journal journal) {
        if (journal != null && (journal.hasCommits() || journal.mayHaveLost(null))) {
            throw new StoreException(
                    Kind.DAMAGED,
                    disk.path(HomeFile.NAME) + " is missing, but "
                            + journal.file().path()
                            + " holds changes to it; put the file back, or restore the workspace from a backup",
                    null);
        }
    }

    private boolean exists(String name) {
        try {
            return disk.exists(name);
        } catch (IOException e) {
            throw DiskErrors.of("read", disk.path(name), e);
        }
    }

    private void forceDirectory() {
        try {
            disk.forceDirectory();
        } catch (IOException e) {
            throw DiskErrors.of("write", disk.directory(), e);
        }
    }

    private <T extends AutoCloseable> T keep(T resource) {
        opened.push(resource);
        return resource;
    }

    private void giveUp() {
        for (AutoCloseable resource : opened) {
            try {
                resource.close();
            } catch (Exception e) {
                // The failure under way says what matters; this one is about a file that was only looked at.
                DebugTrace.trace(e);
            }
        }
    }

    /** A directory that is not seen may be missing, or be where this process may not look. */
    private static StoreException absent(Path directory) {
        try {
            Files.readAttributes(directory, BasicFileAttributes.class);
            return missing(directory);
        } catch (NoSuchFileException e) {
            return missing(directory);
        } catch (IOException e) {
            return DiskErrors.of("read", directory, e);
        }
    }

    private static StoreException missing(Path directory) {
        return new StoreException(
                Kind.MISSING,
                "there is no workspace at " + directory + "; `luahome repl` with that path makes one",
                null);
    }

    private static byte[] newUid() {
        UUID random = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
    }
}
