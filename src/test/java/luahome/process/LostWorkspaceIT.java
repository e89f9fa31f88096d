package luahome.process;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A workspace whose files somebody moves, removes or replaces while a session has them open. The scripts are that
 * somebody themselves, by the command {@code :!}, so nothing has to be waited for.
 */
class LostWorkspaceIT extends UserTest {
    private static final String LOST = " was moved, removed or replaced while luahome had it open; ";

    /** Two workspaces that were closed cleanly; made once, since that takes most of the time. */
    private static final Map<String, byte[]> FILES = new TreeMap<>();

    private Path other;

    @BeforeAll
    static void make(@TempDir Path once) throws IOException {
        Luahome user = Luahome.at(once);
        for (String name : List.of("work", "other")) {
            assertDone("", user.run("_home.n, _home.name = 1, '" + name + "'", "repl", name));
            for (String file : List.of("home.db", "home.db.wal")) {
                FILES.put(
                        name + "/" + file, Files.readAllBytes(once.resolve(name).resolve(file)));
            }
        }
    }

    @BeforeEach
    void copy() throws IOException {
        other = home.resolve("other");
        Files.createDirectory(workspace);
        Files.createDirectory(other);
        for (Map.Entry<String, byte[]> file : FILES.entrySet()) {
            Files.write(home.resolve(file.getKey()), file.getValue());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "cat other/home.db >work/home.db",
        ": >work/home.db",
        "truncate -s 8192 work/home.db",
        "head -c 4096 /dev/zero | dd of=work/home.db conv=notrunc 2>/dev/null",
        "printf X | dd of=work/home.db conv=notrunc bs=1 seek=9000 2>/dev/null"
    })
    void aHomeFileThatIsOverwrittenIsNoticedByTheNextCommit(String how) {
        Result result = user.run("_home.n = 2\n:! " + how + "\n_home.n = 3", "repl", workspace);
        assertEquals(3, result.status(), result::toString);
        assertTrue(
                result.err()
                        .contains("home.db was overwritten by another program while luahome had it open; leave, and"),
                result::toString);
    }

    @Test
    void aHomeFileWhoseTimeAloneIsChangedIsStillTheOne() {
        assertDone(
                "3\n", user.run("_home.n = 2\n:! touch work/home.db\n_home.n = 3\nprint(_home.n)", "repl", workspace));
        assertDone("3\n", user.run("print(_home.n)", "repl", workspace));
    }

    @ParameterizedTest(name = "{0}; {1}")
    @CsvSource({
        "rm -r work, _home.n = 3",
        "rm -r work, print(_home.n)",
        "rm work/home.db, _home.n = 3",
        "mv work away, _home.n = 3",
        "mv work away && mv other work, :compact",
        "mv other/home.db work/home.db, :compact",
    })
    void itIsNoticedAndWhatTookItsPlaceIsNotTouched(String loss, String then) throws IOException {
        byte[] dataOfAnother = Files.readAllBytes(other.resolve("home.db"));
        Result result = user.run("_home.n = 2\n:! " + loss + "\n" + then + "\n", "repl", workspace);
        assertEquals(3, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains(LOST), result::toString);
        boolean replaced = loss.contains("mv other");
        boolean removed = loss.endsWith("work") && !replaced || loss.endsWith("away");
        assertEquals(!removed, Files.exists(workspace), "the directory");
        if (replaced) {
            assertArrayEquals(dataOfAnother, Files.readAllBytes(workspace.resolve("home.db")));
        }
        if (loss.endsWith("away")) {
            assertDone("no problem found\n", user.run("", "check", home.resolve("away")));
            assertDone("2\n", user.run("", "eval", "-w", home.resolve("away"), "_home.n"));
        }
    }

    @Test
    void whatWasCommittedCanStillBeSavedElsewhere() {
        Result result = user.run("_home.n = 2\n:! rm -r work\n:backup saved.db\n", "repl", workspace);
        assertEquals("backed up to " + home.resolve("saved.db") + "\n", result.out(), result::toString);
        assertEquals(3, result.status(), "the workspace itself is lost, " + result);
        assertDone("restored to " + workspace + "\n", user.run("", "restore", "saved.db", workspace));
        assertDone("2\n", user.run("", "eval", "-w", workspace, "_home.n"));
    }

    @Test
    void whatASecondLuahomeMakesInTheirPlaceIsNotTouched() {
        String launcher = Luahome.CHECKOUT.resolve("launcher/luahome").toString();
        Result result = user.run(
                "_home.n = 2\n:! rm work/home.db work/home.db.wal && '" + launcher
                        + "' eval -w work '_home.second = 1'\n" + "for i = 1, 1000 do _home[i] = i end\n",
                "repl",
                workspace);
        assertEquals(3, result.status(), result::toString);
        assertTrue(result.err().contains(LOST), result::toString);
        assertDone("no problem found\n", user.run("", "check", workspace));
        assertDone("1\nnil\n", user.run("", "eval", "--read-only", "-w", workspace, "_home.second, _home[1]"));
    }

    @Test
    void atTheTerminalASessionSaysSoAndGoesOnWhenTheWorkspaceIsBack() throws IOException {
        Path away = home.resolve("away");
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work*1>", "");
            Files.move(workspace, away);
            terminal.enter("_home.n = 3");
            terminal.awaitPrompt("work*1>", "1 entry rolled back");
            assertTrue(withoutBlanks(terminal.screen()).contains(withoutBlanks(LOST)), terminal::screen);
            terminal.enter("_home.n + 40");
            terminal.awaitPrompt("work*1>", "\n41\n");
            assertTrue(Files.notExists(workspace), "the directory was made anew");
            Files.move(away, workspace);
            terminal.enter("_home.n = 4");
            terminal.awaitPrompt("work*1>", "_home.n = 4");
            terminal.enter(":quit");
            assertEquals(0, terminal.awaitEnd());
        }
        assertDone("4\n", user.run("", "eval", "-w", workspace, "_home.n"));
    }

    /** A sentence is broken where the screen ends. */
    private static String withoutBlanks(String text) {
        return text.replaceAll("\\s", "");
    }

    private static void assertDone(String out, Result result) {
        assertEquals("", result.err(), result::toString);
        assertEquals(out, result.out(), result::toString);
        assertEquals(0, result.status(), result::toString);
    }
}
