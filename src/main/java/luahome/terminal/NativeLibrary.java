package luahome.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;
import luahome.diagnostic.DebugTrace;
import org.jline.nativ.OSInfo;
import org.jspecify.annotations.Nullable;

/**
 * The native library of the line editor, kept where the launcher keeps its archive of classes. By itself the editor
 * unpacks one into the directory of temporary files for each process, and one that is killed leaves it there.
 */
final class NativeLibrary {
    private static final String RESOURCES = "/org/jline/nativ/";
    private static final String FILE = System.mapLibraryName("jlinenative");

    private NativeLibrary() {}

    /** Tells the editor where the library is; where none can be kept, the editor goes on as by itself. */
    static void provide() {
        Path cache = cache();
        if (cache == null || !Files.isDirectory(cache)) {
            return;
        }
        try (InputStream packed = OSInfo.class.getResourceAsStream(
                RESOURCES + OSInfo.getNativeLibFolderPathForCurrentOS() + "/" + FILE)) {
            if (packed != null) {
                System.setProperty(
                        "library.jline.path",
                        unpacked(packed.readAllBytes(), cache).toString());
            }
        } catch (IOException e) {
            DebugTrace.trace(e);
        }
    }

    private static @Nullable Path cache() {
        String home = System.getenv("HOME");
        String named = System.getenv("XDG_CACHE_HOME");
        boolean unnamed = named == null || named.isEmpty();
        Path cache = !unnamed ? Path.of(named) : home == null || home.isEmpty() ? null : Path.of(home, ".cache");
        // As the launcher has it.
        return cache == null || !cache.isAbsolute() ? null : cache.resolve("luahome");
    }

    /** The directory in which the library is. */
    private static Path unpacked(byte[] library, Path cache) throws IOException {
        CRC32 sum = new CRC32();
        sum.update(library);
        Path directory = cache.resolve("jline-" + Long.toHexString(sum.getValue()));
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file) || Files.size(file) != library.length) {
            Files.createDirectories(directory);
            // Others may be at the same: each moves a whole file into place.
            Path draft = Files.createTempFile(directory, FILE, ".new");
            Files.write(draft, library);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return directory;
    }
}
