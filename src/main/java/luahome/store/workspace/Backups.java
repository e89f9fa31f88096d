package luahome.store.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;
import luahome.store.disk.Disk;
import luahome.store.disk.DiskErrors;
import luahome.store.disk.DiskFile;
import luahome.store.disk.FileDisk;
import luahome.store.disk.LockByte;
import luahome.store.disk.LockRetry;
import luahome.store.disk.WorkspaceLock;
import luahome.store.volume.FileHeader;
import luahome.store.volume.HomeFile;
import luahome.store.volume.Journal;
import luahome.store.volume.JournalSettings;
import luahome.store.volume.JournaledVolume;
import luahome.store.volume.NewHomeFile;
import luahome.store.volume.VolumeOpener;
import org.jspecify.annotations.Nullable;

/** Backups: home files that stand alone, that can be read, checked, and put in the place of a workspace's. */
public final class Backups {
    private Backups() {}

    /**
     * Opens a backup for reading; the caller closes it.
     *
     * @throws StoreException if it is none or damaged
     */
    public static PagedStore open(Path file) {
        return new PagedStore(openVolume(file, JournalSettings.standard()), false);
    }

    /**
     * Puts a backup in the place of a workspace's data; the backup is read as a whole, and checked, before anything is
     * changed. Safe to be killed at any moment: the workspace then has its old data or the backup's, or, if its old
     * data were damaged, is refused as such until this is done again.
     *
     * @param replace whether data in the workspace may be lost
     * @throws StoreException if the backup is damaged, or the workspace is in use, or has data that may not be lost
     */
    public static void restore(Path file, Path workspace, boolean replace, Progress progress) {
        JournalSettings settings = JournalSettings.standard();
        JournaledVolume volume = openVolume(file, settings);
        try (PagedStore source = new PagedStore(volume, false)) {
            source.check(
                    finding -> {
                        if (finding.kind().isProblem()) {
                            throw new StoreException(
                                    Kind.DAMAGED,
                                    file + " is a damaged backup (" + finding.message() + "); nothing was restored",
                                    null);
                        }
                    },
                    Progress.NONE);
            restore(volume, VolumeOpener.directory(workspace, OpenMode.WRITE), settings, replace, progress);
        }
    }

    static void restore(
            JournaledVolume source, Disk disk, JournalSettings settings, boolean replace, Progress progress) {
        try (WorkspaceLock lock = WorkspaceLock.claim(disk);
                DiskFile journal = DiskFile.open(disk, Journal.NAME, Disk.Access.WRITE)) {
            lock.holdForWriting(journal);
            boolean exists = exists(disk, HomeFile.NAME);
            if (!replace && (exists || journal.size() > FileHeader.SIZE)) {
                throw new StoreException(
                        Kind.UNUSABLE,
                        "there is a workspace at " + disk.directory()
                                + " already; with --replace its data are lost and the backup takes their place",
                        null);
            }
            try (@Nullable DiskFile home = exists ? DiskFile.open(disk, HomeFile.NAME, Disk.Access.WRITE) : null) {
                for (DiskFile each : home == null ? List.of(journal) : List.of(journal, home)) {
                    if (!LockRetry.until(settings.patience(), () -> each.tryLock(LockByte.READERS, false))) {
                        throw new StoreException(
                                Kind.LOCKED,
                                disk.directory() + " is being read by another luahome; leave that one, then try again",
                                null);
                    }
                }
                replaceHome(source, disk, journal, settings, progress);
            }
        }
    }

