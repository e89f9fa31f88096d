package luahome.terminal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** The file of remembered lines. They may hold secrets, so nobody else may read it. */
final class HistoryFile {
    private HistoryFile() {}

    /** Creates the file for its owner only, if it is absent; answers whether lines can be remembered there. */
    static boolean prepare(Path file) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] ownerOnly = posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
        try {
            Files.createFile(file, ownerOnly);
            return true;
        } catch (FileAlreadyExistsException e) {
            return Files.isWritable(file);
        } catch (IOException e) {
            return false;
        }
    }
}
