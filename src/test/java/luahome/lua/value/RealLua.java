package luahome.lua.value;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Asks an installed {@code lua5.2}; the tests that need it are skipped where there is none. */
public final class RealLua {
    private RealLua() {}

    /** Runs a script of bytes, one per character, and gives the lines it wrote; skips the test without Lua. */
    public static List<String> run(Path directory, String script) {
        return run(directory, script, "UTC");
    }

    /** Likewise in a time zone. */
    public static List<String> run(Path directory, String script, String zone) {
        assumeTrue(installed(), "lua5.2 is not installed");
        try {
            Path file = directory.resolve("script.lua");
            Path output = directory.resolve("output");
            Files.write(file, script.getBytes(StandardCharsets.ISO_8859_1));
            ProcessBuilder builder = new ProcessBuilder("lua5.2", file.toString());
            builder.environment().put("TZ", zone);
            builder.environment().put("LC_ALL", "C");
            Process process = builder.redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("lua5.2 did not end");
            }
            String text = Files.readString(output, StandardCharsets.ISO_8859_1);
            if (process.exitValue() != 0) {
                throw new IllegalStateException("lua5.2 failed: " + text.substring(Math.max(0, text.length() - 500)));
            }
            return List.of(text.split("\n", -1))
                    .subList(0, (int) text.chars().filter(c -> c == '\n').count());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A string literal of Lua for bytes given as characters: any byte is safe in it. */
    public static String literal(String bytes) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : bytes.toCharArray()) {
            if (c >= ' ' && c < 127 && c != '"' && c != '\\') {
                out.append(c);
            } else {
                out.append(String.format("\\%03d", (int) c));
            }
        }
        return out.append('"').toString();
    }

    private static boolean installed() {
        String path = System.getenv().getOrDefault("PATH", "");
        return Stream.of(path.split(File.pathSeparator)).anyMatch(d -> new File(d, "lua5.2").canExecute());
    }
}
