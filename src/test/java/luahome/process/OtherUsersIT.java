package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files of one user that another one comes to. The other one has no rights; the tests, to make one, are root's. */
class OtherUsersIT {
    private static final int NOBODY = 65534;
    private static final List<String> BECOME_NOBODY =
            List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--");

    /** The checkout may lie where nobody else may look; a copy of what the launcher needs is enough. */
    @TempDir
    static Path installed;

    @TempDir
    Path home;

    private Luahome owner;
    private Luahome nobody;
    private Path workspace;
    private Path reach;

    @BeforeAll
    static void install() throws IOException {
        assumeTrue(mayBecomeNobody(), "only root may run luahome as another user, with util-linux' setpriv");
        allow(installed, "rwxr-xr-x");
        Files.copy(Luahome.CHECKOUT.resolve("target/luahome.jar"), installed.resolve("luahome.jar"));
        Files.copy(Luahome.CHECKOUT.resolve("launcher/luahome"), installed.resolve("luahome"));
        allow(installed.resolve("luahome"), "rwxr-xr-x");
    }

    private static boolean mayBecomeNobody() {
        List<String> command = new ArrayList<>(BECOME_NOBODY);
        command.add("true");
        try (LuahomeProcess process = Luahome.at(installed).startCommand(command)) {
            return process.await().status() == 0;
        } catch (UncheckedIOException e) {
            // There is no such program here.
            return false;
        }
    }

    @BeforeEach
    void prepare() throws IOException {
        allow(home, "rwxr-xr-x");
        owner = Luahome.at(home);
        workspace = home.resolve("work");
        reach = Files.createDirectory(home.resolve("reach"));
        allow(reach, "rwxrwxrwx");
        nobody = owner.withLauncher(installed.resolve("luahome"))
                .with("HOME", reach.toString())
                .with("XDG_CACHE_HOME", null);
        assertDone("", owner.run("_home.n = 1", "repl", workspace));
    }

    @Test
    void whoMayReadTheFilesMayLookAtThemAndNothingElse() throws IOException {
        assertDone("1\n", asNobody("eval", "--read-only", "-w", workspace, "_home.n"));
        assertDone("1\n", asNobody("meta", workspace, "tableCount"));
        Path backup = reach.resolve("backup.db");
        assertDone("backed up to " + backup + "\n", asNobody("backup", workspace, backup));
        Map<Path, Integer> before = files();
        assertRefused("cannot write " + workspace.resolve("home.db.wal"), asNobody("eval", "-w", workspace, "1"));
        assertRefused("cannot write " + workspace.resolve("home.db.repaired"), asNobody("repair", workspace));
        assertRefused(
                "cannot write " + workspace.resolve("home.db.wal"),
                asNobody("restore", "--replace", backup, workspace));
        assertRefused("cannot create " + home.resolve("new"), asNobody("eval", "-w", home.resolve("new"), "1"));
        assertEquals(before, files());
    }

    @Test
    void whoMayNotReadThemIsToldSo() throws IOException {
        allow(workspace.resolve("home.db"), "rw-------");
        assertRefused("cannot read " + workspace.resolve("home.db"), asNobody("tables", workspace));
        allow(workspace, "rwx------");
        assertRefused("cannot read " + workspace, asNobody("tables", workspace));
        assertRefused("cannot read " + workspace, asNobody("eval", "-w", workspace, "1"));
        assertDone("1\n", owner.run("", "eval", "-w", workspace, "_home.n"));
    }

    @Test
    void aFileThatTakesAnothersPlaceIsForTheSamePeople() throws IOException {
        Path theirs = reach.resolve("theirs");
        Path file = theirs.resolve("home.db");
        Path backup = home.resolve("backup.db");
        assertDone("", asNobody("eval", "-w", theirs, "_home.n = 2"));
        allow(file, "rw-------");
        assertDone("backed up to " + backup + "\n", owner.run("", "backup", theirs, backup));
        assertEquals(0, owner.run("", "compact", theirs).status());
        assertEquals("rw------- " + NOBODY, access(file));
        assertEquals(0, owner.run("", "restore", "--replace", backup, theirs).status());
        assertEquals("rw------- " + NOBODY, access(file));
        assertEquals(0, owner.run("", "repair", theirs).status());
        assertEquals("rw------- " + NOBODY, access(theirs.resolve("home.db.repaired")));
        assertDone("2\n", asNobody("eval", "-w", theirs, "_home.n"));
    }

    @Test
    void aGroupThatCannotBeKeptHandsItsRightsToNoOther() throws IOException {
        Path theirs = reach.resolve("theirs");
        Path settings = theirs.resolve("settings");
        assertDone("depth is 3\n", typedByNobody(":set depth 3\n", "repl", theirs));
        for (Path file : List.of(theirs.resolve("home.db"), settings)) {
            Files.setAttribute(file, "unix:gid", 0);
            allow(file, "rw-rw-r--");
        }
        assertDone("depth is 4\n", typedByNobody(":set depth 4\n", "repl", theirs));
        assertEquals(0, asNobody("compact", theirs).status());
        assertEquals("rw-r--r-- " + NOBODY, access(theirs.resolve("home.db")));
        assertEquals("rw-r--r-- " + NOBODY, access(settings));
    }

    private Result asNobody(Object... arguments) {
        return typedByNobody("", arguments);
    }

    private Result typedByNobody(String input, Object... arguments) {
        List<String> command = new ArrayList<>(BECOME_NOBODY);
        command.addAll(nobody.command(arguments));
        try (LuahomeProcess process = nobody.startCommand(command)) {
            process.write(input);
            process.endInput();
            return process.await();
        }
    }

    private Map<Path, Integer> files() throws IOException {
        Map<Path, Integer> files = new TreeMap<>();
        try (var all = Files.list(workspace)) {
            for (Path file : all.toList()) {
                files.put(file, Arrays.hashCode(Files.readAllBytes(file)));
            }
        }
        return files;
    }

    private static String access(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file)) + " "
                + Files.getAttribute(file, "unix:uid");
    }

    private static void allow(Path file, String permissions) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }

    private static void assertRefused(String why, Result result) {
        assertEquals(3, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains(why) && result.err().contains("permission denied"), result::toString);
    }

    private static void assertDone(String out, Result result) {
        assertEquals("", result.err(), result::toString);
        assertEquals(out, result.out(), result::toString);
        assertEquals(0, result.status(), result::toString);
    }
}
