package luahome.cli;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What the launcher runs while Java notes which classes it loads, for the class-data archive: {@code luahome __train
 * WORKSPACE}. Each way to start is gone once, in a workspace that is thrown away; the prompt reads the standard input.
 * Hidden from help.
 */
final class Training {
    /** What the launcher calls. */
    static final String NAME = "__train";

    private static final String SCRIPT = """
            _home.t = { 1, 2.5, "three", { four = true } }
            for k, v in pairs(_home.t) do io.write(tostring(k), " ", tostring(v), "\\n") end
            print(#_home.t, ("%5.2f"):format(1 / 3), ("a b"):gsub("%w", string.upper), pcall(error, "x"))
            _home.t
            :tables
            :save
            """;

    private Training() {}

    static void run(String[] args, Environment system) throws UsageException {
        if (args.length != 1) {
            throw new UsageException(NAME + " takes a workspace");
        }
        Environment piped =
                environment(system, new ByteArrayInputStream(SCRIPT.getBytes(StandardCharsets.UTF_8)), false);
        for (List<String> line : List.of(
                List.of("repl", args[0]),
                List.of("eval", "-w", args[0], "return _home.t"),
                List.of("tables", args[0]))) {
            new CommandLineRun(piped).run(line.toArray(String[]::new));
        }
        new CommandLineRun(environment(system, system.stdin(), true)).run("repl", args[0]);
    }

    private static Environment environment(Environment system, InputStream stdin, boolean terminal) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        return new Environment(system.variables(), stdin, nowhere, nowhere, terminal, terminal);
    }
}
