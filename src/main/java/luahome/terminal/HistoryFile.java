package luahome.terminal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of remembered lines. They may hold secrets, so nobody else may read it. */
final class HistoryFile {
    private HistoryFile() {}

    /**
     * Creates the file for its owner only, if it is absent.
     *
     * @throws IOException if no lines can be remembered there
     */
    static void prepare(Path file) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            if (Files.isDirectory(file)) {
                throw new FileSystemException(file.toString(), null, "it is a directory");
            }
            if (!Files.isWritable(file)) {
                throw new AccessDeniedException(file.toString());
            }
        }
    }
}
