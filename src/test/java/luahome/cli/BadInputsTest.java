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
    private int rows;

    @BeforeAll
    void makeSoundWorkspace() {
        sound = parent.resolve("sound");
        assertEquals("status 0", run(parent, "", Map.of(), "eval", "-w", sound.toString(), "_home.x, _home.t = 1, {}"));
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
        return BadInput.having("do")
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Path directory = Files.createDirectory(parent.resolve("row" + ++rows));
                    row.prepare(sound, directory);
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
                    String outcome = run(directory, input, variables, arguments);
                    assertEquals(row.expected(), outcome, row.name());
                    // JUnit would warn of links that lead out of its directory.
                    Path journal = directory.resolve("work/home.db.wal");
                    if (Files.isSymbolicLink(journal)) {
                        Files.delete(journal);
                    }
                    if (!BadInput.files(directory).containsAll(before)) {
                        Path work = directory.resolve("work");
                        String contents = run(
                                directory,
                                "",
                                Map.of(),
                                "eval",
                                "-w",
                                work.toString(),
                                "return _home.x, #_home.t, _home.y");
                        assertEquals("status 0\nout 1\nout 0\nout nil", contents, row.title());
                    }
                }));
    }
}
