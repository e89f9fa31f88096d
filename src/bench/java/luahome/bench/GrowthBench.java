package luahome.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import luahome.command.CommandCall;
import luahome.command.Context;
import luahome.command.builtin.Commands;
import luahome.console.Console;
import luahome.console.PlainConsole;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.luaj.vm2.LuaValue;

/**
 * What becomes slower as a workspace grows: half of the entries are in one table under texts, half in tables of five
 * fields that a list refers to. Each size in a process of its own. Prints milliseconds, and in parentheses how many
 * times as much that is as with the least number of entries.
 *
 * <p>Arguments: the powers of ten of the least and of the greatest number of entries (default 3 and 6).
 */
public final class GrowthBench {
    private static final int RUNS = 7;
    private static final int WARM_UPS = 20;
    private static final int FIELDS = 5;
    private static final int BATCH = 200_000;

    private final Path workspace;
    private final Console console =
            new PlainConsole(InputStream.nullInputStream(), OutputStream.nullOutputStream(), System.err, 0);
    private Session session;
    private int changes;

    private GrowthBench(Path workspace) {
        this.workspace = workspace;
        session = opened();
    }

    /** Runs all sizes; with a directory and a number of entries, only that, in this process. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 2 && arguments[0].contains("/")) {
            new GrowthBench(Path.of(arguments[0])).measure(Integer.parseInt(arguments[1]));
            return;
        }
        int least = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        int greatest = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 6;
        Map<String, List<Double>> figures = new LinkedHashMap<>();
        System.out.printf("%-28s", "entries");
        for (int power = least; power <= greatest; power++) {
            System.out.printf("%20s", "1e" + power);
            run((int) Math.pow(10, power))
                    .forEach((what, figure) -> figures.computeIfAbsent(what, name -> new ArrayList<>())
                            .add(figure));
        }
        System.out.println();
        figures.forEach((what, all) -> {
            System.out.printf("%-28s", what);
            for (double figure : all) {
                System.out.printf("%20s", "%,.2f (%.1f)".formatted(figure, figure / all.get(0)));
            }
            System.out.println();
        });
    }

    private static Map<String, Double> run(int entries) throws IOException, InterruptedException {
        return Child.figures(
                GrowthBench.class,
                List.of("-XX:+UseSerialGC"),
                entries + " entries",
                directory -> List.of(directory.toString(), Integer.toString(entries)));
    }

    private Session opened() {
        return Session.open(workspace, console.streams(), console::work, SessionOptions.USUAL);
    }

    private void measure(int entries) throws Exception {
        fill(entries);
        Child.tell("open, read one value", median(this::reopenAndRead));
        Child.tell("a durable commit", median(this::changeOne));
        Child.tell(":save after one change", median(this::changeOne, () -> command(":save")));
        Child.tell(":load over one change", median(this::changeOne, () -> command(":load")));
        Child.tell(":tables", median(() -> command(":tables")));
        Child.tell(":find", median(() -> command(":find never there")));
        Child.tell("check", median(() -> command(":check")));
        int half = entries / 2;
        double pairs =
                median(() -> require(lua("local n = 0 for k in pairs(_home.t) do n = n + 1 end return n"), half));
        Child.tell("pairs, of 1000 entries", pairs / half * 1000);
        session.close();
        Child.tell("peak memory, MB", peakMegabytes());
    }

    private void fill(int entries) throws Exception {
        lua("_home.t, _home.list = {}, {}");
        for (int from = 1; from <= entries / 2; from += BATCH) {
            int to = Math.min(entries / 2, from + BATCH - 1);
            lua("local t = _home.t for i = " + from + ", " + to + " do t['key ' .. i] = i end");
        }
        for (int from = 1; from <= entries / 2 / FIELDS; from += BATCH / FIELDS) {
            int to = Math.min(entries / 2 / FIELDS, from + BATCH / FIELDS - 1);
            lua("local l = _home.list for i = " + from + ", " + to
                    + " do l[i] = { name = 'name ' .. i, level = i, x = i / 2, y = i / 3, even = i % 2 == 0 } end");
        }
        command(":save");
    }

    private void reopenAndRead() throws Exception {
        session.close();
        session = opened();
        require(lua("return _home.t['key 77']"), 77);
    }

    private void changeOne() throws Exception {
        lua("_home.t['key 78'] = " + ++changes);
    }

    private LuaValue lua(String text) throws Exception {
        Outcome outcome = session.transact(PromptEntry.of(text, session)::run);
        if (outcome instanceof Outcome.Done done) {
            return done.values().arg1();
        }
        throw new IllegalStateException(outcome.sentence());
    }

    private void command(String text) throws Exception {
        Context context = Commands.context(session, console);
        CommandCall call = context.commands().parse(text, 1);
        call.command().run(context, call.arguments());
    }

    private static void require(LuaValue found, double wanted) {
        if (found.todouble() != wanted) {
            throw new IllegalStateException("found " + found + " in place of " + wanted);
        }
    }

    private static double median(Task task) throws Exception {
        return median(() -> {}, task);
    }

    /** The median of some runs of the second task, in milliseconds; quick ones run before, unseen. */
    private static double median(Task before, Task task) throws Exception {
        double[] times = new double[RUNS];
        double spent = 0;
        for (int i = 0; i < WARM_UPS && spent < 1_000; i++) {
            spent += time(before, task);
        }
        for (int i = 0; i < RUNS; i++) {
            times[i] = time(before, task);
        }
        Arrays.sort(times);
        return times[RUNS / 2];
    }

    private static double time(Task before, Task task) throws Exception {
        before.run();
        long begin = System.nanoTime();
        task.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double peakMegabytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM:")) {
                return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
            }
        }
        return Double.NaN;
    }

    /** Something that takes time. */
    @FunctionalInterface
    private interface Task {
        void run() throws Exception;
    }
}
