package luahome.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the table of bad inputs that need no process of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputsTest {
    @TempDir
    static Path parent;

    private Path sound;

    @BeforeAll
    void makeSoundWorkspace() {
        sound = parent.resolve("sound");
        assertEquals("status 0", run(parent, "", Map.of(), "eval", "-w", sound.toString(), BadInput.MAKE_SOUND));
    }

    private static String run(Path directory, String input, Map<String, String> variables, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Map<String, String> all = new HashMap<>(variables);
        all.put("HOME", directory.toString());
        var environment = new Environment(
                all, new ByteArrayInputStream(input.getBytes(StandardCharsets.ISO_8859_1)), out, err, false, false);
        int status = new CommandLineRun(environment).run(arguments);
        return BadInput.outcome(
                directory, status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @TestFactory
    Stream<DynamicTest> eachIsAnsweredAsTheTableSaysAndLeavesTheDataAsTheyWere() {
        return BadInput.tests("do", sound, parent, (row, directory) -> {
            List<String> before = BadInput.files(directory);
            Map<String, String> variables = new HashMap<>();
            for (String variable : row.all("with")) {
                String[] parts = BadInput.filled(variable, directory).split("=", 2);
                variables.put(parts[0], parts[1]);
            }
            Stream<String> words = Stream.of(row.only("do").split(" "))
                    .filter(word -> !word.isEmpty())
                    .map(word -> word.equals("''") ? "" : word);
            String[] arguments = Stream.concat(words, row.all("arg").stream())
                    .map(word -> BadInput.filled(word, directory))
                    .toArray(String[]::new);
            String input = BadInput.filled(row.only("input"), directory);
            assertEquals(row.expected(), run(directory, input, variables, arguments), row.name());
            // JUnit would warn of links that lead out of its directory.
            Path work = directory.resolve("work");
            if (Files.isSymbolicLink(work.resolve("home.db.wal"))) {
                Files.delete(work.resolve("home.db.wal"));
            }
            if (!BadInput.files(directory).containsAll(before)) {
                String contents = run(directory, "", Map.of(), "eval", "-w", work.toString(), BadInput.LOOK);
                assertEquals(BadInput.outcome(directory, 0, BadInput.SOUND, ""), contents, row.name());
            }
        });
    }
}
