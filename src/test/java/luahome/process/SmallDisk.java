package luahome.process;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A disk of 8 MB that can run full and be set to read-only: a tmpfs that is mounted on a directory for as long as this
 * is open. Mounting is for root, and not for root in every container.
 */
final class SmallDisk implements AutoCloseable {
    private final Path root;

    private SmallDisk(Path root) {
        this.root = root;
    }

    /** Whether this process may mount one. */
    static boolean available() {
        try {
            Path probe = Files.createTempDirectory("luahome-mount");
            try {
                boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=64k", "luahome-test", probe.toString());
                return mounted && run("umount", probe.toString());
            } finally {
                Files.delete(probe);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Mounts one on a directory, which is made. */
    static SmallDisk mount(Path at) throws IOException {
        Files.createDirectories(at);
        require("mount", "-t", "tmpfs", "-o", "size=8m", "luahome-test", at.toString());
        return new SmallDisk(at);
    }

    /** The path of a file on it. */
    Path resolve(String name) {
        return root.resolve(name);
    }

    /** Takes all room there is. */
    void fill() throws IOException {
        try (OutputStream out =
                Files.newOutputStream(ballast(), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            byte[] page = new byte[4096];
            while (true) {
                out.write(page);
            }
        } catch (IOException e) {
            if (Files.getFileStore(root).getUsableSpace() > 0) {
                throw e;
            }
        }
    }

    /** Takes all room there is but so many bytes. */
    void fillBut(long bytes) throws IOException {
        fill();
        try (FileChannel channel = FileChannel.open(ballast(), StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() - bytes);
        }
    }

    /** Gives back the room that was taken. */
    void free() throws IOException {
        Files.deleteIfExists(ballast());
    }

    /** What takes the room. */
    Path ballast() {
        return root.resolve("ballast");
    }

    /** Lets nothing be written any more; only while no file of it is open for writing. */
    void makeReadOnly() {
        require("mount", "-o", "remount,ro", root.toString());
    }

    @Override
    public void close() {
        require("umount", "--lazy", root.toString());
        while (run("umount", "--lazy", root.toString())) {
            // A test may have mounted it once more on itself.
        }
    }

    private static void require(String... command) {
        if (!run(command)) {
            throw new AssertionError("failed: " + String.join(" ", command));
        }
    }

    private static boolean run(String... command) {
        List<String> words = new ArrayList<>();
        Collections.addAll(words, command);
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor() == 0;
        } catch (IOException e) {
            // There is no such program here.
            return false;
        } catch (InterruptedException e) {
            throw new AssertionError("the test was interrupted", e);
        }
    }
}
