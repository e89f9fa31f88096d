package luahome.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * One row of the table of bad inputs, {@code src/test/resources/luahome/bad-inputs.txt}, whose head says how a row is
 * written.
 *
 * @param section the heading it stands under
 * @param title what is bad about it
 * @param lines what is done and what comes of it, in the order of the file
 */
public record BadInput(String section, String title, List<Line> lines) {
    private static final Path TABLE = Path.of("src/test/resources/luahome/bad-inputs.txt");

    /** Stands in the table for the directory of the test, in which {@code work} is. */
    private static final String DIRECTORY = "@";

    /**
     * One word and what belongs to it.
     *
     * @param word such as {@code do}
     * @param text the rest of the line
     */
    public record Line(String word, String text) {}

    /** The words of which each row has one: they say what is done. */
    private static final List<String> DEEDS = List.of("do", "sh", "terminal");

    /** Makes a workspace as the rows find it. */
    public static final String MAKE_SOUND = "_home.x, _home.t = 1, {}";

    /** Looks whether a workspace still is as {@link #MAKE_SOUND} made it. */
    public static final String LOOK = "return _home.x, #_home.t, _home.y";

    /** What {@link #LOOK} prints then. */
    public static final String SOUND = "1\n0\nnil\n";

    /** What a test does with a row. */
    @FunctionalInterface
    public interface Deed {
        /** Does it in a directory that is prepared for it. */
        void run(BadInput row, Path directory) throws Exception;
    }

    /**
     * A test of each row that has a line of that word.
     *
     * @param sound a workspace made by {@link #MAKE_SOUND}, which nobody has open
     * @param parent where the rows get directories of their own
     */
    public static Stream<DynamicTest> tests(String word, Path sound, Path parent, Deed deed) {
        return read().stream()
                .filter(row -> row.deed().equals(word))
                .map(row -> DynamicTest.dynamicTest(row.name(), () -> {
                    Path directory = Files.createTempDirectory(parent, "row");
                    row.prepare(sound, directory);
                    deed.run(row, directory);
                }));
    }

    /** The word that says what is done. */
    private String deed() {
        List<String> deeds = lines.stream()
                .map(Line::word)
                .filter(DEEDS::contains)
                .distinct()
                .toList();
        if (deeds.size() != 1) {
            throw new IllegalStateException(name() + ": one of " + DEEDS + " is needed, and there is " + deeds);
        }
        return deeds.get(0);
    }

    /** Section and title, which no other row has. */
    public String name() {
        return section + ": " + title;
    }

    /** The texts of all lines of that word. */
    public List<String> all(String word) {
        return lines.stream()
                .filter(line -> line.word().equals(word))
                .map(Line::text)
                .toList();
    }

    /** The text of the only line of that word, or an empty one. */
    public String only(String word) {
        return String.join("\n", all(word));
    }

    /** What the row says that comes out: status, standard output and standard error. */
    public String expected() {
        return lines.stream()
                .filter(line -> List.of("status", "out", "err").contains(line.word()))
                .map(line -> line.word() + " " + line.text())
                .collect(Collectors.joining("\n"));
    }

    /** What came out, as {@link #expected} would say it. */
    public static String outcome(Path directory, int status, String out, String err) {
        return Stream.of(Stream.of("status " + status), told("out ", out), told("err ", err))
                .flatMap(lines -> lines)
                .map(line -> line.replace(directory.toString(), DIRECTORY))
                .collect(Collectors.joining("\n"));
    }

    private static Stream<String> told(String word, String text) {
        return text.lines().map(line -> word + line);
    }

    /** A text of the table with the directory's name for its sign, and with bytes for their escapes. */
    public static String filled(String text, Path directory) {
        return text.translateEscapes().replace(DIRECTORY, directory.toString());
    }

    /**
     * Makes the workspace {@code work} with two entries, by way of a copy, and then whatever the row has given.
     */
    private void prepare(Path sound, Path directory) {
        try {
            Path work = Files.createDirectory(directory.resolve("work"));
            Files.copy(sound.resolve("home.db"), work.resolve("home.db"));
            for (String line : all("given")) {
                Process process = new ProcessBuilder("sh", "-ec", line)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .start();
                String said = new String(process.getInputStream().readAllBytes());
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(title + ": " + line + ": " + said);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bytes of the workspace's two files; nothing for one that is not there or cannot be read. */
    public static List<String> files(Path directory) throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : List.of("home.db", "home.db.wal")) {
            Path file = directory.resolve("work").resolve(name);
            if (Files.isRegularFile(file)) {
                byte[] bytes = Files.readAllBytes(file);
                files.add(name + " " + bytes.length + " " + Arrays.hashCode(bytes));
            }
        }
        return files;
    }

    private static List<BadInput> read() {
        List<BadInput> rows = new ArrayList<>();
        String section = "";
        try {
            for (String line : Files.readAllLines(TABLE)) {
                if (line.startsWith("== ")) {
                    section = line.substring(3);
                } else if (line.startsWith("  ")) {
                    String[] parts = line.substring(2).split(" ", 2);
                    rows.get(rows.size() - 1).lines().add(new Line(parts[0], parts.length == 1 ? "" : parts[1]));
                } else if (!line.isEmpty() && !line.startsWith("#")) {
                    rows.add(new BadInput(section, line, new ArrayList<>()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (rows.stream().map(BadInput::name).distinct().count() < rows.size()) {
            throw new IllegalStateException("two rows of a section have one title");
        }
        return rows;
    }
}
