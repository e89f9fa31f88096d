package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import luahome.home.value.HomeTable;
import luahome.lua.run.ExitRequest;
import luahome.lua.run.RaisedError;
import luahome.store.StoreException;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;
import org.luaj.vm2.lib.VarArgFunction;

class MachineTest {
    private final TestMachine lua = new TestMachine();

    private RaisedError error(String code) {
        return assertThrows(RaisedError.class, () -> lua.run(code));
    }

    private static VarArgFunction thrower(Throwable thrown) {
        return new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs args) {
                if (thrown instanceof Error e) {
                    throw e;
                }
                throw (RuntimeException) thrown;
            }
        };
    }

    @Test
    void recursionIsAsDeepAsTheLimitAndItsEndCanBeCaught() throws Exception {
        lua.run("""
                local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
                print(deep(190000))
                local ok, message = pcall(deep, 1e7)
                print(ok, message:match("stack overflow"))
                print(deep(1000), select("#", pcall(deep, 1e7)))
                print(xpcall(deep, function(m) return #debug.traceback(m) > 100 end, 1e7))
                """);
        assertEquals("190000\nfalse\tstack overflow\n1000\t2\nfalse\ttrue\n", lua.output());
    }

    @Test
    void recursionThroughBuiltInFunctionsEndsInAnErrorToo() throws Exception {
        lua.run("""
                local viaSort
                viaSort = function() table.sort({ 1, 2 }, viaSort) end
                print((select(2, pcall(viaSort))):match("stack overflow"))
                local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k + 1] end
                print((select(2, pcall(function() return t[1] end))):match("stack overflow"))
                local gsub
                gsub = function() return (("x"):gsub("x", gsub)) end
                print((select(2, pcall(gsub))):match("stack overflow"))
                """);
        assertEquals("stack overflow\nstack overflow\nstack overflow\n", lua.output());
    }

    @Test
    void aCallMetamethodMustBeAFunction() {
        String expected = "test:1: attempt to call local 't' (a table value)";
        String setUp = "local t = setmetatable({}, {}) getmetatable(t).__call = t ";
        assertEquals(expected, error(setUp + "t() return 1").getMessage());
        assertEquals(expected, error(setUp + "return t()").getMessage());
    }

    @Test
    void aFunctionThatHasReturnedKeepsNothingAlive() throws Exception {
        List<WeakReference<LuaValue>> made = new ArrayList<>();
        lua.machine.globals().rawset("make", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs args) {
                HomeTable table = new HomeTable();
                made.add(new WeakReference<>(table));
                return table;
            }
        });
        lua.machine.globals().rawset("collected", new VarArgFunction() {
            @Override
            public Varargs invoke(Varargs args) {
                for (int i = 0; i < 50 && made.stream().anyMatch(held -> held.get() != null); i++) {
                    System.gc();
                }
                return LuaValue.valueOf(
                        made.stream().filter(held -> held.get() != null).count());
            }
        });
        assertEquals(0, lua.run("""
                local function nest(n, ...) local held = make() if n > 0 then nest(n - 1, make()) end return held ~= nil end
                nest(20)
                pcall(function() local held = make() error() end)
                return (collected())
                """).arg1().toint());
        assertEquals(42, made.size());
    }

    @Test
    void errorsOfJavaBecomeErrorsOfLua() throws Exception {
        lua.machine.globals().rawset("overflow", thrower(new StackOverflowError()));
        lua.machine.globals().rawset("memory", thrower(new OutOfMemoryError("x")));
        lua.machine.globals().rawset("bug", thrower(new ArrayIndexOutOfBoundsException("java.lang.Secret")));
        lua.run("print(pcall(function() overflow() end)) print(pcall(memory)) print(pcall(function() bug() end))");
        assertEquals(
                "false\ttest:1: stack overflow\nfalse\t" + LuaMachine.notEnoughMemory() + "\n"
                        + "false\ttest:1: internal error in a built-in function\n",
                lua.output());
        String message = error("memory()").getMessage();
        assertEquals(LuaMachine.notEnoughMemory(), message);
        assertTrue(
                message.matches(
                        "not enough memory \\(the heap is limited to \\d+ MB; LUAHOME_JAVA_OPTS=-Xmx\\d+[mg] raises that\\)"),
                message);
    }

    @Test
    void whatNoProgramMayCatchComesThrough() {
        StoreException broken = new StoreException(StoreException.Kind.IO, "broken", null);
        lua.machine.globals().rawset("broken", thrower(broken));
        assertSame(broken, assertThrows(StoreException.class, () -> lua.run("pcall(pcall, broken) print('no')")));
        assertSame(
                broken, assertThrows(StoreException.class, () -> lua.run("coroutine.wrap(function() broken() end)()")));
        assertEquals(
                0,
                assertThrows(ExitRequest.class, () -> lua.run("pcall(os.exit)")).status());
        assertEquals(
                0,
                assertThrows(ExitRequest.class, () -> lua.run("os.exit(true)")).status());
        assertEquals(
                1,
                assertThrows(ExitRequest.class, () -> lua.run("os.exit(false)")).status());
        assertEquals(
                7,
                assertThrows(ExitRequest.class, () -> lua.run("xpcall(os.exit, print, 7)"))
                        .status());
        assertEquals("", lua.output());
    }

    @Test
    void theMachineGoesOnAfterWhatCameThrough() throws Exception {
        assertThrows(
                ExitRequest.class, () -> lua.run("coroutine.wrap(function() pcall(function() os.exit() end) end)()"));
        lua.run("print(coroutine.running()) print(select(2, coroutine.running()), pcall(coroutine.yield))");
        assertTrue(lua.output().endsWith("true\tfalse\tattempt to yield from outside a coroutine\n"));
    }

    @Test
    void errorsKeepTheirValue() throws Exception {
        RaisedError error = error("error({ code = 42 })");
        assertEquals(42, error.value().get("code").toint());
        assertEquals("(error object is a table value)", error.getMessage());
        LuaTable value = new LuaTable();
        lua.machine.globals().rawset("fail", thrower(new LuaError(value)));
        assertSame(value, lua.run("return select(2, pcall(fail))").arg1());
        assertEquals(
                "test:1: caf\u00e9 \uD83D\uDE00",
                error("error('caf\u00e9 \uD83D\uDE00')").getMessage());
    }

    @Test
    void uncaughtErrorsCarryTheStack() {
        RaisedError error = error(
                "local function inner() local x = nil; x.y = 1 end\nlocal function outer() inner() end\n" + "outer()");
        assertEquals("test:1: attempt to index local 'x' (a nil value)", error.getMessage());
        assertEquals(
                "stack traceback:\n\ttest:1: in function 'inner'\n\ttest:2: in function 'outer'\n\ttest:3: in main chunk"
                        + "\n\t[C]: in ?",
                LuaMachine.traceback(error));
        String deep = LuaMachine.traceback(error("local function f() return 1 + f() end f()"));
        assertNotNull(deep);
        assertTrue(deep.contains("\n\t...\n"), deep);
        assertTrue(deep.lines().count() < 30, deep);
        assertNull(LuaMachine.traceback(new LuaError("from Java")));
    }

    @Test
    void tracebacksNameMetamethodsAndTellOfTailCalls() {
        String index =
                LuaMachine.traceback(error("local t = setmetatable({}, { __index = function() error('x') end })\n"
                        + "local function get() return t.k + 1 end\nget()"));
        assertNotNull(index);
        assertTrue(
                index.startsWith("stack traceback:\n\ttest:1: in function '__index'\n\ttest:2: in function 'get'"),
                index);
        String tail = LuaMachine.traceback(
                error("local function last() error('x') end\n" + "local function first() return last() end\nfirst()"));
        assertNotNull(tail);
        assertTrue(
                tail.startsWith("stack traceback:\n\ttest:1: in function <test:1>\n\t(...tail calls...)\n"
                        + "\ttest:3: in main chunk"),
                tail);
    }

    @Test
    void tracebacksReachThroughJavaAndCoroutines() {
        String sort = LuaMachine.traceback(error("table.sort({ 3, 2, 1 }, function(a, b) error('x') end)"));
        assertNotNull(sort);
        assertTrue(sort.contains("in function <test:1>") && sort.contains("in main chunk"), sort);
        String wrap = LuaMachine.traceback(error("local function body() error('x') end\ncoroutine.wrap(body)()"));
        assertNotNull(wrap);
        assertTrue(wrap.contains("test:1:") && wrap.contains("test:2: in main chunk"), wrap);
    }

    @Test
    void handlersSeeTheStackOfTheError() throws Exception {
        lua.run("local function bad() error('x') end\nprint(select(2, xpcall(bad, debug.traceback)))");
        assertTrue(lua.output().startsWith("test:1: x\nstack traceback:\n\ttest:1: in function <test:1>\n"));
        lua.run(
                "print(select(2, xpcall(function() table.sort({ 2, 1 }, function() error('x') end) end, debug.traceback)))");
        assertTrue(lua.output()
                .contains("[C]: in function 'sort'\n\ttest:1: in function <test:1>\n\t[C]: in function 'xpcall'"));
    }

    @Test
    void manyCoroutinesNeedNoThreads() throws Exception {
        int threads = Thread.activeCount();
        lua.run(
                "local all = {} for i = 1, 100000 do all[i] = coroutine.create(coroutine.yield) coroutine.resume(all[i]) end"
                        + " print(#all)");
        assertEquals("100000\n", lua.output());
        assertTrue(Thread.activeCount() <= threads + 1);
    }

    @Test
    void readsStandardInput() throws Exception {
        TestMachine reader = new TestMachine("first\n42 rest\n");
        reader.run("print(io.read()) print(io.read('*n', '*l', '*l')) io.stdout:write('done', 1, '\\n')");
        assertEquals("first\n42\t rest\tnil\ndone1\n", reader.output());
    }

    @Test
    void printsBytesAsTheyAre() throws Exception {
        lua.run("print('\uD83D\uDE00', #'\uD83D\uDE00') io.write('\u00e9\\n')");
        assertEquals("\uD83D\uDE00\t4\n\u00e9\n", lua.output());
    }

    @Test
    void javaCanCallAndIsCalled() throws Exception {
        LuaValue add = lua.run("return function(a, b, ...) return a + b, select('#', ...) end")
                .arg1();
        assertEquals(5, add.call(LuaValue.valueOf(2), LuaValue.valueOf(3)).toint());
        assertEquals(
                2,
                add.invoke(LuaValue.varargsOf(new LuaValue[] {LuaValue.ONE, LuaValue.ONE, LuaValue.ONE, LuaValue.ONE}))
                        .arg(2)
                        .toint());
        assertEquals(
                "attempt to call a nil value",
                assertThrows(RaisedError.class, () -> lua.machine.call(LuaValue.NIL, LuaValue.NONE))
                        .getMessage());
    }
}
