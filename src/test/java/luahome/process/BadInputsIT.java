package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import luahome.cli.BadInput;
import luahome.cli.BadInput.Line;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the table of bad inputs that need a process: a shell's, or one at a terminal. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputsIT {
    @TempDir
    static Path parent;

    private Path sound;

    @BeforeAll
    void makeSoundWorkspace() {
        sound = parent.resolve("sound");
        Result made = Luahome.at(parent).run("", "eval", "-w", sound, BadInput.MAKE_SOUND);
        assertEquals(0, made.status(), made::toString);
    }

    @TestFactory
    Stream<DynamicTest> eachIsAnsweredAsTheTableSays() {
        return BadInput.tests("sh", sound, parent, (row, directory) -> {
            Luahome user = Luahome.at(directory);
            String path = Luahome.CHECKOUT.resolve("launcher") + ":" + System.getenv("PATH");
            try (LuahomeProcess process = user.with("PATH", path).startCommand(List.of("sh", "-c", row.only("sh")))) {
                process.endInput();
                Result result = process.await();
                String outcome = BadInput.outcome(directory, result.status(), result.out(), result.err());
                assertEquals(row.expected(), outcome, row.name());
            }
            assertSound(user);
        });
    }

    @TestFactory
    Stream<DynamicTest> eachIsShownAtATerminalAsTheTableSays() {
        return BadInput.tests("terminal", sound, parent, (row, directory) -> {
            Luahome user = Luahome.at(directory);
            String[] size = row.only("terminal").split("[x ]");
            try (Terminal terminal = Terminal.openSized(
                    user, size[2], Integer.parseInt(size[0]), Integer.parseInt(size[1]), "repl", "work")) {
                for (Line line : row.lines()) {
                    String text = BadInput.filled(line.text(), directory);
                    switch (line.word()) {
                        case "shows" -> terminal.await(text, screen -> screen.contains(text));
                        case "type" -> terminal.type(text.getBytes(StandardCharsets.ISO_8859_1));
                        default -> {}
                    }
                }
                assertEquals(Integer.parseInt(row.only("status")), terminal.awaitEnd(), terminal::screen);
            }
            assertSound(user);
        });
    }

    private static void assertSound(Luahome user) {
        Result result = user.run("", "eval", "-w", "work", BadInput.LOOK);
        assertEquals(BadInput.SOUND, result.out(), result::toString);
    }
}
