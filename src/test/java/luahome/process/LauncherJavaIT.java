package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher finds itself and a Java that is new enough, and says in a sentence when there is none. */
class LauncherJavaIT {
    private static final Path REAL_JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    Path directory;

    private Checkout checkout;
    private Luahome user;

    @BeforeEach
    void install() throws IOException {
        checkout = Checkout.create(directory);
        checkout.makeOld();
        checkout.installJar(checkout.jar());
        user = checkout.user(directory);
    }

    @Test
    void isFoundThroughSymbolicLinksFromAnyDirectory() throws IOException {
        Path links = Files.createDirectories(directory.resolve("some links/deeper"));
        Path absolute = Files.createSymbolicLink(links.resolve("absolute"), checkout.launcher());
        Path relative = Files.createSymbolicLink(links.resolve("relative"), Path.of("../deeper/absolute"));
        Path last = Files.createSymbolicLink(directory.resolve("some links/last"), Path.of("deeper/relative"));
        Path moved = Files.createSymbolicLink(directory.resolve("moved"), checkout.root());
        for (Path launcher : List.of(absolute, relative, last, moved.resolve("launcher/luahome"))) {
            assertRuns(user.withLauncher(launcher).withDirectory(Path.of("/")));
        }
        assertRuns(user.withLauncher(Path.of("../deeper/relative")).withDirectory(links));
    }

    @Test
    void withoutJavaSaysSoInOneSentence() {
        Result result = user.with("JAVA_HOME", null).run("", "--version");
        assertRefuses(
                "luahome: Java 17 or newer is needed, and there is none in JAVA_HOME or on the PATH: install one,"
                        + " or set LUAHOME_JAVA to it.\n",
                result);
    }

    @Test
    void refusesAJavaThatIsTooOldByItsReleaseFileWithoutStartingIt() throws IOException {
        Path old = fakeJava("11.0.2", "exit 99");
        Result result = user.with("JAVA_HOME", old.toString()).run("", "--version");
        assertRefuses(
                "luahome: Java 17 or newer is needed, and " + old + "/bin/java is Java 11: install one,"
                        + " or set LUAHOME_JAVA to it.\n",
                result);
        Path older = fakeJava("1.8.0_402", "exit 99");
        result = user.with("JAVA_HOME", older.toString()).run("", "--version");
        assertTrue(result.err().contains("is Java 8:"), result::toString);
    }

    @Test
    void refusesAChosenJavaThatWillNotDoEvenIfThereIsABetterOne() throws IOException {
        Path old = fakeJava("11.0.2", "exit 99");
        assertRefuses(
                "luahome: LUAHOME_JAVA must name a Java 17 or newer: " + old + "/bin/java is Java 11.\n",
                user.with("LUAHOME_JAVA", old.toString()).run("", "--version"));
        assertRefuses(
                "luahome: LUAHOME_JAVA must name a Java 17 or newer: there is no java at /nowhere.\n",
                user.with("LUAHOME_JAVA", "/nowhere").run("", "--version"));
    }

    @Test
    void passesOverAnOldJavaHomeWhenThePathHasABetterOne() throws IOException {
        Path old = fakeJava("11.0.2", "exit 99");
        Path path = directory.resolve("path");
        writeWrapper(path.resolve("java"));
        assertRuns(user.with("JAVA_HOME", old.toString()).with("PATH", path + ":" + checkout.bin()));
    }

    @Test
    void takesAHomeOrABinaryAsTheChosenJava() {
        Luahome bare = user.with("JAVA_HOME", null);
        assertRuns(bare.with("LUAHOME_JAVA", REAL_JAVA.toString()));
        assertRuns(bare.with("LUAHOME_JAVA", REAL_JAVA.resolve("bin/java").toString()));
    }

    @Test
    void asksAJavaThatHasNoReleaseFile() throws IOException {
        Path wrapper = directory.resolve("a wrapper/bin/java");
        writeWrapper(wrapper);
        assertRuns(user.with("JAVA_HOME", null).with("LUAHOME_JAVA", wrapper.toString()));
    }

    @Test
    void refusesAJavaThatTellsNoVersion() throws IOException {
        Path wrapper = directory.resolve("a wrapper/bin/java");
        Checkout.writeScript(wrapper, "#!/bin/sh\nexit 1\n");
        Result result = user.with("JAVA_HOME", wrapper.getParent().getParent().toString())
                .run("", "--version");
        assertEquals(69, result.status(), result::toString);
        assertTrue(result.err().contains("does not tell its version"), result::toString);
    }

    @Test
    void theUsersOptionsComeAfterItsOwn() throws IOException {
        Path spy = fakeJava("17.0.1", "printf '%s\\n' \"$@\"");
        Result result = user.with("LUAHOME_JAVA", spy.toString())
                .with("LUAHOME_JAVA_OPTS", "-Xmx48m  -Dstar=*")
                .run("", "eval", "two words", "");
        List<String> words = Arrays.asList(result.out().split("\n", -1));
        int own = words.indexOf("-XX:+UseSerialGC");
        int users = words.indexOf("-Xmx48m");
        assertTrue(own >= 0 && own < users, result::toString);
        assertEquals(
                List.of("-Xmx48m", "-Dstar=*", "-jar", checkout.jar().toString(), "eval", "two words", "", ""),
                words.subList(users, words.size()));
    }

