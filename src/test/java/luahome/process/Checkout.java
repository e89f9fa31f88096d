package luahome.process;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * A fresh checkout for tests of the launcher, with a stand-in for Maven that notes each call in a file and "builds" by
 * copying the jar that was really built, so that a build takes no time. A file named {@code gate} beside the stand-in
 * makes it wait until that file is gone; one named {@code failure} makes it fail.
 */
final class Checkout {
    /** The tools that the launcher may use besides the shell itself. */
    private static final List<String> TOOLS = List.of(
            "cat",
            "cksum",
            "cp",
            "dirname",
            "find",
            "ls",
            "ln",
            "locale",
            "mkdir",
            "mv",
            "nice",
            "readlink",
            "rm",
            "sleep",
            "tail",
            "touch");

    private final Path root;
    private final Path bin;

    private Checkout(Path root, Path bin) {
        this.root = root;
        this.bin = bin;
    }

    /** Lays out a checkout that was never built, below a directory. */
    static Checkout create(Path directory) throws IOException {
        Path root = directory.resolve("a checkout");
        Path bin = Files.createDirectories(directory.resolve("bin of tools"));
        Path sources = root.resolve("src/main/java/luahome");
        Files.createDirectories(sources);
        Files.createDirectories(root.resolve("launcher"));
        Path launcher = root.resolve("launcher/luahome");
        Files.copy(Luahome.CHECKOUT.resolve("launcher/luahome"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
        Files.writeString(root.resolve("pom.xml"), "<project/>\n");
        Files.writeString(sources.resolve("Source.java"), "// a source\n");
        for (String tool : TOOLS) {
            writeScript(bin.resolve(tool), "#!/bin/sh\nexec '" + find(tool) + "' \"$@\"\n");
        }
        Checkout checkout = new Checkout(root, bin);
        checkout.installMaven();
        return checkout;
    }

    /** Its root. */
    Path root() {
        return root;
    }

    /** Its launcher. */
    Path launcher() {
        return root.resolve("launcher/luahome");
    }

    /** Where the jar is built to. */
    Path jar() {
        return root.resolve("target/luahome.jar");
    }

    /** A directory with the tools that the launcher needs, the stand-in for Maven, and no Java. */
    Path bin() {
        return bin;
    }

    /** A user of this checkout who has Java, and Maven's stand-in, on a PATH that holds nothing else. */
    Luahome user(Path home) {
        return Luahome.at(home)
                .withLauncher(launcher())
                .with("PATH", bin.toString())
                .with("JAVA_HOME", System.getProperty("java.home"))
                .with("LUAHOME_CDS", "0");
    }

    /** Makes the stand-in for Maven wait from its next call on, until {@link #openGate}. */
    void closeGate() throws IOException {
        Files.writeString(bin.resolve("gate"), "");
    }

    /** Lets the stand-in for Maven go on. */
    void openGate() throws IOException {
        Files.delete(bin.resolve("gate"));
    }

    /** Makes the stand-in for Maven fail, or no longer. */
    void failBuilds(boolean failing) throws IOException {
        if (failing) {
            Files.writeString(bin.resolve("failure"), "");
        } else {
            Files.delete(bin.resolve("failure"));
        }
    }

    /** Takes Maven off the PATH. */
    void removeMaven() throws IOException {
        Files.delete(bin.resolve("mvn"));
    }

    /** How often Maven was called. */
    long builds() throws IOException {
        Path calls = bin.resolve("calls");
        if (!Files.exists(calls)) {
            return 0;
        }
        try (Stream<String> lines = Files.lines(calls)) {
            return lines.count();
        }
    }

    /** Puts the real jar in place, as new as everything else. */
    void installJar(Path path) throws IOException {
        Files.createDirectories(path.getParent());
        Files.copy(realJar(), path);
    }

    /** Makes a source look as if it had been edited after the jar was built. */
    void editSource() throws IOException {
        FileTime later = FileTime.from(Instant.now().plusSeconds(60));
        Files.setLastModifiedTime(root.resolve("src/main/java/luahome/Source.java"), later);
    }

    /** Makes everything look as if it had been checked out an hour ago. */
    void makeOld() throws IOException {
        FileTime earlier = FileTime.from(Instant.now().minusSeconds(3600));
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setLastModifiedTime(file, earlier);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                Files.setLastModifiedTime(directory, earlier);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** What is in the target directory, sorted; empty if there is none. */
    List<String> built() throws IOException {
        Path target = root.resolve("target");
        if (!Files.isDirectory(target)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(target)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** The jar that the build of this project has made. */
    static Path realJar() {
        return Path.of(System.getProperty(
                "luahome.jar", Luahome.CHECKOUT.resolve("target/luahome.jar").toString()));
    }

    /** Writes a file that can be run. */
    static void writeScript(Path path, String text) throws IOException {
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void installMaven() throws IOException {
        writeScript(bin.resolve("mvn"), """
                #!/bin/sh
                here=${0%%/*}
                echo "$*" >>"$here/calls"
                for word; do
                    case $word in -Dluahome.target=*) to=${word#*=} ;; esac
                done
                [ ! -e "$to/luahome.jar" ] || exit 3
                echo half >"$to/luahome.jar.part"
                while [ -e "$here/gate" ]; do sleep 0.05; done
                if [ -e "$here/failure" ]; then echo '[ERROR] Source.java: it does not compile'; exit 1; fi
                cat >/dev/null
                cp '%s' "$to/luahome.jar"
                """.formatted(realJar()));
    }

    private static Path find(String tool) {
        return Stream.of(System.getenv("PATH").split(":"))
                .map(directory -> Path.of(directory, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no " + tool + " on the PATH"));
    }
}
