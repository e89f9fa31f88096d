package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher builds the program when it must, once, and never leaves half a build behind. */
class LauncherBuildIT {
    @TempDir
    Path directory;

    private Checkout checkout;
    private Luahome user;

    @BeforeEach
    void checkOut() throws IOException {
        checkout = Checkout.create(directory);
        user = checkout.user(directory);
    }

    @Test
    void buildsOnFirstUseWithStdoutAndStdinUntouched() throws IOException {
        Result result = user.run("print('from stdin')\n", "repl", directory.resolve("ws"));
        assertEquals("from stdin\n", result.out(), result::toString);
        assertEquals("luahome: building (first use, about a minute)…\n", result.err());
        assertEquals(0, result.status());
        assertEquals(List.of("luahome.jar"), checkout.built());
    }

    @Test
    void buildsNoSecondTimeWhileNothingChanges() throws IOException {
        user.run("", "--version");
        Result result = user.run("", "--version");
        assertEquals("", result.err());
        assertEquals(0, result.status(), result::toString);
        assertEquals(1, checkout.builds());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws IOException {
        user.run("", "--version");
        checkout.editSource();
        Result result = user.run("", "--version");
        assertEquals("luahome: building (the sources have changed)…\n", result.err());
        assertEquals(0, result.status(), result::toString);
        assertEquals(2, checkout.builds());
    }

    @Test
    void aSourceFromTheFutureIsBuiltOnceAndAgainWhenItChanges() throws IOException {
        checkout.editSource();
        user.run("", "--version");
        assertEquals("", user.run("", "--version").err());
        assertEquals(1, checkout.builds());
        Path source = checkout.root().resolve("src/main/java/luahome/Source.java");
        Files.writeString(source, "// edited after the clock was put back\n");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
        assertEquals(
                "luahome: building (the sources have changed)…\n",
                user.run("", "--version").err());
        assertEquals(2, checkout.builds());
    }

    @Test
    void countsASourceEditedDuringTheBuildAsNewer() throws IOException {
        checkout.closeGate();
        try (LuahomeProcess first = user.start("--version")) {
            awaitBuild();
            Path late = Files.writeString(checkout.root().resolve("src/main/java/luahome/Late.java"), "// late\n");
            // A clock tick may be longer than what the test has taken since the build began.
            Files.setLastModifiedTime(late, FileTime.from(Instant.now().plusSeconds(1)));
            checkout.openGate();
            assertEquals(0, first.await().status());
        }
        user.run("", "--version");
        assertEquals(2, checkout.builds());
    }

    @Test
    void twoFirstRunsAtOnceBuildOnce() throws IOException {
        checkout.closeGate();
        try (LuahomeProcess first = user.start("--version");
                LuahomeProcess second = user.start("--version")) {
            String text = "waiting for another build";
            Waiting.until(
                    text, () -> first.seen().contains(text) || second.seen().contains(text));
            checkout.openGate();
            Result one = first.await();
            Result two = second.await();
            assertEquals(0, one.status(), one::toString);
            assertEquals(0, two.status(), two::toString);
            assertEquals(one.out(), two.out());
        }
        assertEquals(1, checkout.builds());
        assertEquals(List.of("luahome.jar"), checkout.built());
    }

    @Test
    void takesOverTheLockOfABuildThatWasKilled() throws IOException {
        Files.createDirectories(checkout.root().resolve("target/.launcher-1"));
        Files.createSymbolicLink(
                checkout.root().resolve("target/.launcher.lock"), Path.of(Long.toString(pidOfNobody())));
        Result result = user.run("", "--version");
        assertEquals(0, result.status(), result::toString);
        assertEquals(List.of("luahome.jar"), checkout.built());
    }

    @Test
    void aBuildThatIsInterruptedLeavesNothing() throws IOException {
        Map<String, Integer> statuses = Map.of("TERM", 143, "INT", 130, "HUP", 129);
        for (String signal : statuses.keySet()) {
            checkout.closeGate();
            try (LuahomeProcess process = user.start("--version")) {
                awaitBuild();
                process.signal(signal);
                Result result = process.await();
                assertEquals(statuses.get(signal), result.status(), result::toString);
            }
            checkout.openGate();
            assertEquals(List.of(), checkout.built());
            Files.delete(checkout.bin().resolve("calls"));
        }
        assertEquals(0, user.run("", "--version").status());
    }

    @Test
    void aBuildThatFailsShowsWhatMavenSaid() throws IOException {
        checkout.failBuilds(true);
        Result result = user.run("", "--version");
        assertEquals(69, result.status(), result::toString);
        assertEquals("", result.out());
        assertTrue(result.err().contains("[ERROR] Source.java: it does not compile"), result::toString);
        assertTrue(result.err().contains("luahome: the build failed"), result::toString);
        assertEquals(List.of("launcher-build.log"), checkout.built());
        checkout.failBuilds(false);
        assertEquals(0, user.run("", "--version").status());
    }

    @Test
    void withoutMavenSaysSoInOneSentence() throws IOException {
        checkout.removeMaven();
        Result result = user.run("", "--version");
        assertEquals(69, result.status(), result::toString);
        assertEquals("", result.out());
        assertEquals(
                "luahome: Maven (mvn) is needed once to build the program, and is not on the PATH: install it.\n",
                result.err());
    }

    @Test
    void withoutMavenRunsTheOlderBuildAndSaysSo() throws IOException {
        user.run("", "--version");
        checkout.editSource();
        checkout.removeMaven();
        Result result = user.run("", "--version");
        assertEquals(0, result.status(), result::toString);
        assertFalse(result.out().isEmpty());
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains("running the older build"), result::toString);
    }

    @Test
    void anInstalledCopyIsNeverBuilt() throws IOException {
        checkout.installJar(checkout.root().resolve("lib/luahome.jar"));
        checkout.editSource();
        assertEquals(0, user.run("", "--version").status());
        checkout.installJar(checkout.root().resolve("launcher/luahome.jar"));
        assertEquals(0, user.run("", "--version").status());
        assertEquals(0, checkout.builds());
    }

    @Test
    void aLauncherWithoutAnythingToRunSaysSo() throws IOException {
        Files.delete(checkout.root().resolve("pom.xml"));
        Result result = user.run("", "--version");
        assertEquals(69, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().startsWith("luahome: there is no luahome.jar"), result::toString);
    }

    /** Waits until Maven's stand-in is at work. */
    private void awaitBuild() throws IOException {
        Waiting.until(
                "call of Maven",
                () -> checkout.builds() > 0
                        && checkout.built().stream().anyMatch(name -> name.matches("\\.launcher-\\d+")));
    }

    /** The ID of a process that has ended. */
    private static long pidOfNobody() throws IOException {
        Process process = new ProcessBuilder("true").start();
        process.onExit().join();
        return process.pid();
    }
}
