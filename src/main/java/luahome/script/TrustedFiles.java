package luahome.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What someone has agreed to run: files by their paths and contents, remembered in a directory outside of all
 * workspaces, since what lies in a workspace may come from others.
 */
public final class TrustedFiles {
    private final Path directory;

    /** @param directory where they are remembered, one small file each; made when it is needed */
    public TrustedFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Whether that content was agreed to at that path.
     *
     * @throws IOException if what is remembered cannot be read
     */
    boolean given(Path file, byte[] content) throws IOException {
        try {
            String remembered = Files.readString(note(file));
            return remembered.equals(text(file, content));
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /**
     * Remembers that it was; what was agreed to before at that path is forgotten.
     *
     * @throws IOException if it cannot be
     */
    void give(Path file, byte[] content) throws IOException {
        Files.createDirectories(directory, ownerOnly());
        Path draft = Files.createTempFile(directory, "consent", ".new");
        try {
            Files.writeString(draft, text(file, content));
            Files.move(draft, note(file), StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    /** Whoever else could write there could agree in the user's name, whatever the umask allows. */
    private FileAttribute<?>[] ownerOnly() {
        return directory.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
                }
                : new FileAttribute<?>[0];
    }

    private Path note(Path file) {
        return directory.resolve(hash(absolute(file).getBytes(StandardCharsets.UTF_8)));
    }

    private static String text(Path file, byte[] content) {
        return hash(content) + "  " + absolute(file) + "\n";
    }

    private static String absolute(Path file) {
        return file.toAbsolutePath().normalize().toString();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
