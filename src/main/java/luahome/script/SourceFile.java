package luahome.script;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A file of Lua that the user names to be run. */
public final class SourceFile {
    private SourceFile() {}

    /**
     * All bytes of it.
     *
     * @throws IOException if it cannot be read; the message is a sentence that names the file
     */
    public static byte[] read(String file) throws IOException {
        if (file.isEmpty()) {
            throw new IOException("the file's name is empty");
        }
        try {
            Path path = Path.of(file);
            if (Files.isDirectory(path)) {
                throw new FileSystemException(file, null, "it is a directory");
            }
            return Files.readAllBytes(path);
        } catch (InvalidPathException e) {
            throw new IOException("not the name of a file: " + file, e);
        } catch (FileSystemException e) {
            throw new IOException("cannot read " + file + ": " + reason(e), e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static String reason(FileSystemException e) {
        if (e instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e.getReason() == null ? "it cannot be opened" : e.getReason();
    }
}
