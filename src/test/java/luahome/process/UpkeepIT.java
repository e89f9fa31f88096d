package luahome.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that care for a workspace's files, as a user runs them. */
class UpkeepIT extends UserTest {
    private static final String FILL = """
            _home.list = {}
            for i = 1, 20000 do _home.list[i] = 'entry ' .. i end
            for i = 1, 300 do _home['t' .. i] = { i, ('x'):rep(i * 10) } end
            """;

    private static final String SUM = """
            local n = 0
            for i, v in ipairs(_home.list) do assert(v == 'entry ' .. i) n = n + 1 end
            for i = 1, 300 do assert(#_home['t' .. i][2] == i * 10) end
            print(n)
            """;

    @BeforeEach
    void fill() {
        workspace = home.resolve("my wörk");
        assertDone("", user.run(FILL, "repl", workspace));
    }

    @Test
    void aBackupIsRestoredElsewhereAndReplacesDataOnlyWhenTold() throws IOException {
        Path backup = home.resolve("bäck up.db");
        assertDone("backed up to " + backup + "\n", user.run("", "backup", workspace, backup));
        assertDone("no problem found\n", user.run("", "check", backup));
        Path other = home.resolve("other");
        assertDone("restored to " + other + "\n", user.run("", "restore", backup, other));
        assertDone("20000\n", user.run(SUM, "repl", other));
        assertDone("", user.run("_home.list = nil", "repl", other));
        assertEquals(3, user.run("", "restore", backup, other).status());
        assertDone("nil\n", user.run("print(_home.list)", "repl", other));
        assertDone("restored to " + other + "\n", user.run("", "restore", "--replace", backup, other));
        assertDone("20000\n", user.run(SUM, "repl", other));
        byte[] data = Files.readAllBytes(other.resolve("home.db"));
        Result refused = user.run("", "backup", workspace, other.resolve("home.db"));
        assertEquals(3, refused.status(), refused::toString);
        assertArrayEquals(data, Files.readAllBytes(other.resolve("home.db")));
    }

