package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program is killed with SIGKILL at random moments while it commits, and then finds exactly the committed state. Of
 * the last transaction it may be open whether it was committed, if the kill came between the commit and the word of it.
 *
 * <p>{@code -Dluahome.kills=N} makes it N kills, {@code -Dluahome.seed=S} repeats the choices of a run.
 */
class KillIT {
    private static final int KILLS = Integer.getInteger("luahome.kills", 20);
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
