package luahome.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A history whose file is not as it should be. */
class StoredHistoryTest {
    @TempDir
    Path directory;

    private Path workspace;
    private Path file;

    @BeforeEach
    void prepare() throws IOException {
        workspace = Files.createDirectory(directory.resolve("work"));
        file = workspace.resolve("history");
    }

    private StoredHistory open() throws IOException {
        var terminal = new DumbTerminal(InputStream.nullInputStream(), new ByteArrayOutputStream());
        StoredHistory history = new StoredHistory(file);
        LineReader reader =
                LineReaderBuilder.builder().terminal(terminal).history(history).build();
        history.serve(reader);
        history.attach(reader);
        return history;
    }

    @Test
    void aLineThatIsNoEntryIsTakenOutAndNothingElseIsLost() throws IOException {
        String whole = "1700000000000:one\n1700000000001:two\\nlines\n";
        Files.writeString(file, "no entry\n" + whole + ":\n12a:x\n");
        StoredHistory history = open();
        assertEquals(2, history.size());
        assertEquals(whole, Files.readString(file));
        assertNull(history.takeTrouble());
    }

    @Test
    void aFileThatCannotBeReplacedIsLeftAsItIs() throws IOException {
        Files.createDirectories(workspace.resolve("history.new/x"));
        Files.writeString(file, "no entry\n1700000000000:one\n");
        StoredHistory history = open();
        assertEquals(
                "what was typed before is not known, as " + file + " cannot be read: "
                        + workspace.resolve("history.new") + " is in the way",
                history.takeTrouble());
        assertEquals("no entry\n1700000000000:one\n", Files.readString(file));
    }

    @Test
    void aDirectoryThatIsGoneIsToldOnceAndNotMadeAnew() throws IOException {
        StoredHistory history = open();
        history.add(Instant.now(), "first");
        assertNull(history.takeTrouble());
        Path away = Files.move(workspace, directory.resolve("away"));
        history.add(Instant.now(), "second");
        assertEquals(
                "what you type is not remembered, as " + file + " cannot be written: its directory is gone",
                history.takeTrouble());
        history.add(Instant.now(), "third");
        assertNull(history.takeTrouble());
        assertTrue(Files.notExists(workspace), "the directory was made anew");
        Files.move(away, workspace);
        history.add(Instant.now(), "fourth");
        assertEquals(4, Files.readAllLines(file).size());
        assertEquals(4, open().size());
    }

    @Test
    void aFileThatIsNotUtf8IsToldAndKept() throws IOException {
        byte[] foreign = {'1', ':', (byte) 0xff, '\n'};
        Files.write(file, foreign);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        StoredHistory history = open();
        assertEquals(
                "what was typed before is not known, as " + file + " cannot be read: it is not UTF-8",
                history.takeTrouble());
        history.add(Instant.now(), "first");
        assertEquals(1, history.size());
        assertEquals(foreign[2], Files.readAllBytes(file)[2]);
    }

    @Test
    void anEntryThatACrashBrokeOffDoesNotSpoilTheNextOne() throws IOException {
        open().add(Instant.now(), "first");
        String whole = Files.readString(file);
        Files.writeString(file, whole + whole.substring(0, whole.length() - 3));
        StoredHistory history = open();
        assertNull(history.takeTrouble());
        history.add(Instant.now(), "third");
        StoredHistory again = open();
        assertEquals("first", again.get(again.first()));
        assertEquals("third", again.get(again.last()));
        assertEquals(3, again.size());
    }

    @Test
    void halfATimeThatACrashLeftIsPassedOver() throws IOException {
        Files.writeString(file, "17");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        StoredHistory history = open();
        assertNull(history.takeTrouble());
        history.add(Instant.now(), "next");
        assertEquals("next", open().get(open().last()));
    }
}
