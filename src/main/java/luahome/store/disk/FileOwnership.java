package luahome.store.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import luahome.diagnostic.DebugTrace;

/** Who may do what with a file that takes another one's place. Does nothing where files have no such owners. */
public final class FileOwnership {
    /** What the group may, with what everybody may. */
    private static final Map<PosixFilePermission, PosixFilePermission> GROUP_AND_OTHERS = Map.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ,
            PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.OTHERS_EXECUTE);

    private FileOwnership() {}

    /**
     * Gives a file the permissions of another one, and its owner and group as far as this process may. If the group
     * stays another one, it may do only what the other file lets everybody do.
     *
     * @param file had better be empty, since who may read it until then is up to the umask
     * @throws IOException if that fails; who may read the file then is not known
     */
    public static void take(Path file, Path from) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        PosixFileAttributes made = view.readAttributes();
        PosixFileAttributes wanted = Files.readAttributes(from, PosixFileAttributes.class);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        permissions.addAll(wanted.permissions());
        if (!made.group().equals(wanted.group()) && !done(() -> view.setGroup(wanted.group()))) {
            GROUP_AND_OTHERS.forEach((group, others) -> {
                if (!permissions.contains(others)) {
                    permissions.remove(group);
                }
            });
        }
        if (!made.owner().equals(wanted.owner())) {
            done(() -> view.setOwner(wanted.owner()));
        }
        view.setPermissions(permissions);
    }

    /** Whether a file could be given away, which for the most part only root may do. */
    private static boolean done(Giving giving) {
        try {
            giving.give();
            return true;
        } catch (IOException e) {
            DebugTrace.trace(e);
            return false;
        }
    }

    @FunctionalInterface
    private interface Giving {
        void give() throws IOException;
    }
}
