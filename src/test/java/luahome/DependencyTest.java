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

    /** The packages from top to bottom: each may use those that stand below it. */
    private static final List<String> FLOORS = List.of(
            "cli",
            "terminal",
            "prompt",
            "command.builtin",
            "edit",
            "script",
            "assist",
            "command",
            "lookup",
            "console",
            "browse",
            "session",
            "setting",
            "show",
            "lua.doc",
            "lua",
            "lua.lib",
            "lua.lib.file",
            "lua.lib.date",
            "lua.lib.string",
            "lua.debug",
            "lua.run",
            "lua.text",
            "lua.builtin",
            "lua.value",
            "home",
            "home.space",
            "home.garbage",
            "home.codec",
            "home.value",
            "store.workspace",
            "store.maintenance",
            "store.table",
            "store.volume",
            "store.disk",
            "store",
            "text",
            "diagnostic");

    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "org.jline.", Set.of("terminal"),
            "org.mapdb.", Set.of("store.table", "store.volume"),
            "picocli.", Set.of("cli"));

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
                if (!to.equals(from) && !isBelow(from, to)) {
                    wrong.add(file + " uses luahome." + to);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 100, "only " + seen + " uses were seen");
    }

    @Test
    void librariesAreKnownInTheirPlacesOnly() throws IOException {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path file : files()) {
            for (var library : LIBRARIES.entrySet()) {
                if (code(file).contains(library.getKey())) {
                    seen++;
                    if (!library.getValue().contains(packageOf(file))) {
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
            if (!packageOf(file).equals("terminal") && Files.readString(file).contains("luahome.terminal.")) {
                places.add(file.getFileName().toString());
            }
        }
        assertEquals(List.of("TerminalFactory.java"), places);
    }

    private static boolean isBelow(String upper, String lower) {
        int from = FLOORS.indexOf(upper);
        return from >= 0 && FLOORS.indexOf(lower) > from;
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
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
