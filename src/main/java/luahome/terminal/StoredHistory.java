package luahome.terminal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import luahome.store.disk.FileReplacement;
import org.jline.reader.LineReader;
import org.jline.reader.impl.history.DefaultHistory;
import org.jspecify.annotations.Nullable;

/**
 * What was typed, in memory and in a file. Where the file fails, memory goes on, and the trouble is told once until it
 * is over. Only ever appends to a file that is there or can be made for its owner alone; never makes a directory, since
 * one that is gone was taken away on purpose. Lives on the editor's thread.
 */
final class StoredHistory extends DefaultHistory {
    private final Path file;
    private boolean remembering;
    private boolean failing;
    /** When an entry was typed, in milliseconds, and the entry. */
    private static final Pattern ENTRY = Pattern.compile("-?[0-9]{1,18}:.*");

    private @Nullable String trouble;

    /** A history in that file. */
    StoredHistory(Path file) {
        this.file = file;
    }

    /**
     * Becomes the history of a reader; looks only now whether the file can be one, since the workspace is there now.
     */
    void serve(LineReader reader) {
        try {
            HistoryFile.prepare(file);
            reader.setVariable(LineReader.HISTORY_FILE, file);
            remembering = true;
        } catch (IOException e) {
            fail(notRemembered(), e);
        }
    }

    /** What went wrong since the last call, in a sentence; null if nothing new did. */
    @Nullable
    String takeTrouble() {
        String taken = trouble;
        trouble = null;
        return taken;
    }

    @Override
    public void load() {
        if (remembering) {
            try {
                dropForeignLines();
                super.load();
            } catch (UncheckedIOException e) {
                fail(
                        "what was typed before is not known, as " + file + " cannot be read",
                        Objects.requireNonNull(e.getCause()));
            } catch (IOException e) {
                fail("what was typed before is not known, as " + file + " cannot be read", e);
            }
        }
    }

    /**
     * Takes lines out of the file that are no entries: the reader would do it by removing the file and writing it anew,
     * and a crash between the two would cost all that was typed.
     */
    private void dropForeignLines() throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> entries =
                lines.stream().filter(line -> ENTRY.matcher(line).matches()).toList();
        if (entries.size() < lines.size()) {
            String text = entries.stream().map(line -> line + "\n").collect(Collectors.joining());
            FileReplacement.replace(file, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Override
    public void save() {
        if (!remembering) {
            return;
        }
        try {
            append();
            failing = false;
        } catch (IOException e) {
            fail(notRemembered(), e);
        }
    }

    private void append() throws IOException {
        HistoryFile.prepare(file);
        long size = Files.size(file);
        endLine(size);
        try {
            super.save();
        } catch (IOException e) {
            cut(size, e);
            throw e;
        }
    }

    /** Ends a line that a crash broke off, which the next entry would otherwise become a part of. */
    private void endLine(long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            if (size > 0 && channel.read(last, size - 1) == 1 && last.get(0) != '\n') {
                channel.write(ByteBuffer.wrap(new byte[] {'\n'}), size);
            }
        }
    }

    /** Takes back half an entry, which the next one would otherwise be taken for a part of. */
    private void cut(long size, IOException why) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private String notRemembered() {
        return "what you type is not remembered, as " + file + " cannot be written";
    }

    private void fail(String what, IOException e) {
        if (!failing) {
            trouble = what + ": " + reason(e);
        }
        failing = true;
    }

    private static String reason(IOException e) {
        if (e instanceof CharacterCodingException) {
            return "it is not UTF-8";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "its directory is gone";
        }
        String reason = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
        return Objects.requireNonNullElse(reason, e.getClass().getSimpleName());
    }
}
