package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import luahome.lua.run.Interrupted;
import luahome.lua.run.RaisedError;
import luahome.lua.text.SyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;

class CoroutineTest {
    /** Resumes a function with what it yielded until it ends; answers how often that was, and its results. */
    private static final String DRIVE = """
            local yield = coroutine.yield
            local function drive(f)
              local co, count = coroutine.create(f), -1
              local r
              repeat
                count = count + 1
                r = { coroutine.resume(co, table.unpack(r or {}, 2)) }
              until coroutine.status(co) == "dead"
              return count, table.unpack(r)
            end
            """;

    private static final int COLLECTIONS = 50;

    private final TestMachine lua = new TestMachine();

    private String printed(String code) throws SyntaxException {
        lua.run(code);
        return lua.output();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "local t = { 5, 2, 9, 1 } table.sort(t, function(a, b) return yield(a < b) end) return t[1], t[4] => 7 true 1 9",
                "return ('ab cd'):gsub('%a+', function(w) return yield(w:upper()) end) => 2 true AB CD 2",
                "return tostring(setmetatable({}, { __tostring = function() return yield('text') end })) => 1 true text",
                "print(1, setmetatable({}, { __tostring = function() return yield('text') end }), 2) => 1 true",
                "for k in pairs(setmetatable({}, { __pairs = function() yield() return next, { x = 1 } end })) do return k end"
                        + " => 1 true x",
                "package.preload.m = function(name) return yield(name) end return require 'm' => 1 true m",
                "return pcall(function() table.sort({ 3, 2, 1 }, function() yield() error('in', 0) end) end) => 1 true false in",
                "return select(2, xpcall(function() (' '):gsub(' ', function() yield() error {} end) end, type)) => 1 true table"
            })
    void yieldsAcrossFunctionsThatCallBack(String body, String expected) throws Exception {
        String printed = printed(DRIVE + "print(drive(function() " + body + " end))");
        assertEquals(expected, printed.lines().reduce((a, b) -> b).orElseThrow().replace('\t', ' '));
    }

    @Test
    void yieldsAcrossDofile(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("yields.lua");
        Files.writeString(file, "return coroutine.yield(1) + coroutine.yield(2)", StandardCharsets.UTF_8);
        lua.machine.globals().rawset("file", LuaValue.valueOf(file.toString()));
        assertEquals("2\ttrue\t3\n", printed(DRIVE + "print(drive(function() return dofile(file) end))"));
    }

    @Test
    void refusesToYieldAcrossAReaderOfLoad() throws Exception {
        assertEquals(
                "true\tnil\tattempt to yield across a C-call boundary\n",
                printed("print(coroutine.resume(coroutine.create(function() return load(coroutine.yield) end)))"));
    }

    @Test
    void callingBackIsAsDeepAsAnyCall() throws Exception {
        assertEquals("10000\nfalse\tstack overflow\n", printed("""
                local depth = 0
                local function nest() depth = depth + 1 if depth < 10000 then return (("x"):gsub("x", nest)) end end
                nest()
                print(depth)
                local function endless() return (("x"):gsub("x", endless)) end
                local ok, message = pcall(endless)
                print(ok, message:match("stack overflow"))
                """));
        assertEquals("200000\n", printed("print(#(('x'):rep(200000):gsub('x', tostring)))"));
    }

    @Test
    void tenThousandAliveAndManyDroppedNeedNoThread() throws Exception {
        int threads = Thread.activeCount();
        lua.run("""
                alive = {}
                for i = 1, 10000 do
                  alive[i] = coroutine.wrap(function() table.sort({ 2, 1 }, function() return coroutine.yield(i) end) end)
                  alive[i]()
                end
                for i = 1, 200000 do coroutine.resume(coroutine.create(coroutine.yield)) end
                """);
        assertTrue(Thread.activeCount() <= threads, "threads: " + Thread.activeCount() + ", before: " + threads);
    }

    @Test
    void aDroppedSuspendedCoroutineIsCollected() throws Exception {
        WeakReference<LuaValue> held = new WeakReference<>(lua.run("""
                local co = coroutine.create(function(held)
                  local function deep(n) if n == 0 then coroutine.yield(held) else return deep(n - 1) or 1 end end
                  pcall(deep, 100)
                end)
                local _, held = coroutine.resume(co, {})
                return held
                """).arg1());
        for (int i = 0; i < COLLECTIONS && held.get() != null; i++) {
            System.gc();
        }
        assertFalse(held.get() != null, "what a suspended coroutine held is still there");
    }

    @Test
    void errorsKeepTheirValueThroughResumeAndWrap() throws Exception {
        assertEquals("true\tnil\ntrue\nfalse\tcannot resume dead coroutine\ntest:8: test:8: x\n", printed("""
                local value = {}
                local function fail() error(value) end
                print(select(2, coroutine.resume(coroutine.create(fail))) == value, (select(3, pcall(fail))))
                local outer = coroutine.wrap(function() coroutine.wrap(function() coroutine.wrap(fail)() end)() end)
                print(select(2, pcall(outer)) == value)
                local ok, message = pcall(outer)
                print(ok, message)
                local text = coroutine.wrap(function() coroutine.wrap(function() error("x") end)() end)
                print(select(2, pcall(text)))
                """));
    }

    @Test
    void recursionInACoroutineIsAsDeepAsOutside() throws Exception {
        assertEquals("150000\nfalse\tstack overflow\n", printed("""
                local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
                print(coroutine.wrap(deep)(150000))
                local ok, message = coroutine.resume(coroutine.create(deep), 1e7)
                print(ok, message:match("stack overflow"))
                """));
        assertEquals("false\tC stack overflow\n", printed("""
                local function nest() return coroutine.wrap(nest)() end
                local ok, message = pcall(nest)
                print(ok, message:match("C stack overflow"))
                """));
    }

    @Test
    void anInterruptInsideNestedCoroutinesLeavesTheMachineUsable() throws Exception {
        lua.machine.interrupt();
        assertThrows(
                Interrupted.class,
                () -> lua.run(
                        "coroutine.wrap(function() table.sort({ 2, 1 }, function() while true do end end) end)()"));
        assertTrue(lua.machine.clearInterrupt());
        assertEquals("true\n", printed("print(select(2, coroutine.running()))"));
    }

    @Test
    void aTracebackShowsTheBuiltInFunctionThatCalledBack() {
        RaisedError error = assertThrows(
                RaisedError.class, () -> lua.run("local function order() error('x') end\ntable.sort({ 2, 1 }, order)"));
        assertNotNull(error.traceback());
        assertEquals(
                "stack traceback:\n\ttest:1: in function <test:1>\n\t[C]: in function 'sort'\n"
                        + "\ttest:2: in main chunk\n\t[C]: in ?",
                LuaMachine.traceback(error));
    }
}