    @Test
    void theUsersCollectorReplacesItsOwn() {
        Luahome collecting = user.with("LUAHOME_JAVA_OPTS", "-Xmx64m -XX:+UseParallelGC");
        assertRuns(collecting);
    }

    @Test
    void tellsTheProgramWhatIsATerminal() throws IOException {
        Path spy = fakeJava("17.0.1", "echo \"$LUAHOME_STDIN_TTY $LUAHOME_STDOUT_TTY\"");
        assertEquals("0 0\n", user.with("LUAHOME_JAVA", spy.toString()).run("").out());
    }

    @Test
    void takesArgumentsThatAreNotAsciiInAnyLocale() {
        for (String locale : List.of("C", "POSIX", "", "C.UTF-8", "xx_XX.UTF-8", "xx_XX")) {
            for (String name : List.of("LANG", "LC_CTYPE", "LC_ALL")) {
                Result result = user.with(name, locale).run("", "eval", "-w", "wörk 日本", "\"ü😀\", #\"ü😀\"");
                assertEquals("\"ü😀\"\n6\n", result.out(), () -> name + "=" + locale + ": " + result);
            }
        }
        assertTrue(Files.exists(directory.resolve("wörk 日本/home.db")));
    }

    @Test
    void aClosedStandardStreamIsEmptyOrFails() {
        assertEquals("nil\n", shell("\"$0\" eval 'print(type(io.read()))' <&-"));
        assertEquals("0\n", shell("\"$0\" repl <&- 2>&1; echo $?"));
        assertEquals(
                "luahome: cannot write to standard output: Bad file descriptor\n1\n",
                shell("\"$0\" eval 1 2>&1 >&-; echo $?"));
        assertEquals("1\n", shell("\"$0\" eval 'error()' 2>&-; echo $?"));
    }

    /** What a shell command prints in which {@code $0} is the launcher. */
    private String shell(String command) {
        List<String> words =
                List.of("/bin/sh", "-c", command, checkout.launcher().toString());
        try (LuahomeProcess process = user.startCommand(words)) {
            process.endInput();
            return process.await().out();
        }
    }

    @Test
    void makesAnArchiveOnceAndUsesItFromThenOn() throws IOException {
        Path cache = directory.resolve("cache of mine");
        Path calls = directory.resolve("calls");
        Path spy = directory.resolve("spy/bin/java");
        // Each call with its child processes before it, of which a session would take one for the user's.
        Checkout.writeScript(
                spy,
                "#!/bin/sh\nread -r children </proc/$$/task/$$/children\n" + "echo \"$children<$*\" >>'" + calls
                        + "'\nexec '" + REAL_JAVA.resolve("bin/java") + "' \"$@\"\n");
        Luahome caching = user.with("LUAHOME_CDS", null)
                .with("XDG_CACHE_HOME", cache.toString())
                .with("LUAHOME_JAVA", spy.toString());
        assertRuns(caching);
        Waiting.until("archive", () -> archives(cache).size() == 1 && !locked(cache));
        assertRuns(caching);
        List<Path> archives = archives(cache);
        assertEquals(1, archives.size());
        String uses = "-XX:SharedArchiveFile=" + archives.get(0);
        List<String> runs = Files.readAllLines(calls).stream()
                .filter(call -> call.endsWith("--version"))
                .toList();
        assertEquals(
                List.of(false, true),
                runs.stream().map(call -> call.contains(uses)).toList());
        assertEquals(
                List.of(), runs.stream().filter(call -> !call.startsWith("<")).toList());
    }

    @Test
    void runsWithoutACacheItCanWriteTo() throws IOException {
        Luahome caching = user.with("LUAHOME_CDS", null);
        assertRuns(caching.with("XDG_CACHE_HOME", "/proc/nowhere"));
        assertRuns(caching.with("XDG_CACHE_HOME", "relative"));
        assertRuns(caching.with("XDG_CACHE_HOME", null).with("HOME", null));
        Files.delete(checkout.bin().resolve("ls"));
        assertRuns(
                caching.with("XDG_CACHE_HOME", directory.resolve("never used").toString()));
        assertTrue(Files.notExists(directory.resolve("never used")));
    }

    private static void assertRuns(Luahome user) {
        Result result = user.run("", "--version");
        assertTrue(result.out().startsWith("luahome "), result::toString);
        assertEquals("", result.err());
        assertEquals(0, result.status());
    }

    private static void assertRefuses(String sentence, Result result) {
        assertEquals(sentence, result.err());
        assertEquals("", result.out());
        assertEquals(69, result.status());
    }

    /** A Java home whose release file tells a version and whose binary is a script. */
    private Path fakeJava(String version, String script) throws IOException {
        Path home = directory.resolve("java " + version);
        Checkout.writeScript(home.resolve("bin/java"), "#!/bin/sh\n" + script + "\n");
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"None\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }

    /** Writes a script that runs the real Java and tells nothing of itself. */
    private static void writeWrapper(Path path) throws IOException {
        Checkout.writeScript(path, "#!/bin/sh\nexec '" + REAL_JAVA.resolve("bin/java") + "' \"$@\"\n");
    }

    private static List<Path> archives(Path cache) throws IOException {
        return files(cache, ".jsa");
    }

    private static boolean locked(Path cache) throws IOException {
        return !files(cache, ".lock").isEmpty();
    }

    private static List<Path> files(Path cache, String suffix) throws IOException {
        Path directory = cache.resolve("luahome");
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }
}
