package luahome.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace that cannot be used is refused in one sentence, with status 3, and left as it is. */
class BadWorkspaceIT extends UserTest {
    /** Where the file has the number of its format: behind eight bytes of its name. */
    private static final int VERSION_AT = 8;

    private static final int IDENTITY_CHECKSUM_AT = 28;

    private Path file;

    @BeforeEach
    void prepare() {
        file = workspace.resolve("home.db");
    }

    @Test
    void aPathThatIsAFile() throws IOException {
        Files.writeString(workspace, "not a directory");
        assertRefused("work");
        assertEquals("not a directory", Files.readString(workspace));
    }

    @Test
    void anEmptyFile() throws IOException {
        Files.createDirectories(workspace);
        Files.write(file, new byte[0]);
        assertRefusedUntouched("home.db");
    }

    @Test
    void garbage() throws IOException {
        Files.createDirectories(workspace);
        byte[] garbage = new byte[100_000];
        new Random(1).nextBytes(garbage);
        Files.write(file, garbage);
        assertRefusedUntouched("home.db");
    }

    @Test
    void aFileOfAnotherProgram() throws IOException {
        Files.createDirectories(workspace);
        Files.writeString(file, "SQLite format 3\0" + "x".repeat(8000));
        assertRefusedUntouched("home.db");
    }

    @Test
    void aTruncatedFile() throws IOException {
        fill();
        byte[] whole = Files.readAllBytes(file);
        for (int size : List.of(1, 100, 4096, whole.length / 2, whole.length - 1)) {
            Files.write(file, Arrays.copyOf(whole, size));
            Result result =
                    user.run("local n = 0 for k, v in pairs(_home) do n = n + #v end print(n)", "repl", workspace);
            assertEquals(3, result.status(), () -> "cut to " + size + " bytes: " + result);
            assertEquals("", result.out());
            assertEquals(1, result.err().lines().count(), result::toString);
            assertArrayEquals(Arrays.copyOf(whole, size), Files.readAllBytes(file));
        }
    }

    @Test
    void aNewerFormat() throws IOException {
        fill();
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, VERSION_AT, VERSION_AT + Integer.BYTES, (byte) 99);
        // Otherwise the header's checksum would tell that only the version is damaged.
        bytes[IDENTITY_CHECKSUM_AT]++;
        Files.write(file, bytes);
        String said = assertRefusedUntouched("home.db");
        assertTrue(said.contains("newer"), said);
    }

    @Test
    void aJournalThatHoldsChangesToAnotherFile() throws IOException {
        fill();
        byte[] stranger = Files.readAllBytes(file);
        workspace = home.resolve("killed");
        file = workspace.resolve("home.db");
        try (LuahomeProcess holder = hold()) {
            holder.kill();
            holder.await();
        }
        byte[] own = Files.readAllBytes(file);
        Files.write(file, stranger);
        assertRefusedUntouched("home.db");
        Files.write(file, own);
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }

    @Test
    void oneThatAnotherProcessHolds() {
        try (LuahomeProcess holder = hold()) {
            Result result = user.run("_home.a = 2", "repl", workspace);
            assertEquals(3, result.status(), result::toString);
            assertEquals(1, result.err().lines().count(), result::toString);
            assertTrue(result.err().contains(Long.toString(holder.pid())), result::toString);
            holder.endInput();
            assertEquals(0, holder.await().status());
        }
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }

    @Test
    void theLockOfAKilledProcessNeedsNoHand() {
        try (LuahomeProcess holder = hold()) {
            holder.kill();
            holder.await();
        }
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }

    @Test
    void aDirectoryWhereNothingCanBeWritten() {
        Result result = user.run("_home.a = 1", "repl", "/proc/luahome");
        assertEquals(3, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains("/proc/luahome"), result::toString);
    }

    @Test
    void aFullDisk() throws IOException {
        // The one device that is always full; as a journal it takes no byte.
        Files.createDirectories(workspace);
        Files.createSymbolicLink(workspace.resolve("home.db.wal"), Path.of("/dev/full"));
        Result result = user.run("_home.a = 1", "repl", workspace);
        assertEquals(3, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        Files.delete(workspace.resolve("home.db.wal"));
    }

    @Test
    void aDiskThatCannotBeRead() throws IOException {
        // Reading the first page of its own memory is an I/O error for any process of Linux.
        Path memory = Path.of("/proc/self/mem");
        assumeTrue(Files.exists(memory), "there is no file here that cannot be read");
        Files.createDirectories(workspace);
        Files.createSymbolicLink(file, memory);
        for (List<Object> command : List.<List<Object>>of(List.of("tables", workspace), List.of("repl", workspace))) {
            Result result = user.run("_home.a = 1", command.toArray());
            assertEquals(3, result.status(), result::toString);
            assertEquals(
                    "luahome: cannot read " + file + ": Input/output error; check the disk, then try again\n",
                    result.err());
        }
        Files.delete(file);
    }

    @Test
    void inspectingAMissingWorkspaceDoesNotCreateIt() {
        for (String command : List.of("tables", "meta")) {
            Result result = user.run("", command, workspace);
            assertEquals(3, result.status(), result::toString);
            assertEquals(1, result.err().lines().count(), result::toString);
            assertTrue(Files.notExists(workspace));
        }
    }

    @Test
    void badIdsAndPaths() {
        fill();
        for (String bad : List.of("0", "-1", "99999999999999999999", "4711", "_home.nowhere", "_home[", "x")) {
            Result result = user.run("", "tables", workspace, bad);
            assertEquals(1, result.status(), () -> bad + ": " + result);
            assertEquals("", result.out());
            assertEquals(1, result.err().lines().count(), result::toString);
        }
    }

    /** A process that has committed something to the workspace and then keeps it open until its input ends. */
    private LuahomeProcess hold() {
        LuahomeProcess holder = user.start(
                "eval", "-w", workspace, "_home.a = 1; ext.commit(); print('in'); io.stdout:flush(); io.read()");
        holder.awaitOut("word from the holder", text -> text.contains("in\n"));
        return holder;
    }

    private void fill() {
        Result result = user.run(
                "for i = 1, 300 do _home[i] = ('x'):rep(i) end _home.t = { 1 }; _home.t[1] = nil\n" + "_home.t = nil",
                "repl",
                workspace);
        assertEquals(0, result.status(), result::toString);
    }

    private String assertRefused(String named) {
        Result result = user.run("print('ran')", "repl", workspace);
        assertEquals(3, result.status(), result::toString);
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().startsWith("luahome: ") && result.err().contains(named), result::toString);
        return result.err();
    }

    private String assertRefusedUntouched(String named) throws IOException {
        byte[] before = Files.readAllBytes(file);
        String said = assertRefused(named);
        assertArrayEquals(before, Files.readAllBytes(file));
        return said;
    }
}
