package luahome.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Measures in a process of its own, in a directory that is thrown away. */
final class Child {
    private Child() {}

    /**
     * Runs a program in such a process; answers the figures that it {@linkplain #tell told}, by their names.
     *
     * @param options for Java
     * @param name what is measured, for a failure's message
     * @param arguments of the directory
     */
    static Map<String, Double> figures(
            Class<?> program, List<String> options, String name, Function<Path, List<String>> arguments)
            throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory("bench");
        try {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(options);
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
            command.addAll(arguments.apply(directory));
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Map<String, Double> figures = new LinkedHashMap<>();
            try (BufferedReader lines = process.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    String[] parts = line.split("\t");
                    figures.put(parts[0], Double.valueOf(parts[1]));
                }
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(name + " failed");
            }
            return figures;
        } finally {
            delete(directory);
        }
    }

    /** In such a process: tells a figure. */
    static void tell(String what, double figure) {
        System.out.println(what + "\t" + figure);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
