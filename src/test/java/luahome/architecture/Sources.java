package luahome.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The sources of the program, as far as their architecture goes. Packages are named without the leading luahome. */
final class Sources {
    private static final Path ROOT = Path.of("src", "main", "java");

    /** Also names that are written out without an import. */
    private static final Pattern OWN = Pattern.compile("\\bluahome\\.((?:[a-z]+\\.)*[a-z]+)\\.[A-Z]\\w*");

    /** The first sentence of a page. */
    private static final Pattern FIRST_SENTENCE = Pattern.compile("(?s)^(.+?\\.)(\\s|$)");

    private Sources() {}

    /** All files of the program, in one order. */
    static List<Path> files() {
        return filesBelow(ROOT);
    }

    /** The names of all classes that have a file, tests too, and of MapDB's that pages speak of. */
    static List<String> classes() {
        Stream<Path> all = Stream.of(ROOT, Path.of("src", "test", "java")).flatMap(root -> filesBelow(root).stream());
        Stream<String> own = all.map(file -> file.getFileName().toString().replace(".java", ""));
        return Stream.concat(own, Stream.of("StoreDirect")).toList();
    }

    private static List<Path> filesBelow(Path root) {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file. */
    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file without comments and without strings. */
    static String code(Path file) {
        return text(file)
                .replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\"(\\\\.|[^\"\\\\\\n])*\"", "\"\"")
                .replaceAll("//[^\\n]*", "");
    }

    /** The package that a file is in. */
    static String packageOf(Path file) {
        Path directory = ROOT.resolve("luahome").relativize(file.getParent());
        return directory.toString().replace(directory.getFileSystem().getSeparator(), ".");
    }

    /** The packages that a file uses, its own included. */
    static Set<String> usedBy(Path file) {
        Set<String> used = new TreeSet<>();
        Matcher matcher = OWN.matcher(code(file));
        while (matcher.find()) {
            used.add(matcher.group(1));
        }
        return used;
    }

    /** All packages, each with those that it uses beside itself. */
    static SortedMap<String, Set<String>> packages() {
        SortedMap<String, Set<String>> packages = new TreeMap<>();
        for (Path file : files()) {
            Set<String> used = packages.computeIfAbsent(packageOf(file), name -> new TreeSet<>());
            used.addAll(usedBy(file));
            used.remove(packageOf(file));
        }
        return Collections.unmodifiableSortedMap(packages);
    }

    /** The page of a package: its comment, as plain text without the marks of Javadoc. */
    static String page(String packageName) {
        String source =
                text(ROOT.resolve(Path.of("luahome", packageName.split("\\."))).resolve("package-info.java"));
        int end = source.indexOf("*/");
        return source.substring(0, Math.max(0, end))
                .replaceAll("(?m)^/\\*\\*| ?\\*/$|^ \\* ?", "")
                .replaceAll("(?s)\\{@link\\s+luahome\\.(?:[a-z]+\\.)*([^}]*)\\}", "$1")
                .replaceAll("(?s)\\{@(?:link|code)\\s+([^}]*)\\}", "$1")
                .replaceAll("</?[a-z]+>", "")
                .strip();
    }

    /** The first sentence of a package's page, in one line. */
    static String summary(String packageName) {
        Matcher matcher = FIRST_SENTENCE.matcher(page(packageName));
        return matcher.find() ? matcher.group(1).replaceAll("\\s+", " ") : "";
    }
}
