package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a small heap, tables that alone are larger than it are filled, read, iterated, extended and taken back. */
class LargerThanMemoryIT {
    private static final int NUMBERS = 2_000_000;

    private static final String FILL = """
            _home.list, _home.map, _home.small = {}, {}, {}
            for i = 1, %1$d do _home.list[i] = i end
            for i = 1, %1$d, 10 do
                _home.map['key' .. i] = i
                _home.small[#_home.small + 1] = { id = i }
            end
            print(#_home.list, #_home.small)
            """.formatted(NUMBERS);

    private static final String READ = """
            local n, sum = 0, 0
            for i, v in pairs(_home.list) do n = n + 1 assert(i == n and v == n) end
            for k, v in pairs(_home.map) do assert(k == 'key' .. v) sum = sum + v end
            for i, v in ipairs(_home.small) do sum = sum - v.id end
            for step = 1, 5000 do
                local i = math.random(%1$d)
                assert(_home.list[i] == i)
            end
            for i = 1, 1000 do table.insert(_home.list, i) end
            print(n, sum, #_home.list)
            """.formatted(NUMBERS);

    private static final String TAKE_BACK = """
            for i = 1, %1$d, 5 do _home.list[i] = -i end
            for i = 1, %1$d, 50 do _home.map['key' .. i] = { { i } } end
            error('enough')
            """.formatted(NUMBERS);

    /** Both errors are met and caught; what was done before and after them is kept. */
    private static final String RUN_OUT = """
            _home.note = { 'before' }
            local function fill() local t = {} while true do t[#t + 1] = ('x'):rep(1e7) .. #t end end
            print(pcall(fill))
            local function deep() return 1 + deep() end
            print(pcall(deep))
            _home.note[2] = 'after'
            """;

    /** What a load takes out of the store is more than fits in memory. */
    private static final String LOSE = """
            _home.x = 1
            :save
            big = {} _home.big = big for i = 1, 600000 do big[i] = 'row number ' .. i end
            :load
            local function fails(f, ...)
                local ok, message = pcall(f, ...)
                assert(not ok and message:find('the entries of former table #2 are gone', 1, true), message)
            end
            fails(function() return big[1] end)
            fails(function() return #big end)
            fails(function() big.x = 1 end)
            fails(function() _home.again = { big } end)
            for _, f in ipairs { pairs, next, table.sort, table.concat, table.remove } do fails(f, big) end
            fails(setmetatable, big, {})
            print(_home.x, _home.big, _home.again, big == big, ext.id(big))
            big = { 2 }
            _home.big = big
            """;

    @TempDir
    Path home;

    private final Path work = Path.of("work");

    @Test
    void tablesLargerThanTheHeapWork() {
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx56m");
        assertPrints(user, NUMBERS + "\t" + NUMBERS / 10 + "\n", FILL);
        assertPrints(user, NUMBERS + "\t0\t" + (NUMBERS + 1000) + "\n", READ);
        Result failed = user.run(TAKE_BACK, "run", "-w", home.resolve(work), "-");
        assertTrue(failed.err().contains("enough"), failed::toString);
        assertPrints(user, NUMBERS + 1000 + "\t1\t1\n", "print(#_home.list, _home.list[1], _home.map.key1)");
    }

    @Test
    void filesAreCaredForThoughAValueIsLargerThanTheHeap() {
        Path workspace = home.resolve(work);
        assertPrints(Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx600m"), "", "_home.text = ('x'):rep(1e8)");
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx48m");
        for (Result result : List.of(
                user.run("", "compact", workspace),
                user.run("", "check", workspace),
                user.run("", "backup", workspace, home.resolve("b.db")),
                user.run("", "restore", home.resolve("b.db"), home.resolve("again")),
                user.run("", "repair", workspace),
                user.run("", "restore", workspace.resolve("home.db.repaired"), home.resolve("saved")))) {
            assertEquals(0, result.status(), result::toString);
        }
        Luahome roomy = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx600m");
        assertEquals(
                "100000000\tx\n",
                roomy.run("print(#_home.text, _home.text:sub(-1))", "repl", home.resolve("saved"))
                        .out());
    }

    @Test
    void aFullHeapOrStackIsAnErrorThatTheSessionSurvives() {
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx48m");
        Result result = user.run(RUN_OUT, "repl", home.resolve(work));
        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().startsWith("false\tnot enough memory (the heap is limited to 4"), result::toString);
        assertTrue(result.out().endsWith("false\tstdin:4: stack overflow\n"), result::toString);
        assertPrints(user, "before\tafter\n", "print(_home.note[1], _home.note[2])");
    }

    @Test
    void theUseOfATableThatWasLostIsAnErrorAndTheSessionGoesOn() {
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx56m");
        Result result = user.run(LOSE, "repl", home.resolve(work));
        assertEquals(0, result.status(), result::toString);
        assertTrue(result.out().endsWith("1\tnil\tnil\ttrue\tnil\n"), result::toString);
        assertPrints(user, "2\n", "print(_home.big[1])");
    }

    @Test
    void aTableThatFillsTheHeapToTheBrimEndsAScriptWithOneSentence() {
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx48m");
        Result result =
                user.run("_home.n = 1 t = {} while true do t[#t + 1] = 'row ' .. #t end", "repl", home.resolve(work));
        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().startsWith("stdin: not enough memory (the heap is limited to 4"), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertPrints(user, "nil\n", "print(_home.n)");
    }

    @Test
    void anEntryThatFillsTheHeapIsTakenBackAndTheNextOneWorks() {
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx64m");
        try (Terminal terminal = Terminal.open(user, "repl", home.resolve(work))) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("_home.n = 1");
            terminal.awaitPrompt("work*1>", "_home.n = 1");
            terminal.enter("_home.n = 2; t = {} while true do t[#t + 1] = ('x'):rep(1e7) end");
            terminal.awaitPrompt("work*1>", "not enough memory (the heap is limited to");
            terminal.enter("t = nil");
            terminal.enter("_home.n = 3; t = {} while true do t[#t + 1] = 'row ' .. #t end");
            terminal.awaitPrompt("work*1>", "not enough memory (the heap is limited to");
            terminal.enter("t = nil");
            terminal.enter("_home.n + 20");
            terminal.awaitPrompt("work*1>", "\n21\n");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
    }

    private void assertPrints(Luahome user, String expected, String script) {
        Result result = user.run(script, "repl", home.resolve(work));
        assertEquals(0, result.status(), result::toString);
        assertEquals(expected, result.out());
        assertEquals("", result.err());
    }
}
