package luahome.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import luahome.home.Eviction;
import luahome.home.Home;
import luahome.home.value.HomeTable;
import luahome.lua.LuaMachine;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.run.ExitRequest;
import luahome.lua.run.Interrupted;
import luahome.lua.text.Lexer;
import luahome.lua.text.SyntaxException;
import luahome.store.Finding;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.workspace.PagedStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;

/**
 * Programs that nobody would write: pieces of the conformance programs whose tokens are dropped, doubled, swapped and
 * spliced, compiled and run one after the other in a machine whose tables are persistent. None may end the session, no
 * message may name a class of Java, and nothing of the store may be damaged afterwards.
 *
 * <p>{@code -Dluahome.mutants=N} runs so many; {@code -Dluahome.seed=S} repeats a run.
 */
class MutantsTest {
    private static final int MUTANTS = Integer.getInteger("luahome.mutants", 4000);
    private static final long SEED = Long.getLong("luahome.seed", System.nanoTime());

    /** What may not be in a message. */
    private static final Pattern JAVA = Pattern.compile(
            "\\bjava[x.]|org\\.luaj|\\bluahome\\.[a-z]+\\.|[A-Z][A-Za-z]+(?:Exception|Error)\\b|\\$\\$Lambda|NullPointer|vm error");

    /** So long a mutant may run: most of those that run longer would run for ever. */
    private static final long MOST_MILLIS = 200;

    private static final int LONGEST_LINES = 12;

    private final Random random = new Random(SEED);
    private final AtomicLong deadline = new AtomicLong(Long.MAX_VALUE);

    @TempDir
    private Path workspace;

    @Test
    void noMutantOfAProgramEndsTheSessionOrNamesAClassOfJavaOrDamagesTheStore() throws Exception {
        List<List<String>> programs = programs();
        int compiled = 0;
        int failed = 0;
        int stopped = 0;
        List<String> wrong = new ArrayList<>();
        try (Home home = new Home(PagedStore.open(workspace, OpenMode.WRITE))) {
            LuaMachine machine = LuaMachine.create(
                    home,
                    new StandardStreams(
                            InputStream.nullInputStream(),
                            OutputStream.nullOutputStream(),
                            OutputStream.nullOutputStream()),
                    new LuaMachine.Options(true, workspace, true, false));
            AtomicBoolean over = new AtomicBoolean();
            Thread watchdog = watchdog(machine, over);
            for (int i = 0; i < MUTANTS && wrong.isEmpty(); i++) {
                String mutant = mutant(programs);
                HomeTable globals = new HomeTable();
                globals.setmetatable(inheriting(machine.globals()));
                try {
                    home.root().rawset(LuaValue.valueOf("globals"), globals);
                    LuaValue function = machine.compile(
                            mutant.getBytes(StandardCharsets.ISO_8859_1), LuaString.valueOf("=mutant"), globals);
                    compiled++;
                    deadline.set(System.nanoTime() + MOST_MILLIS * 1_000_000);
                    machine.call(function, LuaValue.NONE);
                    home.commit();
                } catch (SyntaxException e) {
                    look(String.valueOf(e.getMessage()), mutant, wrong);
                } catch (LuaError e) {
                    failed++;
                    LuaValue value = e.getMessageObject();
                    look(value == null ? String.valueOf(e.getMessage()) : value.tojstring(), mutant, wrong);
                    home.rollback();
                } catch (Interrupted | ExitRequest e) {
                    stopped++;
                    home.rollback();
                } catch (RuntimeException | Error e) {
                    wrong.add(e + "\n" + mutant);
                } finally {
                    deadline.set(Long.MAX_VALUE);
                    machine.clearInterrupt();
                }
                if (i % 100 == 99) {
                    Eviction.evictAll(home);
                }
            }
            over.set(true);
            watchdog.join();
        }
        assertEquals(List.of(), wrong, "luahome.seed=" + SEED);
        assertEquals(List.of(), damage(), "luahome.seed=" + SEED);
        assertTrue(compiled > MUTANTS / 20, "only " + compiled + " compiled; luahome.seed=" + SEED);
        System.out.printf(
                "%d mutants, %d compiled, %d failed, %d stopped; luahome.seed=%d%n",
                MUTANTS, compiled, failed, stopped, SEED);
    }

    private static HomeTable inheriting(HomeTable library) {
        HomeTable metatable = new HomeTable();
        metatable.rawset(LuaValue.INDEX, library);
        return metatable;
    }

    private static void look(String message, String mutant, List<String> wrong) {
        if (JAVA.matcher(message).find() && !mutant.contains(message)) {
            wrong.add(message + "\n" + mutant);
        }
    }

    /** Stops what runs for too long. */
    private Thread watchdog(LuaMachine machine, AtomicBoolean over) {
        Thread thread = new Thread(() -> {
            while (!over.get()) {
                if (System.nanoTime() - deadline.get() > 0 && deadline.get() != Long.MAX_VALUE) {
                    machine.interrupt();
                }
                try {
                    Thread.sleep(5);
                } catch (InterruptedException e) {
                    return;
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private List<String> damage() {
        List<String> found = new ArrayList<>();
        try (Home home = new Home(PagedStore.open(workspace, OpenMode.WRITE))) {
            home.check(
                    finding -> {
                        if (finding.kind() != Finding.Kind.UNREACHABLE_TABLE) {
                            found.add(finding.message());
                        }
                    },
                    Progress.NONE);
        }
        return found;
    }

    /** The lines of all programs. */
    private static List<List<String>> programs() throws IOException {
        Path resources = Path.of("src", "test", "resources", "luahome");
        List<List<String>> programs = new ArrayList<>();
        try (Stream<Path> files = Files.walk(resources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".lua"))
                    .sorted()
                    .toList()) {
                programs.add(Files.readAllLines(file, StandardCharsets.ISO_8859_1));
            }
        }
        return programs;
    }

    private String mutant(List<List<String>> programs) {
        List<String> tokens = tokens(piece(programs));
        for (int changes = 1 + random.nextInt(3); changes > 0 && !tokens.isEmpty(); changes--) {
            int at = random.nextInt(tokens.size());
            switch (random.nextInt(4)) {
                case 0 -> tokens.remove(at);
                case 1 -> tokens.add(at, tokens.get(at));
                case 2 -> tokens.set(at, tokens.set(random.nextInt(tokens.size()), tokens.get(at)));
                default -> {
                    List<String> others = tokens(piece(programs));
                    int from = random.nextInt(others.size() + 1);
                    tokens.addAll(at, others.subList(from, Math.min(others.size(), from + 1 + random.nextInt(6))));
                }
            }
        }
        return String.join(" ", tokens);
    }

    /** Some lines of a program. */
    private String piece(List<List<String>> programs) {
        List<String> lines = programs.get(random.nextInt(programs.size()));
        int from = random.nextInt(lines.size());
        int length = 1 + random.nextInt(random.nextInt(3) == 0 ? LONGEST_LINES : 2);
        int to = Math.min(lines.size(), from + length);
        return String.join("\n", lines.subList(from, to));
    }

    private static List<String> tokens(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        List<String> tokens = new ArrayList<>();
        Lexer.tokens(bytes, 0, () -> {}).list().stream()
                .filter(token -> token.end() > token.start())
                .forEach(token -> tokens.add(text.substring(token.start(), token.end())));
        return tokens;
    }
}
