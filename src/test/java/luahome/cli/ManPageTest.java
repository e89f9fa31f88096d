package luahome.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manual pages are roff that groff has nothing to say about; skipped where there is no groff. */
class ManPageTest {
    @Test
    void groffFindsNothingWrong() throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(at -> Files.isExecutable(Path.of(at, "groff"))),
                "there is no groff");
        List<Path> pages;
        try (Stream<Path> files = Files.list(Path.of("src/main/man"))) {
            pages = files.sorted().toList();
        }
        for (Path page : pages) {
            Process groff = new ProcessBuilder("groff", "-man", "-Tutf8", "-ww", "-z", page.toString())
                    .redirectErrorStream(true)
                    .start();
            assertEquals("", new String(groff.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
            assertEquals(0, groff.waitFor(), page::toString);
        }
    }
}
