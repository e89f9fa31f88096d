package luahome.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A disk that is really full, and one on which nothing can be written: one sentence, and no data lost or half made. */
class FullDiskIT extends UserTest {
    private static final String FULL = "no space is left on the disk for ";
    private static final String FILL = "for i = 1, 20000 do _home[i] = 'entry ' .. i end";
    private static final String COUNT = "for i, v in ipairs(_home) do assert(v == 'entry ' .. i) end return #_home";

    private SmallDisk disk;

    @BeforeEach
    void mount() throws IOException {
        assumeTrue(SmallDisk.available(), "only root may mount a small disk, and not in every container");
        disk = SmallDisk.mount(home.resolve("disk"));
        workspace = disk.resolve("work");
    }

    @AfterEach
    void unmount() {
        if (disk != null) {
            disk.close();
        }
    }

    @Test
    void aSessionKeepsItsMemoryUsableAndGoesOnAsSoonAsThereIsRoom() throws IOException {
        assertDone("", user.run("_home.n = 1", "repl", workspace));
        disk.fill();
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work*1>", "");
            terminal.enter("_home.n + 40");
            terminal.awaitPrompt("work*1>", "\n41\n");
            assertTrue(terminal.screen().contains("\nwhat you type is not remembered"), terminal::screen);
            terminal.enter(FILL);
            terminal.awaitPrompt("work*1>", "20000 entries rolled back");
            assertTrue(terminal.screen().contains("\n" + FULL), terminal::screen);
            terminal.enter("_home[1] or _home.n + 50");
            terminal.awaitPrompt("work*1>", "\n51\n");
            disk.free();
            terminal.enter(FILL);
            terminal.awaitPrompt("work*1>", "_home[1] or _home.n + 50\n51\nwork*1> " + FILL.substring(0, 20));
            terminal.enter("#_home");
            terminal.awaitPrompt("work*1>", "\n20000\n");
            disk.fill();
            terminal.enter(":quit");
            assertEquals(0, terminal.awaitEnd());
        }
        assertDone("no problem found\n", user.run("", "check", workspace));
        disk.free();
        assertDone("20000\n", user.run("", "eval", "-w", workspace, COUNT));
        assertTrue(Files.readString(workspace.resolve("history")).contains("\n"), "the history of before and after");
    }

    @Test
    void aScriptThatFillsTheDiskKeepsWhatItsCommitsSaidAndCannotSwallowTheFailure() throws IOException {
        Result result = user.run("""
                for i = 1, 1e6 do
                    pcall(function()
                        for k = 1, 100 do _home[i * 100 + k] = 'commit ' .. i end
                        _home.last = i
                        ext.commit()
                    end)
                    print(i)
                    io.stdout:flush()
                end
                """, "repl", workspace);
        assertRefused(FULL, result);
        long last = result.out().lines().count();
        assertTrue(last > 10, result::toString);
        assertDone("no problem found\n", user.run("", "check", workspace));
        assertDone(
                last + "\t" + last * 100 + "\n",
                user.run(
                        "",
                        "eval",
                        "--read-only",
                        "-w",
                        workspace,
                        "local n = 0 for k, v in pairs(_home) do if k ~= 'last' then n = n + 1"
                                + " assert(v == 'commit ' .. math.floor((k - 1) / 100)) end end print(_home.last, n)"));
    }

    @Test
    void aWorkspaceThatCouldNotBeMadeIsMadeWhenThereIsRoom() throws IOException {
        for (int room : List.of(0, 65536)) {
            Path fresh = disk.resolve("room for " + room);
            disk.fillBut(room);
            assertRefused(FULL, user.run("", "eval", "-w", fresh, "for i = 1, 3000 do _home[i] = 'entry ' .. i end"));
            assertTrue(Files.notExists(fresh.resolve("home.db.new")), "half a file stays");
            disk.free();
            assertDone("0\n", user.run("", "eval", "-w", fresh, COUNT));
        }
    }

    @Test
    void whatMakesAFileLeavesNeitherHalfOfItNorTouchesWhatIsThere() throws IOException {
        Path backup = home.resolve("backup.db");
        assertDone("", user.run(FILL, "repl", workspace));
        assertDone("backed up to " + backup + "\n", user.run("", "backup", workspace, backup));
        Files.copy(backup, disk.resolve("old.db"));
        disk.fill();
        byte[] data = Files.readAllBytes(workspace.resolve("home.db"));
        TreeSet<String> files = files();
        assertRefused(FULL, user.run("", "backup", workspace, disk.resolve("new.db")));
        assertRefused(FULL, user.run("", "backup", workspace, disk.resolve("old.db")));
        assertRefused(FULL, user.run("", "restore", "--replace", backup, workspace));
        assertRefused(FULL, user.run("", "compact", workspace));
        assertRefused(FULL, user.run("", "repair", workspace));
        assertEquals(files, files());
        assertArrayEquals(data, Files.readAllBytes(workspace.resolve("home.db")));
        assertDone("20000\n", user.run("", "eval", "--read-only", "-w", workspace, COUNT));
        assertArrayEquals(Files.readAllBytes(backup), Files.readAllBytes(disk.resolve("old.db")));
        Path other = disk.resolve("other");
        assertRefused(FULL, user.run("", "restore", backup, other));
        disk.free();
        assertDone("restored to " + other + "\n", user.run("", "restore", backup, other));
        assertDone("20000\n", user.run("", "eval", "--read-only", "-w", other, COUNT));
    }

    @Test
    void onReadOnlyMediaAWorkspaceIsReadAndNothingElse() throws IOException {
        try (LuahomeProcess killed = user.start("repl", workspace)) {
            killed.write(FILL + " ext.commit() print('kept') io.stdout:flush() while true do end");
            killed.endInput();
            killed.awaitOut("a commit", out -> out.equals("kept\n"));
            killed.kill();
            killed.await();
        }
        disk.makeReadOnly();
        String readOnly = "its file system is read-only";
        assertDone("20000\n", user.run("", "eval", "--read-only", "-w", workspace, COUNT));
        assertDone("20000\n", user.run("print(#_home)", "repl", "--read-only", workspace));
        assertDone("1\n", user.run("", "meta", workspace, "tableCount"));
        assertDone("no problem found\n", user.run("", "check", workspace));
        Path backup = home.resolve("backup.db");
        assertDone("backed up to " + backup + "\n", user.run("", "backup", workspace, backup));
        assertRefused(readOnly, user.run("print(#_home)", "repl", workspace));
        assertRefused(readOnly, user.run("", "compact", workspace));
        assertRefused(readOnly, user.run("", "repair", workspace));
        assertRefused(readOnly, user.run("", "restore", backup, disk.resolve("other")));
        assertRefused(readOnly, user.run("", "backup", workspace, disk.resolve("backup.db")));
        assertRefused(readOnly, user.run("", "eval", "-w", disk.resolve("new"), "1"));
    }

    @Test
    void aDirectoryThatBecomesReadOnlyInTheMiddleCostsWhatNeedsANewFile() {
        Path compacted = workspace.resolve("home.db.new");
        Result result = user.run(
                "_home.n = 1\n:! mount --bind disk disk && mount -o remount,bind,ro disk\n_home.n = 2\n:compact\n",
                "repl",
                workspace);
        assertEquals(
                "stdin:4: cannot write " + compacted
                        + ": its file system is read-only; look at it with --read-only, or use another workspace\n",
                result.err(),
                result::toString);
        assertEquals(1, result.status(), result::toString);
        assertDone("2\n", user.run("", "eval", "--read-only", "-w", workspace, "_home.n"));
        assertDone("no problem found\n", user.run("", "check", workspace));
    }

    private TreeSet<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(disk.resolve(""))) {
            return new TreeSet<>(all.map(Path::toString).toList());
        }
    }

    private static void assertRefused(String why, Result result) {
        assertEquals(3, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().startsWith("luahome: ") && result.err().contains(why), result::toString);
    }

    private static void assertDone(String out, Result result) {
        assertEquals("", result.err(), result::toString);
        assertEquals(out, result.out(), result::toString);
        assertEquals(0, result.status(), result::toString);
    }
}
