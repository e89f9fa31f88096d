package luahome.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A user of luahome: a home directory, a working directory and an environment in which launchers are run. Nothing of
 * the environment of the tests gets through but PATH and JAVA_HOME. Immutable; the {@code with…} methods answer changed
 * copies.
 */
final class Luahome {
    /** The checkout that the tests belong to. */
    static final Path CHECKOUT = Path.of("").toAbsolutePath();

    /** Shared by all tests of a build, so that the class-data archive is made once. */
    private static final Path CACHE = CHECKOUT.resolve("target/test-cache");

    /** What stands before a command so that it heeds signals that tests ignore which run in the background. */
    private static final List<String> HEEDING =
            ignoresSignals() ? List.of("/usr/bin/env", "--default-signal=HUP,INT,QUIT") : List.of();

    private final Path launcher;
    private final Path directory;
    private final Map<String, String> environment;

    private Luahome(Path launcher, Path directory, Map<String, String> environment) {
        this.launcher = launcher;
        this.directory = directory;
        this.environment = environment;
    }

    /** Whether SIGHUP, SIGINT or SIGQUIT was ignored when this process began, and so is by all that it starts. */
    private static boolean ignoresSignals() {
        try {
            return Files.readAllLines(Path.of("/proc/self/status")).stream()
                    .anyMatch(line -> line.matches("SigIgn:.*[^08]"));
        } catch (IOException noSuchFile) {
            return false;
        }
    }

    /** The launcher of this checkout, used by somebody whose home and working directory is the given one. */
    static Luahome at(Path home) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("HOME", home.toString());
        environment.put("XDG_CACHE_HOME", CACHE.toString());
        environment.put("LANG", "C.UTF-8");
        for (String name : List.of("PATH", "JAVA_HOME")) {
            String value = System.getenv(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        return new Luahome(CHECKOUT.resolve("launcher/luahome"), home, environment);
    }

    /** The same with another launcher. */
    Luahome withLauncher(Path other) {
        return new Luahome(other, directory, environment);
    }

    /** The same in another working directory. */
    Luahome withDirectory(Path other) {
        return new Luahome(launcher, other, environment);
    }

    /** The same with an environment variable set, or removed by null. */
    Luahome with(String name, @Nullable String value) {
        Map<String, String> changed = new TreeMap<>(environment);
        if (value == null) {
            changed.remove(name);
        } else {
            changed.put(name, value);
        }
        return new Luahome(launcher, directory, changed);
    }

    /** Runs the launcher to its end. */
    Result run(String stdin, Object... arguments) {
        return run(stdin.getBytes(StandardCharsets.UTF_8), arguments);
    }

    /** Runs the launcher to its end. */
    Result run(byte[] stdin, Object... arguments) {
        try (LuahomeProcess process = start(arguments)) {
            process.write(stdin);
            process.endInput();
            return process.await();
        }
    }

    /** Starts the launcher; its stdin is a pipe that stays open until the caller ends it. */
    LuahomeProcess start(Object... arguments) {
        return startCommand(command(arguments));
    }

    /** Starts any other program in the same surroundings. */
    LuahomeProcess startCommand(List<String> command) {
        List<String> words = new ArrayList<>(HEEDING);
        words.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        try {
            return new LuahomeProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The launcher and its arguments as a command line. */
    List<String> command(Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(launcher.toString());
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }
}
