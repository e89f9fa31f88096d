package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import luahome.lua.run.Interrupted;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.ZeroArgFunction;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterruptTest {
    /** Long enough for HotSpot to have compiled a hot loop, which must still see the flag then. */
    private static final long STILL_RUNNING = 200;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "while true do end",
                "repeat until false",
                "::top:: goto top",
                "for i = 1, math.huge do end",
                "for i = 1, 2, 0 do end while true do end",
                "local function f() return f() end f()",
                "local function f() f() return f() end while true do pcall(f) end",
                "while true do pcall(function() while true do end end) end",
                "while true do xpcall(function() while true do end end, function() end) end",
                "local t = setmetatable({}, { __index = function(t, k) return t[k + 1] end }) while true do pcall(function() return t[1] end) end",
                "for k in function() return 1 end do end",
                "local co = coroutine.wrap(function() while true do coroutine.yield() end end) while true do co() end",
                "coroutine.wrap(function() while true do end end)()",
                "coroutine.resume(coroutine.create(function() while true do end end)) while true do end",
                "while true do coroutine.wrap(function() end)() end",
                "local t = {} for i = 1, 2000 do t[i] = i end while true do table.sort(t, function(a, b) return a < b end) end",
                "table.sort({ 3, 2, 1 }, function() while true do end end)",
                "string.gsub('abc', '.', function() while true do end end)",
                "string.rep('a', 100000):find(('a?'):rep(30) .. 'b')",
                "string.find(string.rep('a', 100000), '.-.-.-.-b')",
                "while true do load('return 1')() end",
                "load('while true do end', 'x', 't', {})()",
                "load(function() return ' ' end)",
                "while true do local t = { pcall(error) } end",
                "local t = setmetatable({}, { __tostring = function() while true do end end }) print(t)",
                "local s = 0 while true do s = s + #tostring(s) end",
                "for w in string.gmatch(string.rep('a ', 1e6), '%a+') do string.rep(w, 10) end while true do end",
                "table.concat(setmetatable({}, { __len = function() return 2 ^ 31 - 1 end }), '', 1, 0) while true do end"
            })
    void stopsWhateverRuns(String code) throws Exception {
        TestMachine lua = new TestMachine();
        CountDownLatch running = new CountDownLatch(1);
        lua.machine.globals().rawset("signal", new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                running.countDown();
                return NIL;
            }
        });
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread runner = new Thread(
                null,
                () -> {
                    try {
                        lua.run("signal() " + code);
                        done.complete(null);
                    } catch (Throwable t) {
                        done.completeExceptionally(t);
                    }
                },
                "lua",
                64L << 20);
        runner.setDaemon(true);
        runner.start();
        running.await();
        assertThrows(TimeoutException.class, () -> done.get(STILL_RUNNING, TimeUnit.MILLISECONDS), "ended by itself");
        lua.machine.interrupt();
        ExecutionException end = assertThrows(ExecutionException.class, () -> done.get(30, TimeUnit.SECONDS));
        assertInstanceOf(Interrupted.class, end.getCause());
        assertTrue(lua.machine.interrupted());
        assertTrue(lua.machine.clearInterrupt());
        assertFalse(lua.machine.clearInterrupt());
        lua.run("print('alive')");
        assertTrue(lua.output().endsWith("alive\n"));
    }
}
