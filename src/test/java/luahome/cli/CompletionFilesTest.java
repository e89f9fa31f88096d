package luahome.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The completions and manual pages that are checked in are those of the command line as it is. To write them anew:
 * {@code mvn -B -q test -Dtest=CompletionFilesTest -Dluahome.regenerate=true}.
 */
class CompletionFilesTest {
    private static final String HOW =
            " is out of date: mvn -B -q test -Dtest=CompletionFilesTest -Dluahome.regenerate=true";
    private static final Path PAGES = Path.of("src/main/man");

    private static Map<Path, String> generate() {
        CommandModel model = CommandModel.current();
        Map<Path, String> files = new TreeMap<>();
        files.put(Path.of("completions/luahome.bash"), new BashCompletion(model).write());
        files.put(Path.of("completions/_luahome"), new ZshCompletion(model).write());
        files.put(Path.of("completions/luahome.fish"), new FishCompletion(model).write());
        files.put(PAGES.resolve("luahome.1"), ManPage.of(model));
        model.commands().forEach((name, spec) -> {
            if (!name.equals("help")) {
                files.put(PAGES.resolve("luahome-" + name + ".1"), ManPage.of(name, spec));
            }
        });
        return files;
    }

    @BeforeAll
    static void regenerate() throws IOException {
        if (!Boolean.getBoolean("luahome.regenerate")) {
            return;
        }
        Map<Path, String> files = generate();
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Files.createDirectories(file.getKey().getParent());
            Files.writeString(file.getKey(), file.getValue());
        }
        for (Path page : pages()) {
            if (!files.containsKey(page)) {
                Files.delete(page);
            }
        }
    }

    private static Set<Path> pages() throws IOException {
        try (Stream<Path> pages = Files.list(PAGES)) {
            return new TreeSet<>(pages.toList());
        }
    }

    @Test
    void theFilesAreThoseOfTheCommandLine() throws IOException {
        for (Map.Entry<Path, String> file : generate().entrySet()) {
            assertEquals(
                    file.getValue(),
                    Files.exists(file.getKey()) ? Files.readString(file.getKey()) : "(absent)",
                    file.getKey() + HOW);
        }
    }

    @Test
    void noPageIsLeftOfACommandThatIsNoMore() throws IOException {
        Set<Path> expected = new TreeSet<>(generate().keySet());
        expected.removeIf(path -> !path.startsWith(PAGES));
        assertEquals(expected, pages(), PAGES + HOW);
    }
}
