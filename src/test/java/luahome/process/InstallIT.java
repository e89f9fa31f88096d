package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What launcher/install puts below a prefix works there, and goes away without a trace. */
class InstallIT {
    @TempDir
    Path directory;

    private Checkout checkout;
    private Path root;
    private Path prefix;

    /** A checkout that is built already. */
    @BeforeEach
    void checkOut() throws IOException {
        checkout = Checkout.create(directory);
        root = checkout.root();
        prefix = directory.resolve("a prefix");
        copy("launcher/install");
        for (String name : List.of("luahome.bash", "_luahome", "luahome.fish")) {
            copy("completions/" + name);
        }
        for (String name : List.of("luahome.1", "luahome-repl.1")) {
            copy("src/main/man/" + name);
        }
        checkout.makeOld();
        checkout.installJar(checkout.jar());
    }

    private void copy(String name) throws IOException {
        Path to = root.resolve(name);
        Files.createDirectories(to.getParent());
        Files.copy(Luahome.CHECKOUT.resolve(name), to, StandardCopyOption.COPY_ATTRIBUTES);
    }

    private Luahome user() {
        return Luahome.at(directory).with("LUAHOME_CDS", "0");
    }

    private Result install(Object... arguments) {
        return user().withLauncher(root.resolve("launcher/install")).run("", arguments);
    }

    private List<String> files() throws IOException {
        if (!Files.exists(prefix)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(prefix)) {
            files.filter(Files::isRegularFile)
                    .map(file -> prefix.relativize(file).toString())
                    .sorted()
                    .forEach(found::add);
        }
        return found;
    }

    @Test
    void theInstalledProgramRunsWithoutItsCheckout() throws IOException {
        Result result = install("--prefix", prefix);
        assertEquals(0, result.status(), result::toString);
        assertEquals(
                List.of(
                        "bin/luahome",
                        "share/bash-completion/completions/luahome",
                        "share/fish/vendor_completions.d/luahome.fish",
                        "share/luahome/installed",
                        "share/luahome/luahome.jar",
                        "share/man/man1/luahome-repl.1",
                        "share/man/man1/luahome.1",
                        "share/zsh/site-functions/_luahome"),
                files());
        Files.move(root, directory.resolve("gone"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), prefix.resolve("bin/luahome"));
        Result run = user().withLauncher(link).run("", "eval", "-w", directory.resolve("w"), "1 + 1");
        assertEquals("2\n", run.out(), run::toString);
        assertEquals("", run.err());
    }

    @Test
    void installingTwiceAndRemovingLeavesOnlyWhatWasThereBefore() throws IOException {
        Files.createDirectories(prefix.resolve("bin"));
        Files.writeString(prefix.resolve("bin/other"), "mine");
        install("--prefix", prefix);
        Files.delete(root.resolve("src/main/man/luahome-repl.1"));
        // The directory of the page looks edited now, and nothing is to be built.
        checkout.makeOld();
        Result again = install("--prefix=" + prefix);
        assertEquals(0, again.status(), again::toString);
        assertFalse(files().contains("share/man/man1/luahome-repl.1"), "a page of an earlier version stays");
        Result removed = install("--uninstall", "--prefix", prefix);
        assertEquals(0, removed.status(), removed::toString);
        assertEquals(List.of("bin/other"), files());
        assertFalse(Files.exists(prefix.resolve("share")), "empty directories stay");
    }

    @Test
    void replacesNothingThatItHasNotInstalled() throws IOException {
        Files.createDirectories(prefix.resolve("bin"));
        Path mine = Files.writeString(prefix.resolve("bin/luahome"), "mine");
        Result result = install("--prefix", prefix);
        assertEquals(1, result.status());
        assertEquals("install: " + mine + " is there already, and not from here: move it away first.\n", result.err());
        assertEquals(List.of("bin/luahome"), files());
        assertEquals("mine", Files.readString(mine));
    }

    @Test
    void saysWhatIsWrongInASentence() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");
        Result blocked = install("--prefix", file);
        assertEquals(1, blocked.status());
        assertEquals(
                "install: cannot make the directory " + file + "/share: name another place with --prefix.\n",
                blocked.err());
        Result unknown = install("--fast");
        assertEquals(2, unknown.status());
        assertTrue(unknown.err().startsWith("install: unknown option --fast ("), unknown::toString);
        assertEquals(2, install("--prefix").status());
        assertEquals(1, install("--uninstall", "--prefix", prefix).status());
    }

    @Test
    void stagesBelowDestdir() throws IOException {
        Result result = user().with("DESTDIR", prefix.toString())
                .withLauncher(root.resolve("launcher/install"))
                .run("", "--prefix", "/usr");
        assertEquals(0, result.status(), result::toString);
        assertTrue(files().contains("usr/bin/luahome"));
    }
}
