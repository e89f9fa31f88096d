package luahome.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run without a terminal loads: loading the terminal's library would double its start-up time. */
class ClassLoadingTest {
    @TempDir
    Path directory;

    @Test
    void aPipedRunLoadsNothingOfTheTerminal() throws IOException, InterruptedException {
        Path log = directory.resolve("classes.log");
        Path input = Files.writeString(directory.resolve("in.lua"), "1 + 1\n:save\n:tables\n");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xlog:class+load:file=" + log,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "repl",
                        directory.resolve("work").toString())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        assertEquals(0, process.waitFor(), () -> read(directory.resolve("out")));
        List<String> classes = read(log).lines().toList();
        assertTrue(classes.stream().anyMatch(line -> line.contains(" luahome.cli.ReplCommand ")), "the log is empty");
        assertEquals(
                List.of(),
                classes.stream()
                        .filter(line -> line.contains(" org.jline.") || line.contains(" luahome.terminal."))
                        .toList());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
