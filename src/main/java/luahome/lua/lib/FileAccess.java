package luahome.lua.lib;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Which files a program may touch, and what it is told when one cannot be. The two files of the store are refused:
 * closing a foreign channel on them would drop the process's locks.
 */
final class FileAccess {
    private static final List<String> STORE_FILES = List.of("home.db", "home.db.wal", "home.db.new");

    private final @Nullable Path workspace;

    /** For programs that run in that workspace; null for none. */
    FileAccess(@Nullable Path workspace) {
        this.workspace = workspace;
    }

    /** The workspace; null for none. */
    @Nullable Path workspace() {
        return workspace;
    }

    /**
     * The path that a program names.
     *
     * @throws IOException if the name cannot be one of a file, or the file is the store's
     */
    Path path(LuaString name) throws IOException {
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
    static Varargs failure(@Nullable LuaString name, IOException e) {
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
    static String reason(IOException e) {
        String message = e.getMessage();
        String said = message == null ? "input/output error" : message;
        if (e instanceof NoSuchFileException || said.contains("No such file")) {
            return "No such file or directory";
        }
        if (e instanceof AccessDeniedException || said.contains("Permission denied")) {
            return "Permission denied";
        }
        if (e instanceof DirectoryNotEmptyException) {
            return "Directory not empty";
        }
        if (e instanceof FileAlreadyExistsException) {
            return "File exists";
        }
        if (e instanceof NotDirectoryException || said.contains("Not a directory")) {
            return "Not a directory";
        }
        if (said.contains("Is a directory")) {
            return "Is a directory";
        }
        if (said.contains("No space left")) {
            return "No space left on device";
        }
        if (e instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason();
        }
        return e instanceof FileNotFoundException ? "No such file or directory" : said;
    }

    private static int number(String reason) {
        switch (reason) {
            case "No such file or directory":
                return 2;
            case "Bad file descriptor":
                return 9;
            case "Permission denied":
                return 13;
            case "File exists":
                return 17;
            case "Not a directory":
                return 20;
            case "Is a directory":
                return 21;
            case "No space left on device":
                return 28;
            case "Directory not empty":
                return 39;
            default:
                return 5;
        }
    }
}
