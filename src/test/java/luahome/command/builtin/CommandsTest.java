package luahome.command.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import luahome.command.Command;
import luahome.command.CommandTable;
import luahome.lookup.CommandException;
import org.junit.jupiter.api.Test;

/** The table of meta-commands is whole, and what is said about it elsewhere agrees with it. */
class CommandsTest {
    private final CommandTable commands = Commands.TABLE;

    private String message(String line) {
        return String.valueOf(assertThrows(CommandException.class, () -> commands.parse(line, 1))
                .getMessage());
    }

    @Test
    void everyCommandSaysWhatItDoesAndHowItIsUsed() throws CommandException {
        HashSet<String> names = new HashSet<>();
        for (Command command : commands.all()) {
            String name = command.name();
            assertTrue(names.add(name), () -> "twice: " + name);
            assertFalse(command.summary().isEmpty() || command.summary().endsWith("."), name);
            assertFalse(command.examples().isEmpty(), name);
            for (String example : command.examples()) {
                assertEquals(command, commands.parse(example, 1).command(), example);
                boolean withoutArguments = example.equals(":" + name);
                boolean required =
                        !command.arguments().isEmpty() && !command.arguments().startsWith("[");
                assertTrue(withoutArguments || !command.arguments().isEmpty(), () -> example + " takes no arguments");
                assertFalse(withoutArguments && required, () -> example + " lacks its argument");
            }
            for (String line : command.details()) {
                assertTrue(line.endsWith("."), () -> name + ": " + line);
            }
        }
    }

    @Test
    void theReadmeListsEveryCommandAsHelpDoes() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> rows = readme.substring(readme.indexOf("## Commands at the prompt"))
                .lines()
                .dropWhile(line -> !line.startsWith("|---"))
                .skip(1)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        List<String> expected = commands.all().stream()
                .map(command -> "| `" + command.usage().replace("|", "\\|") + "` | " + command.summary() + " |")
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", rows));
    }

    @Test
    void aNameMayBeShortenedWhileItIsClear() throws CommandException {
        assertEquals("quit", commands.parse(":q", 1).command().name());
        assertEquals("tables", commands.parse(":tab #2", 1).command().name());
        assertEquals("#2", commands.parse(":tab  #2 ", 1).arguments());
        assertEquals("help", commands.parse(":?", 1).command().name());
        assertTrue(message(":t").matches("the command :t is not clear: :tables, .*:trace.* begin so"), message(":t"));
    }

    @Test
    void aWrongNameIsAnsweredWithTheNearest() {
        assertEquals("unknown command :svae; did you mean :save?", message(":svae"));
        assertEquals("unknown command :xyzzy; :help lists them", message(":xyzzy"));
    }
}
