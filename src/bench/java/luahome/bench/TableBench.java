package luahome.bench;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import luahome.console.Console;
import luahome.console.PlainConsole;
import luahome.home.value.HomeFunction;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.luaj.vm2.LuaValue;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * What Lua pays for a persistent table that is in memory, as a multiple of a plain one: the same function runs over
 * both. Arguments: seconds to measure each for (default 5), and how many processes (default 3).
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(jvmArgs = "-XX:+UseSerialGC")
@Warmup(iterations = 4)
@Measurement(iterations = 3)
public class TableBench {
    private static final int ENTRIES = 100_000;
    private static final Map<String, String> PROGRAMS = new TreeMap<>(Map.of(
            "list read", "local t = ... local s = 0 for i = 1, #t do s = s + t[i] end return s",
            "list write", "local t = ... for i = 1, #t do t[i] = i end return t[#t]",
            "field read", "local t = ... t = t.o local s = 0 for i = 1, 1e5 do s = s + t.a + t.b end return s",
            "field write", "local t = ... t = t.o for i = 1, 1e5 do t.a = i t.b = i end return t.a"));

    /** What is done. */
    @Param({"list read", "list write", "field read", "field write"})
    String program;

    /** Whether the table is persistent. */
    @Param({"false", "true"})
    boolean persistent;

    private Path directory;
    private Session session;
    private HomeFunction function;
    private LuaValue table;
    private double expected;

    /** Makes the table. */
    @Setup(Level.Trial)
    public void open() throws Exception {
        directory = Files.createTempDirectory("table-bench");
        Console console =
                new PlainConsole(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, 0);
        session = Session.open(directory, console.streams(), console::work, SessionOptions.USUAL);
        table = run("local t = { o = { a = 1, b = 2 } } for i = 1, " + ENTRIES + " do t[i] = i end"
                + (persistent ? " _home.t = t" : "") + " return t");
        session.home().commit();
        function = compiled(PROGRAMS.get(program));
        expected = result();
    }

    private HomeFunction compiled(String text) throws Exception {
        return session.machine().compile(text.getBytes(StandardCharsets.UTF_8), "bench");
    }

    private LuaValue run(String text) throws Exception {
        return session.machine().call(compiled(text), LuaValue.NONE).arg1();
    }

    private double result() {
        return session.machine().call(function, table).arg1().todouble();
    }

    /** Runs the program once. */
    @Benchmark
    public double run() {
        double result = result();
        if (result != expected) {
            throw new IllegalStateException("found " + result + " in place of " + expected);
        }
        return result;
    }

    /** Removes the workspace. */
    @TearDown(Level.Trial)
    public void close() throws Exception {
        session.close();
        try (var all = Files.list(directory)) {
            for (Path file : all.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }

    /** Measures, and prints the ratios. */
    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        int forks = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(TableBench.class.getSimpleName())
                        .forks(forks)
                        .measurementTime(TimeValue.seconds(seconds))
                        .warmupTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        Map<String, Double> times = new TreeMap<>();
        results.forEach(result -> times.put(
                result.getParams().getParam("program") + result.getParams().getParam("persistent"),
                result.getPrimaryResult().getScore()));
        System.out.printf("%-16s%12s%26s%n", "plain = 1", "persistent", "plain, ns per entry");
        PROGRAMS.keySet()
                .forEach(name -> System.out.printf(
                        "%-16s%12.2f%26.1f%n",
                        name,
                        times.get(name + true) / times.get(name + false),
                        times.get(name + false) * 1000 / ENTRIES));
    }
}