    @Test
    void aSessionBacksUpChecksAndCompactsItself() {
        Path backup = home.resolve("b.db");
        Result result = user.run(":backup " + workspace.resolve("home.db") + "\n", "repl", workspace);
        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().contains("exists and is no backup"), result::toString);
        result = user.run(
                ":check\n:backup " + backup + "\n_home.after = 1\n:compact\n_home.later = 2\n:check\n"
                        + "print(_home.after, _home.later)\n",
                "repl",
                workspace);
        assertEquals("", result.err(), result::toString);
        assertTrue(
                result.out()
                        .matches("no problem found\nbacked up to .*\ncompacted from \\d+ to \\d+ bytes\n"
                                + "no problem found\n1\t2\n"),
                result::toString);
        assertDone("20000\n", user.run(SUM, "repl", workspace));
        assertDone(
                "nil\n",
                user.run("", "restore", backup, home.resolve("r")).status() == 0
                        ? user.run("", "eval", "-w", home.resolve("r"), "_home.after")
                        : new Result(1, new byte[0], new byte[0]));
    }

    @Test
    void compactionSurvivesBeingKilled() throws IOException {
        for (int i = 0; i < 6; i++) {
            try (LuahomeProcess process = user.start("repl", workspace)) {
                process.write("for i = 1, 1e9 do _home.churn = { i } ext.commit() print(i) io.stdout:flush()"
                        + " if i % 5 == 0 then os.exit(0) end end\n:compact\n");
                process.endInput();
                process.awaitOut("a commit", out -> out.contains("1\n"));
            }
            try (LuahomeProcess process = user.start("compact", workspace)) {
                Waiting.until("new file", () -> !process.isAlive() || Files.exists(workspace.resolve("home.db.new")));
                process.kill();
                process.await();
            }
            assertDone("20000\n", user.run(SUM, "repl", workspace));
            assertEquals(0, user.run("", "check", workspace).status());
            assertTrue(Files.notExists(workspace.resolve("home.db.new")));
        }
    }

    @Test
    void damageIsToldAndWhatCanBeReadIsSaved() throws IOException {
        Path file = workspace.resolve("home.db");
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("entry 15000");
        bytes[at]++;
        Files.write(file, bytes);
        Result script = user.run(
                "print(pcall(function() for i = 1, 20000 do local x = _home.list[i] end end))" + " print('went on')",
                "repl",
                workspace);
        assertEquals(3, script.status(), script::toString);
        assertEquals("", script.out());
        assertEquals(1, script.err().lines().count(), script::toString);
        Result check = user.run("", "check", workspace);
        assertEquals(1, check.status(), check::toString);
        assertTrue(check.out().contains("bad page: ") && check.out().contains("table #2"), check::toString);
        Result json = user.run("", "check", "--json", workspace);
        assertEquals(1, json.status(), json::toString);
        assertTrue(json.out().startsWith("[\n{\"kind\": \"bad page\", \"problem\": true, \"table\": null,"), json::out);
        Result repair = user.run("", "repair", workspace);
        assertEquals(1, repair.status(), repair::toString);
        assertTrue(repair.out().contains("lost: table #2 loses "), repair::toString);
        assertArrayEquals(bytes, Files.readAllBytes(file), "the original is not touched");
        assertEquals(
                0,
                user.run("", "restore", "--replace", workspace.resolve("home.db.repaired"), workspace)
                        .status());
        assertDone(
                "x\tentry 1\ttrue\n",
                user.run("print(_home.t1[2]:sub(1, 1), _home.list[1], #_home.t300[2] == 3000)", "repl", workspace));
        assertEquals(0, user.run("", "check", workspace).status());
    }

    @Test
    void aWorkspaceMovesAndIsPrivateWhereTheUmaskSaysSo() throws IOException {
        Path moved = home.resolve("elsewhere");
        Files.move(workspace, moved);
        assertDone("20000\n", user.run(SUM, "repl", moved));
        Path secret = home.resolve("secret");
        String launcher = Luahome.CHECKOUT.resolve("launcher/luahome").toString();
        try (LuahomeProcess process = user.startCommand(List.of(
                "sh",
                "-c",
                "umask 077; \"$0\" eval -w \"$1\" '_home.a = 1' && \"$0\" backup \"$1\" \"$1.db\"",
                launcher,
                secret.toString()))) {
            assertEquals(0, process.await().status());
        }
        for (Path file :
                List.of(secret, secret.resolve("home.db"), secret.resolve("home.db.wal"), home.resolve("secret.db"))) {
            String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
            assertTrue(permissions.endsWith("------"), file + " " + permissions);
        }
    }

    @Test
    void aDiskThatRunsFullCostsTheEntryAndNothingElse() {
        // ulimit -f is in blocks of 512 bytes in sh, of 1024 in bash: either is too little for what is written.
        String script = "trap '' XFSZ; ulimit -f 4000; exec \"$0\" repl \"$1\"";
        String launcher = Luahome.CHECKOUT.resolve("launcher/luahome").toString();
        try (LuahomeProcess process = user.startCommand(List.of("sh", "-c", script, launcher, workspace.toString()))) {
            process.write("_home.small = 1\n:save\nfor i = 1, 60 do _home['big' .. i] = ('x'):rep(1e5) .. i end\n");
            process.endInput();
            Result result = process.await();
            assertEquals(3, result.status(), result::toString);
            assertEquals(1, result.err().lines().count(), result::toString);
        }
        assertDone("1\tnil\n", user.run("print(_home.small, _home.big1)", "repl", workspace));
        assertDone("20000\n", user.run(SUM, "repl", workspace));
        assertEquals(0, user.run("", "check", workspace).status());
    }

    @Test
    void aSessionWhoseWritesFailGoesOnWhenTheyDoNotAnyMore() throws IOException {
        // Set in mid-work for the session itself: from then on the system refuses whatever it writes into a file.
        String limit = ":! prlimit --pid $PPID --fsize=";
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("my wörk*302>", "");
            terminal.enter(limit + "0:");
            terminal.awaitPrompt("my wörk*302>", "fsize=0:");
            terminal.enter("_home.small = 1");
            terminal.awaitPrompt("my wörk*302>", "1 entry rolled back");
            assertTrue(terminal.screen().contains("File too large"), terminal::screen);
            terminal.enter("_home.small or #_home.list + 1");
            terminal.awaitPrompt("my wörk*302>", "\n20001\n");
            terminal.enter(limit + "unlimited:");
            terminal.awaitPrompt("my wörk*302>", "fsize=unlimited:");
            terminal.enter("_home.small = 2");
            terminal.awaitPrompt("my wörk*302>", "_home.small = 2");
            terminal.enter(":quit");
            assertEquals(0, terminal.awaitEnd());
        }
        assertDone("no problem found\n", user.run("", "check", workspace));
        assertDone("20000\n2\n", user.run(SUM + "print(_home.small)", "repl", workspace));
    }

    @Test
    void copiesGoTheirOwnWaysWhateverTheDatesOfTheirFiles() throws IOException {
        Path past = Files.createDirectories(home.resolve("über mich/日本 語"));
        Path future = Files.createDirectories(home.resolve("2100"));
        Map<Path, Instant> copies = Map.of(past, Instant.EPOCH, future, Instant.parse("2100-01-01T00:00:00Z"));
        for (Map.Entry<Path, Instant> copy : copies.entrySet()) {
            for (String name : List.of("home.db", "home.db.wal")) {
                Path file = Files.copy(workspace.resolve(name), copy.getKey().resolve(name));
                Files.setLastModifiedTime(file, FileTime.from(copy.getValue()));
            }
            Files.setLastModifiedTime(copy.getKey(), FileTime.from(copy.getValue()));
        }
        assertDone("", user.run("_home.way = 'past'\n_home.t1 = nil", "repl", past));
        assertDone("", user.run("_home.way = 'future'", "repl", future));
        assertDone("past\tnil\n", user.run("print(_home.way, _home.t1)", "repl", past));
        assertDone("future\n20000\n", user.run("print(_home.way) " + SUM, "repl", future));
        assertDone("nil\n", user.run("print(_home.way)", "repl", workspace));
    }

    private static void assertDone(String out, Result result) {
        assertEquals("", result.err(), result::toString);
        assertEquals(out, result.out(), result::toString);
        assertEquals(0, result.status(), result::toString);
    }
}
