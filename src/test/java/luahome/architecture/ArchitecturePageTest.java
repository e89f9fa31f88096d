package luahome.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The page on the architecture is true: its picture and its table of packages are what the sources give, and the
 * classes that it names are there. {@code -Dluahome.regenerate=true} writes picture and table anew.
 */
class ArchitecturePageTest {
    private static final Path PAGE = Path.of("src", "docs", "architecture.md");
    private static final Path PICTURE = Path.of("src", "docs", "architecture.svg");
    private static final String BEGIN = "<!-- packages: generated -->\n";
    private static final String END = "<!-- packages: end -->\n";

    /** The least that a page of a package says. */
    private static final int SHORTEST_PAGE = 200;

    @Test
    void thePictureIsWhatTheSourcesGive() throws IOException {
        String picture = ArchitecturePicture.of(Sources.packages());
        if (Boolean.getBoolean("luahome.regenerate")) {
            Files.writeString(PICTURE, picture);
        }
        assertEquals(picture, Files.readString(PICTURE));
    }

    @Test
    void theTableIsWhatThePackagesSayOfThemselves() throws IOException {
        StringBuilder table = new StringBuilder("| package | files | what it is |\n|---|--:|---|\n");
        for (String name : Sources.packages().keySet()) {
            long files = Sources.files().stream()
                    .filter(file -> Sources.packageOf(file).equals(name))
                    .count();
            table.append("| `" + name + "` | " + (files - 1) + " | " + Sources.summary(name) + " |\n");
        }
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("luahome.regenerate")) {
            Files.writeString(PAGE, page.substring(0, begin) + table + page.substring(end));
        } else {
            assertEquals(table.toString(), page.substring(begin, end));
        }
    }

    @Test
    void everyPackageHasItsPage() {
        List<String> wrong = new ArrayList<>();
        for (String name : Sources.packages().keySet()) {
            if (Sources.page(name).length() < SHORTEST_PAGE
                    || Sources.summary(name).isEmpty()) {
                wrong.add(name);
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void whatPagesNameIsThere() throws IOException {
        List<String> classes = Sources.classes();
        List<String> wrong = new ArrayList<>();
        for (String name : Sources.packages().keySet()) {
            Path page = Path.of("src/main/java/luahome", name.split("\\.")).resolve("package-info.java");
            named(Sources.text(page), "\\{@link\\s+luahome(?:\\.[a-z]+)*\\.([A-Z]\\w*)", classes, page, wrong);
        }
        int count = named(Files.readString(PAGE), "`([A-Z][a-z]+[A-Z]\\w*)`", classes, PAGE, wrong);
        assertEquals(List.of(), wrong);
        assertTrue(count > 20, "only " + count + " classes are named");
    }

    private static int named(String text, String pattern, List<String> classes, Path page, List<String> wrong) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        int count = 0;
        for (; matcher.find(); count++) {
            if (!classes.contains(matcher.group(1))) {
                wrong.add(page + " names " + matcher.group(1));
            }
        }
        return count;
    }
}
