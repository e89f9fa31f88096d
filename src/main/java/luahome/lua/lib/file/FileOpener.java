package luahome.lua.lib.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import luahome.lua.builtin.Library;
import luahome.lua.value.ByteBuilder;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Which files a program may touch, and what it is told when one cannot be. The two files of the store are refused:
 * closing a foreign channel on them would drop the process's locks.
 */
public final class FileOpener {
    private static final List<String> STORE_FILES = List.of("home.db", "home.db.wal", "home.db.new");

    /** What the C library on Linux calls an error, and its number. */
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(
            Map.entry("Operation not permitted", 1),
            Map.entry("No such file or directory", 2),
            Map.entry("Input/output error", 5),
            Map.entry("Bad file descriptor", 9),
            Map.entry("Permission denied", 13),
            Map.entry("Device or resource busy", 16),
            Map.entry("File exists", 17),
            Map.entry("Invalid cross-device link", 18),
            Map.entry("Not a directory", 20),
            Map.entry("Is a directory", 21),
            Map.entry("Invalid argument", 22),
            Map.entry("Too many open files", 24),
            Map.entry("Text file busy", 26),
            Map.entry("File too large", 27),
            Map.entry("No space left on device", 28),
            Map.entry("Illegal seek", 29),
            Map.entry("Read-only file system", 30),
            Map.entry("Broken pipe", 32),
            Map.entry("File name too long", 36),
            Map.entry("Directory not empty", 39),
            Map.entry("Too many levels of symbolic links", 40));

    private static final int UNKNOWN_NUMBER = 5;

    private final @Nullable Path workspace;

    /** For programs that run in that workspace; null for none. */
    public FileOpener(@Nullable Path workspace) {
        this.workspace = workspace;
    }

    /** The workspace; null for none. */
    public @Nullable Path workspace() {
        return workspace;
    }

    /**
     * The path that a program names.
     *
     * @throws IOException if the name cannot be one of a file, or the file is the store's
     */
    public Path path(LuaString name) throws IOException {
        String text = new String(name.m_bytes, name.m_offset, name.m_length, StandardCharsets.UTF_8);
        Path path;
        try {
            path = Path.of(text);
        } catch (InvalidPathException e) {
            throw new NoSuchFileException(text);
        }
        if (text.isEmpty()) {
            throw new NoSuchFileException(text);
        }
        if (isOfStore(path)) {
            throw new FileSystemException(text, null, "belongs to the workspace's store");
        }
        return path;
    }

    /**
     * Opens a file.
     *
     * @param mode as C's {@code fopen} takes it
     */
    static FileHandle open(Path path, String mode) throws IOException {
        char kind = mode.charAt(0);
        boolean both = mode.indexOf('+') > 0;
        boolean reads = kind == 'r' || both;
        boolean writes = kind != 'r' || both;
        Set<OpenOption> options = new HashSet<>();
        if (reads) {
            options.add(StandardOpenOption.READ);
        }
        if (writes) {
            options.add(StandardOpenOption.WRITE);
        }
        if (kind != 'r') {
            options.add(StandardOpenOption.CREATE);
        }
        if (kind == 'w') {
            options.add(StandardOpenOption.TRUNCATE_EXISTING);
        } else if (kind == 'a' && !both) {
            options.add(StandardOpenOption.APPEND);
        }
        return FileHandle.disk(FileChannel.open(path, options), reads, writes, kind == 'a' && both);
    }

    private boolean isOfStore(Path path) throws IOException {
        if (workspace == null) {
            return false;
        }
        for (String name : STORE_FILES) {
            Path file = workspace.resolve(name);
            if (path.toAbsolutePath().normalize().equals(file.toAbsolutePath().normalize())
                    || Files.exists(path) && Files.exists(file) && Files.isSameFile(path, file)) {
                return true;
            }
        }
        return false;
    }

    /** What `io` and `os` answer when a file operation fails: nil, the reason and the number that C has for it. */
    public static Varargs failure(@Nullable LuaString name, IOException e) {
        String reason = reason(e);
        LuaString text = Library.text(reason);
        if (name != null) {
            ByteBuilder line = new ByteBuilder(0);
            line.append(name);
            line.append(Library.text(": "));
            line.append(text);
            text = line.toLuaString();
        }
        return LuaValue.varargsOf(LuaValue.NIL, text, LuaValue.valueOf(number(reason)));
    }

    /** The reason in the C library's words where there are any. */
    public static String reason(IOException e) {
        String message = e.getMessage();
        String said = message == null ? "input/output error" : message;
        if (e instanceof NoSuchFileException) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException) {
            return "Permission denied";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "Directory not empty";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        if (e instanceof NotDirectoryException) {
            return "Not a directory";
        }
        for (String known : NUMBERS.keySet()) {
            if (said.contains(known)) {
                return known;
            }
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e instanceof FileNotFoundException ? "No such file or directory" : said;
    }

    private static int number(String reason) {
        return NUMBERS.getOrDefault(reason, UNKNOWN_NUMBER);
    }
}
