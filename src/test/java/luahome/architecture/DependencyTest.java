package luahome.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Dependencies point down, each library is known in its place, and a session knows nothing of its process. */
class DependencyTest {
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
            "debugger",
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

    /** What others than the packages of home may use of home.space: the search that only looks. */
    private static final String KEY_SEARCH = "luahome.home.space.KeySearch";

    /** Packages that only those may use whose names begin so. */
    private static final Map<String, String> INNER = Map.of(
            "home.space", "home",
            "home.garbage", "home",
            "home.codec", "home",
            "store.maintenance", "store",
            "store.table", "store",
            "store.volume", "store");

    private static final Map<String, Set<String>> LIBRARIES = Map.of(
            "org.jline.", Set.of("terminal"),
            "org.mapdb.", Set.of("store.table", "store.volume"),
            "picocli.", Set.of("cli"));

    /** What only somebody can do who knows which process a session runs in. */
    private static final List<String> OF_THE_PROCESS =
            List.of("System.in", "System.out", "System.err", "System.getenv", "ProcessHandle", "System.exit");

    @Test
    void packagesUseOnlyWhatIsBelowThem() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path file : Sources.files()) {
            String from = Sources.packageOf(file);
            for (String to : Sources.usedBy(file)) {
                seen++;
                String within = INNER.getOrDefault(to, "");
                boolean isAllowed = to.equals(from)
                        || to.equals("home.space") && usesOnly(file, "luahome.home.space.", KEY_SEARCH)
                        || FLOORS.indexOf(to) > FLOORS.indexOf(from) && from.startsWith(within);
                if (!isAllowed) {
                    wrong.add(file + " uses luahome." + to);
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 100, "only " + seen + " uses were seen");
    }

    /** Whether everything in a file that begins so is one class. */
    private static boolean usesOnly(Path file, String beginning, String name) {
        return !Sources.code(file).replace(name, "").contains(beginning);
    }

    @Test
    void allPackagesHaveTheirFloor() {
        assertEquals(new TreeSet<>(FLOORS), Sources.packages().keySet());
    }

    @Test
    void librariesAreKnownInTheirPlacesOnly() {
        List<String> wrong = new ArrayList<>();
        int seen = 0;
        for (Path file : Sources.files()) {
            for (var library : LIBRARIES.entrySet()) {
                if (Sources.code(file).contains(library.getKey())) {
                    seen++;
                    if (!library.getValue().contains(Sources.packageOf(file))) {
                        wrong.add(file + " uses " + library.getKey());
                    }
                }
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(seen > 5, "only " + seen + " uses were seen");
    }

    @Test
    void aSessionKnowsNothingOfTheProcessItRunsIn() {
        List<String> wrong = new ArrayList<>();
        for (Path file : Sources.files()) {
            for (String thing : OF_THE_PROCESS) {
                if (Sources.packageOf(file).equals("session")
                        && Sources.code(file).contains(thing)) {
                    wrong.add(file + " uses " + thing);
                }
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void theTerminalIsReachedByNameInOnePlace() {
        List<String> places = new ArrayList<>();
        for (Path file : Sources.files()) {
            if (!Sources.packageOf(file).equals("terminal")
                    && Sources.text(file).contains("luahome.terminal.")) {
                places.add(file.getFileName().toString());
            }
        }
        assertEquals(List.of("TerminalFactory.java"), places);
    }
}