    private static void replaceHome(
            JournaledVolume source, Disk disk, DiskFile journal, JournalSettings settings, Progress progress) {
        try (NewHomeFile fresh = NewHomeFile.create(disk, HomeFile.NEW_NAME, source.uid(), settings)) {
            if (exists(disk, HomeFile.NAME)) {
                fresh.takeAccess(HomeFile.NAME);
            }
            source.copyTo(fresh, progress);
            Long salt = Journal.saltOf(journal);
            if (salt != null) {
                fresh.supersede(salt);
            }
            fresh.finish(1, HomeFile.NAME);
            disk.forceDirectory();
            try (HomeFile home = fresh.handOver()) {
                Journal.create(journal, home.uid(), home.sequence(), home.pairing(), settings);
            }
        } catch (IOException e) {
            throw DiskErrors.of("write", disk.directory(), e);
        }
    }

    /**
     * The directory to write a backup to.
     *
     * @param store the store file that it is made of
     * @throws StoreException if something else has the name that must not be lost
     */
    static Disk requireWritable(Path file, Path store) {
        Path directory = file.getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw new StoreException(
                    Kind.UNUSABLE, "cannot write " + file + ": there is no such directory; make it first", null);
        }
        requireNoDirectory(file);
        Disk disk = new FileDisk(directory);
        String name = String.valueOf(file.getFileName());
        // Not by looking into them: closing a file of the store would drop this process's locks.
        boolean ofStore = isSame(file, store) || isSame(file, store.resolveSibling(Journal.NAME));
        if (ofStore || Files.exists(file) && !isBackup(disk, name)) {
            throw new StoreException(
                    Kind.UNUSABLE, file + " exists and is no backup; name another file, or remove it first", null);
        }
        return disk;
    }

    private static void requireNoDirectory(Path file) {
        if (Files.isDirectory(file)) {
            throw new StoreException(
                    Kind.UNUSABLE, file + " is a directory; a backup is a file, so name one in it", null);
        }
    }

    private static boolean isSame(Path file, Path other) {
        try {
            return file.equals(other) || Files.exists(file) && Files.exists(other) && Files.isSameFile(file, other);
        } catch (IOException e) {
            throw DiskErrors.of("read", file, e);
        }
    }

    private static boolean isBackup(Disk disk, String name) {
        try (DiskFile file = DiskFile.open(disk, name, Disk.Access.READ)) {
            return HomeFile.readHeader(file).isBackup();
        } catch (StoreException e) {
            if (e.kind() == Kind.FOREIGN || e.kind() == Kind.DAMAGED) {
                return false;
            }
            throw e;
        }
    }

    /** Opens a backup's file. */
    static JournaledVolume openVolume(Path path, JournalSettings settings) {
        Path file = path.toAbsolutePath().normalize();
        if (!Files.exists(file)) {
            throw new StoreException(Kind.MISSING, "there is no file " + file, null);
        }
        requireNoDirectory(file);
        return openVolume(
                new FileDisk(Objects.requireNonNull(file.getParent(), "a file in no directory")),
                String.valueOf(file.getFileName()),
                settings);
    }

    /** Opens a backup, or a workspace's file that stands alone, for reading. */
    public static JournaledVolume openVolume(Disk disk, String name, JournalSettings settings) {
        WorkspaceLock lock = WorkspaceLock.claim(disk, name);
        DiskFile file = null;
        boolean done = false;
        try {
            file = DiskFile.open(disk, name, Disk.Access.READ);
            FileHeader header = HomeFile.readHeader(file);
            FileHeader.Slot slot = header.newest();
            if (!header.isBackup() || slot == null) {
                throw new StoreException(
                        Kind.FOREIGN, file.path() + " is no backup; `luahome backup` makes one of a workspace", null);
            }
            HomeFile home = HomeFile.in(file, header, slot, group -> null);
            JournaledVolume volume = new JournaledVolume(disk, lock, OpenMode.READ, settings, home, null);
            done = true;
            return volume;
        } finally {
            if (!done) {
                lock.close();
                if (file != null) {
                    file.close();
                }
            }
        }
    }

    private static boolean exists(Disk disk, String name) {
        try {
            return disk.exists(name);
        } catch (IOException e) {
            throw DiskErrors.of("read", disk.path(name), e);
        }
    }
}
