import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * How long luahome takes to start, as a multiple of what Node.js takes: whole processes by the clock, in turn, the median
 * of the pairs' ratios. What comes out is checked. A prompt counts from the start to the moment at which it stands there,
 * at a pseudo-terminal of the program {@code script}.
 *
 * <p>{@code java Start.java LAUNCHER [ROUNDS]}
 */
final class Start {
    private static final int USUAL_ROUNDS = 21;
    private static final int ARCHIVE_MILLIS = 15_000;
    private static final int PATIENCE_SECONDS = 30;

    private Start() {}

    /** Prints a line for each way to start. */
    public static void main(String[] arguments) throws Exception {
        String launcher = arguments[0];
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : USUAL_ROUNDS;
        Path directory = Files.createTempDirectory("start-bench");
        try {
            String workspace = directory.resolve("w").toString();
            Run node = new Run(List.of("node", "-e", "0"), "", "");
            Run nodePrompt = new Run(atTerminal("node -i"), null, "> ");
            // The first start makes the class-data archive in the background, which the others are to have.
            new Run(List.of(launcher, "--version"), "", "luahome ").seconds();
            Thread.sleep(ARCHIVE_MILLIS);
            System.out.printf("%-26s%12s%16s%16s%n", "", "node = 1", "seconds", "node's");
            compare("print(1) from a pipe", new Run(List.of(launcher, "repl", workspace), "print(1)\n", "1\n"), node, rounds);
            compare("eval 1", new Run(List.of(launcher, "eval", "-w", workspace, "1"), "", "1\n"), node, rounds);
            compare("run a file", new Run(List.of(launcher, "run", "-w", workspace, program(directory)), "", "1\n"), node, rounds);
            compare("--version", new Run(List.of(launcher, "--version"), "", "luahome "), node, rounds);
            compare("the first prompt", new Run(atTerminal(launcher + " repl " + workspace), null, "w> "), nodePrompt, rounds);
        } finally {
            delete(directory);
        }
    }

    private static String program(Path directory) throws IOException {
        return Files.writeString(directory.resolve("one.lua"), "print(1)\n").toString();
    }

    private static List<String> atTerminal(String command) {
        return List.of("script", "-qfc", command, "/dev/null");
    }

    private static void compare(String what, Run own, Run other, int rounds) throws Exception {
        own.seconds();
        other.seconds();
        double[] ratios = new double[rounds];
        double[] times = new double[rounds];
        double[] others = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            times[i] = own.seconds();
            others[i] = other.seconds();
            ratios[i] = times[i] / others[i];
        }
        System.out.printf("%-26s%12.2f%16.3f%16.3f%n", what, median(ratios), median(times), median(others));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /**
     * A process that is started again and again.
     *
     * @param input what it reads; null if it is to be killed when it has written what is expected
     * @param expected what it must write
     */
    private record Run(List<String> command, String input, String expected) {
        double seconds() throws Exception {
            long begin = System.nanoTime();
            ProcessBuilder builder = new ProcessBuilder(command);
            builder.environment().put("TERM", "xterm");
            builder.environment().put("NO_COLOR", "1");
            Process process = builder.redirectErrorStream(true).start();
            if (input != null) {
                process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
                process.getOutputStream().close();
            }
            process.onExit().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).exceptionally(late -> process.destroyForcibly());
            StringBuilder out = new StringBuilder();
            InputStream in = process.getInputStream();
            byte[] buffer = new byte[8192];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.append(new String(buffer, 0, count, StandardCharsets.UTF_8));
                if (input == null && out.indexOf(expected) >= 0) {
                    break;
                }
            }
            if (input == null) {
                double seconds = (System.nanoTime() - begin) / 1e9;
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
                require(out);
                return seconds;
            }
            int status = process.waitFor();
            double seconds = (System.nanoTime() - begin) / 1e9;
            if (status != 0) {
                throw new IllegalStateException(command + " ended with status " + status + ": " + out);
            }
            require(out);
            return seconds;
        }

        private void require(CharSequence out) {
            if (!out.toString().contains(expected)) {
                throw new IllegalStateException(command + " wrote: " + out);
            }
        }
    }
}
