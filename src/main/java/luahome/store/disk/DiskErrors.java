package luahome.store.disk;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import luahome.store.StoreException;
import luahome.store.StoreException.Kind;

/** Turns the operating system's complaints into sentences for the user. */
public final class DiskErrors {
    private DiskErrors() {}

    /**
     * The sentence for a failed operation.
     *
     * @param doing what was tried, as a verb: {@code read}, {@code write}
     */
    public static StoreException of(String doing, Path file, IOException e) {
        String reason = reason(e);
        String lower = reason.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota exceeded")) {
            return new StoreException(
                    Kind.FULL, "no space is left on the disk for " + file + "; free some, then try again", e);
        }
        if (lower.contains("read-only file system")) {
            return unusable(
                    doing,
                    file,
                    "its file system is read-only; look at it with --read-only, or use another workspace",
                    e);
        }
        if (e instanceof AccessDeniedException || lower.contains("permission denied")) {
            return unusable(doing, file, "permission denied; change its permissions or use another workspace", e);
        }
        if (lower.contains("is a directory")) {
            return unusable(doing, file, "it is a directory; move it away or use another workspace", e);
        }
        if (e instanceof NoSuchFileException) {
            return unusable(doing, file, "it does not exist; use another workspace", e);
        }
        return new StoreException(
                Kind.IO, "cannot " + doing + " " + file + ": " + reason + "; check the disk, then try again", e);
    }

    private static StoreException unusable(String doing, Path file, String why, IOException e) {
        return new StoreException(Kind.UNUSABLE, "cannot " + doing + " " + file + ": " + why, e);
    }

    private static String reason(IOException e) {
        String reason = e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
        return Objects.requireNonNullElse(reason, e.getClass().getSimpleName());
    }
}
