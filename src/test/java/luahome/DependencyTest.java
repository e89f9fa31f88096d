package luahome;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Dependencies point down, and each library is known in one place. */
class DependencyTest {
    private static final Path SOURCES = Path.of("src", "main", "java");

    /** Also names that are written out without an import. */
    private static final Pattern OWN = Pattern.compile("\\bluahome\\.((?:[a-z]+\\.)*[a-z]+)\\.[A-Z]\\w*");

    /** What each package may use, beside itself. */
    private static final Map<String, Set<String>> BELOW = Map.of(
            "store", Set.of(),
            "home", Set.of("store"),
            "lua", Set.of("lua.lib", "home", "store"),
            "lua.lib", Set.of("lua", "home", "store"),
            "show", Set.of("lua", "lua.lib", "home", "store"),
            "repl.browse", Set.of("show", "lua", "lua.lib", "home", "store"),
            "repl.line", Set.of("repl", "repl.browse", "show", "lua", "lua.lib", "home", "store"),
            "repl", Set.of("repl.browse", "show", "lua", "lua.lib", "home", "store"),
            "cli", Set.of("repl", "show", "lua", "lua.lib", "home", "store"));

    private static final Map<String, String> LIBRARIES =
            Map.of("org.jline.", "repl.line", "org.mapdb.", "store", "picocli.", "cli");

    @Test
    void packagesUseOnlyWhatIsBelowThem() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path file : files()) {
            String from = packageOf(file);
            Matcher matcher = OWN.matcher(code(file));
            while (matcher.find()) {
                seen++;
                String to = matcher.group(1);
                if (!to.equals(from) && !BELOW.getOrDefault(from, Set.of()).contains(to)) {
                    wrong.add(file + " uses luahome." + to);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 100, "only " + seen + " uses were seen");
    }

    @Test
    void librariesAreKnownInOnePackageEach() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path file : files()) {
            for (var library : LIBRARIES.entrySet()) {
                if (code(file).contains(library.getKey())) {
                    seen++;
                    if (!packageOf(file).equals(library.getValue())) {
                        wrong.add(file + " uses " + library.getKey());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 5, "only " + seen + " uses were seen");
    }

    @Test
    void theTerminalIsReachedByNameInOnePlace() throws IOException {
        List<String> places = new ArrayList<>();
        for (Path file : files()) {
            if (!packageOf(file).equals("repl.line") && Files.readString(file).contains("luahome.repl.line.")) {
                places.add(file.getFileName().toString());
            }
        }
        assertEquals(List.of("TerminalFactory.java"), places);
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String packageOf(Path file) {
        Path directory = SOURCES.resolve("luahome").relativize(file.getParent());
        return directory.toString().replace(directory.getFileSystem().getSeparator(), ".");
    }

    /** The source without comments and without strings. */
    private static String code(Path file) throws IOException {
        return Files.readString(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\"(\\\\.|[^\"\\\\\\n])*\"", "\"\"")
                .replaceAll("//[^\\n]*", "");
    }
}
