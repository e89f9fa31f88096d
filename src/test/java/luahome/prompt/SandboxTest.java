package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import luahome.home.MemoryStore;
import luahome.lua.text.SyntaxException;
import luahome.session.ChunkLimits;
import luahome.session.Outcome;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;

/** Programs in a sandbox and within limits. */
@Timeout(60)
class SandboxTest {
    private static final ChunkLimits NO_TIME = new ChunkLimits(0, Duration.ofMillis(100));
    private static final ChunkLimits LITTLE_MEMORY = new ChunkLimits(32 << 20, Duration.ZERO);

    private final MemoryStore store = new MemoryStore();

    private Session session(ChunkLimits limits) {
        ScriptedConsole console = ScriptedConsole.typing(List.of());
        return Session.over(
                store,
                Path.of("/tmp/work"),
                console.streams(),
                console::work,
                new SessionOptions(true, true, false, limits, false));
    }

    private static Outcome run(Session session, String code) {
        return session.transact(() -> {
            try {
                LuaValue function = session.machine().compile(code.getBytes(StandardCharsets.UTF_8), "test");
                return session.machine().call(function, LuaValue.NONE);
            } catch (SyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        });
    }

    private static String result(Session session, String code) {
        return assertInstanceOf(Outcome.Done.class, run(session, code), code)
                .values()
                .arg1()
                .tojstring();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "io",
                "_G.io",
                "_ENV.io",
                "rawget(_G, 'io')",
                "debug",
                "package",
                "require",
                "dofile",
                "loadfile",
                "luajava",
                "java",
                "os.execute",
                "os.exit",
                "os.getenv",
                "os.remove",
                "os.rename",
                "os.tmpname",
                "os.setlocale",
                "rawget(os, 'execute')",
                "getmetatable('').__index.io",
                "getmetatable(print)",
                "getmetatable(os)",
                "load('return io')()",
                "load('return debug', 'x', 't')()",
                "load('return _ENV.package', 'x', 't', _G)()",
                "coroutine.wrap(function() return io or require end)()",
                "setmetatable({}, { __index = _G }).io",
                "ext.io",
                "_home.io",
                "Memory.package",
                "load('\\27Lua')",
                "load('\\27Lua', 'x', 'b')",
                "select(2, pcall(string.dump, print)):match('^\\27')",
                "load(function() return nil end, 'x', 'b')"
            })
    void nothingLeadsOut(String attempt) {
        try (Session session = session(ChunkLimits.NONE)) {
            assertEquals("nil", result(session, "return (" + attempt + ")"), attempt);
        }
    }

    @Test
    void noFunctionThatLeadsOutCanBeReached() {
        String walk = """
                local seen, found = {}, {}
                local function walk(path, t)
                  seen[t] = true
                  for k, v in next, t do
                    local at = path .. tostring(k)
                    if type(v) == 'userdata' or type(v) == 'thread' then found[#found + 1] = at end
                    if at:match('^io') or at:match('^debug') or at:match('^package') or at:match('^os%.') then
                      found[#found + 1] = at
                    end
                    if type(v) == 'table' and not seen[v] then walk(at .. '.', v) end
                    local meta = getmetatable(v)
                    if type(meta) == 'table' and not seen[meta] then walk(at .. '#', meta) end
                  end
                end
                walk('', _G)
                table.sort(found)
                return table.concat(found, ' ')
                """;
        try (Session session = session(ChunkLimits.NONE)) {
            assertEquals("os.clock os.date os.difftime os.time", result(session, walk));
        }
    }

    @Test
    void whatIsLeftWorks() {
        try (Session session = session(ChunkLimits.NONE)) {
            assertEquals("2 number 1970 3 2", result(session, """
                    _home.n = 2
                    return _home.n .. ' ' .. type(os.time()) .. ' ' .. os.date('!%Y', 0) .. ' ' .. load('return 3')()
                        .. ' ' .. select('#', pcall(error))
                    """));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "while true do pcall(function() while true do end end) end",
                "coroutine.wrap(function() while true do end end)() return 1",
                "('a'):rep(100000):find(('a?'):rep(30) .. 'b')"
            })
    void aChunkIsStoppedAtTheEndOfItsTime(String code) {
        try (Session session = session(NO_TIME)) {
            Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, run(session, "_home.a = 1 " + code));
            assertEquals("stopped after 0.1 s (--max-time)", failed.message());
            assertNull(failed.traceback());
            assertEquals("nil", result(session, "return _home.a"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local t = {} for i = 1, 1e9 do t[i] = { i } end",
                "local s = 'x' while true do s = s .. s end",
                "keep = {} while true do pcall(function() while true do keep[#keep + 1] = ('x'):rep(1e5) .. #keep end end) end"
            })
    void aChunkIsStoppedAtTheEndOfItsMemory(String code) {
        try (Session session = session(LITTLE_MEMORY)) {
            Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, run(session, "_home.a = 1 " + code));
            assertEquals("not enough memory (limit 32 MiB)", failed.message());
            assertEquals(1, failed.rolledBack());
            assertEquals("nil", result(session, "keep = nil return _home.a"));
        }
    }

    @Test
    void garbageIsNotCounted() {
        try (Session session = session(LITTLE_MEMORY)) {
            assertEquals(
                    "done", result(session, "local t for i = 1, 3000 do t = ('x'):rep(1e5) .. i end return 'done'"));
        }
    }

    @Test
    void limitsAreWordedAsTheyWereGiven() {
        assertEquals("not enough memory (limit 1 GiB)", new ChunkLimits(1L << 30, Duration.ZERO).memoryExceeded());
        assertEquals("not enough memory (limit 1025 KiB)", new ChunkLimits(1025 << 10, Duration.ZERO).memoryExceeded());
        assertEquals("not enough memory (limit 5 bytes)", new ChunkLimits(5, Duration.ZERO).memoryExceeded());
        assertEquals("stopped after 5 s (--max-time)", new ChunkLimits(0, Duration.ofSeconds(5)).timeExceeded());
        assertEquals("stopped after 100 s (--max-time)", new ChunkLimits(0, Duration.ofSeconds(100)).timeExceeded());
    }
}
