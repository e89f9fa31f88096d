package luahome.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One program of the suite. Text is Latin-1, one char per byte.
 *
 * @param file the program; beside it lies what PUC Lua prints
 */
record Program(Path file) {
    /** All programs, by name. */
    static List<Program> all() {
        try (Stream<Path> files = Files.list(directory())) {
            return files.filter(file -> file.toString().endsWith(".lua"))
                    .sorted()
                    .map(Program::new)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path directory() {
        try {
            return Path.of(Objects.requireNonNull(Program.class.getResource("base.lua"))
                            .toURI())
                    .getParent();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file's name, which is the name of the chunk. */
    String name() {
        return file.getFileName().toString();
    }

    /** The source text. */
    String source() {
        return read(file);
    }

    /** What PUC Lua prints, as stored beside the program. */
    List<String> stored() {
        return normalised(read(file.resolveSibling(name().replace(".lua", ".out"))));
    }

    /** The lines on which luahome is allowed to differ, see the file `differences`. */
    List<Difference> differences() {
        return Difference.parse(read(file.resolveSibling("differences")), name());
    }

    /**
     * The lines on which LuaJ's own interpreter differs from ours, as {@link Lines} writes them; see the file
     * `differences-luaj`.
     */
    String differencesOfLuaJ() {
        for (String line : read(file.resolveSibling("differences-luaj")).split("\n")) {
            if (line.startsWith(name() + ":")) {
                return line;
            }
        }
        return name() + ": not listed";
    }

    /**
     * The lines of an output, without what differs from run to run: addresses, names of temporary files, the sign of
     * NaN, which depends on the processor, and under which of its names PUC Lua finds a
     * function that is not called by name.
     */
    static List<String> normalised(String output) {
        String text = output.replaceAll(": 0x[0-9a-f]+", ": ADDRESS")
                .replaceAll("(bad argument #\\d+ to ')(?:_G|\\w+)\\.(\\w+')", "$1$2")
                .replace("to 'loadstring' (", "to 'load' (")
                .replaceAll("/tmp/lua_\\w+", "/tmp/NAME")
                .replaceAll("-nan\\b", "nan");
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static String read(Path path) {
        try {
            return Files.readString(path, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
