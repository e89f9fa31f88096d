package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed with SIGKILL at random moments while it commits, and then finds exactly the committed state. Of
 * the last transaction it may be open whether it was committed, if the kill came between the commit and the word of it.
 * The same while files are compacted, backed up and restored: then there is the old file or the new one, whole.
 *
 * <p>{@code -Dluahome.kills=N} makes it N kills, and a fourth of that of the other kind; {@code -Dluahome.seed=S}
 * repeats the choices of a run.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("luahome.kills", 20);
    /** Each of these costs two or three more runs of the program. */
    private static final int REBUILDING_KILLS = KILLS / 4;

    private static final long SEED = Long.getLong("luahome.seed", System.nanoTime());

    /**
     * Checks what it finds against the number of the last transaction, tells that number, and goes on committing
     * transactions that each touch several tables and pages.
     */
    private static final String WRITER = """
            _home.n = _home.n or 0
            _home.window = _home.window or {}
            _home.slots = _home.slots or {}
            local function text(i) return (i .. ' '):rep(i * 37 % 900) end

            local n, count = _home.n, 0
            for i, entry in pairs(_home.window) do
                count = count + 1
                assert(i > n - 50 and i <= n, 'a stranger in the window')
                assert(entry.id == i and entry.text == text(i) and entry.before == _home.window[i - 1], 'a torn entry')
            end
            assert(count == math.min(n, 50), 'the window has holes')
            local sum = 0
            for slot, i in pairs(_home.slots) do
                assert(slot == 'slot ' .. i % 97 and i <= n and i > n - 97, 'a wrong slot')
                sum = sum + 1
            end
            assert(sum == math.min(n, 97), 'slots are missing')
            print('found ' .. n)
            io.stdout:flush()

            for i = n + 1, n + 1e6 do
                _home.n = i
                _home.window[i] = { id = i, text = text(i), before = i > 1 and _home.window[i - 1] or nil }
                if _home.window[i - 49] then _home.window[i - 49].before = nil end
                _home.window[i - 50] = nil
                _home.slots['slot ' .. i % 97] = i
                ext.commit()
                print(i)
                io.stdout:flush()
            end
            """;

    @TempDir
    Path home;

    @Test
    void findsExactlyTheCommittedStateAfterEveryKill() {
        Random random = new Random(SEED);
        Luahome user = Luahome.at(home);
        Path workspace = home.resolve("work");
        long told = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            String where = "kill " + kill + " of -Dluahome.seed=" + SEED;
            try (LuahomeProcess process = user.start("repl", workspace)) {
                process.write(WRITER);
                process.endInput();
                long found = number(process.awaitOut(where + ": word of what it found", out -> out.contains("\n")));
                assertTrue(found == told || found == told + 1, where + ": told " + told + ", found " + found);
                int lines = 1 + random.nextInt(40);
                process.awaitOut(where + ": commits", out -> out.lines().count() > lines);
                LockSupport.parkNanos(random.nextInt(5_000_000));
                process.kill();
                Result result = process.await();
                assertEquals("", result.err(), where);
                told = lastWhole(result.out());
            }
        }
    }

    /** What is found and the number that is counted on; enough beside it that writing a file of it takes a while. */
    private static final String COUNT = """
            _home.n = _home.n or 0
            if _home.n == 0 then
                _home.ballast = {}
                for i = 1, 4000 do _home.ballast[i] = { i, ('x'):rep(1000 + i % 700) } end
            end
            for i, entry in ipairs(_home.ballast) do assert(entry[1] == i and #entry[2] == 1000 + i % 700) end
            assert(#_home.ballast == 4000)
            print('found ' .. _home.n)
            """;

    /** Of what is killed while it writes a file, half of the kills come within the first milliseconds. */
    private static final int SLOWEST_KILL_BITS = 28;

    @Test
    void losesNothingWhenKilledWhileFilesAreRebuiltBackedUpAndRestored() throws IOException {
        Random random = new Random(SEED);
        Luahome user = Luahome.at(home);
        Path work = home.resolve("work");
        Path again = home.resolve("again");
        Path backup = home.resolve("b.db");
        Map<Path, Long> counts = new HashMap<>();
        counts.put(work, count(user, work, true));
        assertDone(user.run("", "backup", work, backup));
        assertDone(user.run("", "restore", backup, again));
        counts.put(backup, 1L);
        counts.put(again, 1L);
        String[] names = {"compact", ":compact", "backup", ":backup", "restore"};
        for (int kill = 0; kill < REBUILDING_KILLS; kill++) {
            String name = names[kill % names.length];
            String where = "kill " + kill + " (" + name + ") of -Dluahome.seed=" + SEED;
            Path target = name.equals("restore") ? again : name.endsWith("backup") ? backup : work;
            Path growing = target.equals(backup) ? home.resolve(".b.db.new") : target.resolve("home.db.new");
            long before = counts.get(target);
            Files.deleteIfExists(growing);
            if (name.startsWith(":")) {
                String script =
                        COUNT + "_home.n = _home.n + 1\n" + name + (target.equals(backup) ? " " + backup : "") + "\n";
                killWhileItWrites(user, random, where, growing, script, "repl", work);
                counts.merge(work, 1L, Long::sum);
            } else {
                counts.put(work, count(user, work, true));
                List<Object> arguments = switch (name) {
                    case "compact" -> List.of("compact", work);
                    case "backup" -> List.of("backup", work, backup);
                    default -> List.of("restore", "--replace", backup, again);
                };
                killWhileItWrites(user, random, where, growing, "", arguments.toArray());
            }
            long latest = counts.get(name.equals("restore") ? backup : work);
            long found;
            if (target.equals(backup)) {
                // Which also reads and checks all of it.
                Path probe = home.resolve("probe");
                assertDone(user.run("", "restore", "--replace", backup, probe));
                found = count(user, probe, false);
            } else {
                found = count(user, target, false);
                assertTrue(Files.notExists(growing), where + ": what a kill left is removed");
            }
            assertTrue(
                    found == latest || found == before && !target.equals(work),
                    where + ": found " + found + ", before " + before + ", latest " + latest);
            counts.put(target, found);
        }
        assertEquals(counts.get(work), count(user, work, false));
        assertDone(user.run("", "check", work));
    }

    /** Starts the program and kills it at some moment after it began to write a file, or lets it end before. */
    private static void killWhileItWrites(
            Luahome user, Random random, String where, Path growing, String script, Object... arguments)
            throws IOException {
        try (LuahomeProcess process = user.start(arguments)) {
            process.write(script);
            process.endInput();
            Waiting.until(where + ": file " + growing, () -> Files.exists(growing) || !process.isAlive());
            LockSupport.parkNanos(random.nextLong(1L << 10 + random.nextInt(SLOWEST_KILL_BITS - 10)));
            process.kill();
            assertEquals("", process.await().err(), where);
        }
    }

    /** Checks a workspace and answers the number that it holds, which is then counted on if that is wanted. */
    private static long count(Luahome user, Path workspace, boolean on) {
        Result result = user.run(COUNT + (on ? "_home.n = _home.n + 1\n" : ""), "repl", workspace);
        assertDone(result);
        return number(result.out()) + (on ? 1 : 0);
    }

    private static void assertDone(Result result) {
        assertEquals("", result.err(), result::toString);
        assertEquals(0, result.status(), result::toString);
    }

    private static long number(String out) {
        String line = out.lines().findFirst().orElseThrow();
        assertTrue(line.startsWith("found "), line);
        return Long.parseLong(line.substring("found ".length()));
    }

    /** The last number that was told with its line end. */
    private static long lastWhole(String out) {
        List<String> lines = out.substring(0, out.lastIndexOf('\n')).lines().toList();
        return Long.parseLong(lines.get(lines.size() - 1));
    }
}
