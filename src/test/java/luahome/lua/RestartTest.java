package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A catalogue of programs that build something in `_home` and go on using it: each is run in one session, and with a
 * restart wherever it says {@code --- restart}; both must print the same. The programs say what they expect in no other
 * way, so what the session without restarts prints is compared with the file of the same name that ends in {@code
 * .out}.
 */
class RestartTest {
    private static final Path PROGRAMS = Path.of("src/test/resources/luahome/restart");

    @TempDir
    private Path directory;

    static List<String> programs() throws IOException {
        try (Stream<Path> files = Files.list(PROGRAMS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".lua"))
                    .map(name -> name.substring(0, name.length() - 4))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatIsExpectedIsPrintedWithoutARestart(String program) {
        assertEquals(text(program + ".out"), run(program, "one go", session -> {}));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theSameIsPrintedWithRestarts(String program) {
        assertEquals(text(program + ".out"), run(program, "restarts", RestartSession::restart));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theSameIsPrintedWhenWhatIsNotUsedLeavesMemory(String program) {
        assertEquals(text(program + ".out"), run(program, "eviction", RestartSession::tidy));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void theSameIsPrintedWithRestartsAfterCollectingGarbage(String program) {
        assertEquals(text(program + ".out"), run(program, "both", session -> {
            session.tidy();
            session.restart();
        }));
    }

    private String run(String program, String name, Between between) {
        try (RestartSession session = new RestartSession(directory.resolve(name))) {
            StringBuilder printed = new StringBuilder();
            String[] entries = text(program + ".lua").split("(?m)^--- restart\n");
            assertFalse(entries.length < 2, "a program without a restart");
            for (String entry : entries) {
                printed.append(printed.isEmpty() ? "" : "--- restart\n");
                session.run(entry);
                printed.append(session.output());
                between.act(session);
            }
            return printed.toString();
        }
    }

    private static String text(String name) {
        try {
            return Files.readString(PROGRAMS.resolve(name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Between {
        void act(RestartSession session);
    }
}
