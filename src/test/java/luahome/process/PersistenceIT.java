package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is put into {@code _home} is there again in the next process. */
class PersistenceIT extends UserTest {
    /** Every line holds in one session, and after a restart between any two of them. */
    private static final List<String> PROGRAM = List.of(
            "local t = {}; _home.q = t; t.x = 1; assert(_home.q.x == 1 and _home.q == t)",
            "_home.cyc = {}; _home.cyc.me = _home.cyc; assert(_home.cyc.me.me == _home.cyc)",
            "_home.a = _home.q; _home.a.y = 2; assert(_home.q.y == 2)",
            "_home[1] = 'num'; _home['1'] = 'str'; _home[true] = 'b'; _home[1.5] = 'f'; _home[''] = 'empty'",
            "assert(_home[1] == 'num' and _home['1'] == 'str' and _home[true] == 'b' and _home[1.5] == 'f'"
                    + " and _home[''] == 'empty')",
            "_home.big = ('x'):rep(5e6); _home.bytes = '\\0\\255\\n'",
            "local n = 0; for k, v in pairs(_home) do n = n + 1 end; assert(n == 10)",
            "_home.list = {3, 1, 2}; table.sort(_home.list); table.insert(_home.list, 4);"
                    + " assert(table.concat(_home.list, ',') == '1,2,3,4' and #_home.list == 4)",
            "_home.many = {}; for i = 1, 1e5 do _home.many[i] = { id = i } end; assert(_home.many[77777].id == 77777)",
            "_home.gone = 1; _home.gone = nil; assert(_home.gone == nil and rawget(_home, 'gone') == nil)",
            "assert(rawequal(Memory, _home) and _home.__ext_table_id == 1 and ext.id(_home) == 1)",
            "local deep = {}; _home.deep = deep; for i = 1, 50000 do deep.d = {}; deep = deep.d end");

    /** What holds once all of it has run. */
    private static final String OUTCOME = """
            assert(_home.q.x == 1 and _home.q.y == 2 and _home.a == _home.q)
            assert(_home.cyc.me == _home.cyc and _home.cyc ~= _home.q)
            assert(_home[1] == 'num' and _home['1'] == 'str' and _home[true] == 'b' and _home[1.5] == 'f')
            assert(_home[''] == 'empty' and _home[false] == nil and _home[2] == nil)
            assert(_home.big == ('x'):rep(5e6) and _home.bytes == '\\0\\255\\n')
            assert(table.concat(_home.list, ',') == '1,2,3,4' and #_home.list == 4)
            local sum = 0
            for i, entry in ipairs(_home.many) do assert(entry.id == i); sum = sum + 1 end
            assert(sum == 1e5 and #_home.many == 1e5)
            assert(_home.gone == nil)
            local depth, deep = 0, _home.deep
            while deep.d do depth, deep = depth + 1, deep.d end
            assert(depth == 50000)
            local n = 0
            for k, v in pairs(_home) do n = n + 1; assert(rawequal(_home[k], v)) end
            assert(n == 13)
            print('all of it')
            """;

    @Test
    void theWholeProgramHoldsInOneSessionAndAfterIt() {
        assertPrints("", String.join("\n", PROGRAM));
        assertPrints("all of it\n", OUTCOME);
    }

    @Test
    void theWholeProgramHoldsWithARestartBetweenAnyTwoLines() {
        PROGRAM.forEach(line -> assertPrints("", line));
        assertPrints("all of it\n", OUTCOME);
    }

    @Test
    void aCounterCountsUpRunAfterRun() {
        for (int run = 1; run <= 4; run++) {
            assertPrints(run + "\n", "_home.n = (_home.n or 0) + 1\nprint(_home.n)\n");
        }
        assertTrue(Files.isRegularFile(workspace.resolve("home.db")));
    }

    @Test
    void theWorkspaceMayBeNamedByTheEnvironmentOrNotAtAll() {
        Path named = home.resolve("named by the environment é");
        Result result = user.with("LUAHOME_WORKSPACE", named.toString()).run("_home.here = 1", "repl");
        assertEquals(0, result.status(), result::toString);
        assertTrue(Files.isRegularFile(named.resolve("home.db")));

        result = user.run("_home.here = 2", "repl");
        assertEquals(0, result.status(), result::toString);
        assertTrue(Files.isRegularFile(home.resolve(".local/share/luahome/home.db")));

        Path data = home.resolve("data");
        result = user.with("XDG_DATA_HOME", data.toString()).run("_home.here = 3", "repl");
        assertEquals(0, result.status(), result::toString);
        assertTrue(Files.isRegularFile(data.resolve("luahome/home.db")));
    }

    @Test
    void namesOutsideAsciiWorkInTheCLocaleToo() {
        Luahome plain = user.with("LANG", null);
        Result result = plain.run("", "eval", "-w", home.resolve("Übung"), "_home.ключ = 'é€😀'");
        assertTrue(result.status() == 1 && result.err().contains("eval:1:"), result::toString);
        result = plain.run("", "eval", "-w", home.resolve("Übung"), "_home['ключ'] = 'é€😀'");
        assertEquals(0, result.status(), result::toString);
        result = plain.run("print(_home['ключ'])", "repl", home.resolve("Übung"));
        assertEquals("é€😀\n", result.out(), result::toString);
        assertTrue(Files.isRegularFile(home.resolve("Übung/home.db")));
    }

    @Test
    void savesAndLoadsAcrossProcesses() {
        assertPrints("", "_home.v = 1; _home.t = {1}");
        Result saved = user.run(":save first\n", "repl", workspace);
        assertEquals(0, saved.status(), saved::toString);
        assertPrints("", "_home.v = 2; _home.t[2] = 2; _home.u = {}");
        Result loaded = user.run(":load\nprint(_home.v, #_home.t, _home.u)\n", "repl", workspace);
        assertEquals(0, loaded.status(), loaded::toString);
        assertTrue(loaded.out().endsWith("1\t1\tnil\n"), loaded::toString);
        assertPrints("1\t1\tnil\n", "print(_home.v, #_home.t, _home.u)");
    }

    @Test
    void refusesWhatCannotBeStoredWithThePathAndStoresNothingOfIt() {
        assertPrints("false\ttrue\nnil\n", """
                local ok, message = pcall(function() _home.bad = { ok = 1, co = coroutine.create(print) } end)
                print(ok, message:find("cannot persist a coroutine (at _home.bad.co)", 1, true) ~= nil)
                print(_home.bad)
                """);
        assertPrints("nil\n", "print(_home.bad)");
        for (String value : List.of(
                "coroutine.create(print)",
                "{ f = ('x'):gmatch('.') }",
                "setmetatable({}, { coroutine.create(print) })",
                "{ [coroutine.create(print)] = 1 }")) {
            Result result = user.run("_home.x = 1\n_home.bad = " + value, "repl", workspace);
            assertEquals(1, result.status(), result::toString);
            assertTrue(result.err().startsWith("stdin:2: ") && result.err().contains("_home.bad"), result::toString);
            assertPrints("nil\tnil\n", "print(_home.bad, _home.x)");
        }
    }

    private void assertPrints(String expected, String script) {
        Result result = user.run(script, "repl", workspace);
        assertEquals("", result.err(), script);
        assertEquals(expected, result.out(), script);
        assertEquals(0, result.status(), script);
    }
}
