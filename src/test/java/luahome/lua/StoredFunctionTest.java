package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import luahome.home.Home;
import luahome.home.value.HomeFunction;
import luahome.lua.text.SyntaxException;
import luahome.store.ObjectIds;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.TableInfo;
import luahome.store.TableStore.Change;
import luahome.store.Tags;
import luahome.store.workspace.PagedStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.lib.ZeroArgFunction;

/** What becomes of stored functions and their variables where no plain program could tell. */
class StoredFunctionTest {
    @TempDir
    private Path workspace;

    private RestartSession session;

    @BeforeEach
    void open() {
        session = new RestartSession(workspace);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private String run(String code) {
        session.run(code);
        return session.output().strip();
    }

    private HomeFunction function(String name) {
        return (HomeFunction) session.home().root().get(name);
    }

    @Test
    void aLocalThatChangesAfterACommitInItsChunkIsStoredWithIt() {
        run("local n = 1 _home.f = function() return n end ext.commit() n = 2");
        session.restart();
        assertEquals("2", run("print(_home.f())"));
    }

    @Test
    void theNameOfALocalMayHaveAnyLength() {
        String longer = "l".repeat(300);
        String longest = "l".repeat(3000);
        run("local " + longer + ", " + longest + " = 1, 2 _home.f = function() return " + longer + ", " + longest
                + " end");
        session.restart();
        assertEquals("1\t2", run("print(_home.f())"));
    }

    @Test
    void aLocalThatChangesAfterTheLastCommitOfAFailingChunkHasTheOldValue() {
        run("local n = 1 _home.f = function() return n end ext.commit() n = 2 error('x')");
        assertEquals("1", run("print(_home.f())"));
        session.restart();
        assertEquals("1", run("print(_home.f())"));
    }

    @Test
    void aLocalOfASuspendedCoroutineIsStoredWhenItGoesOn() {
        run("""
                co = coroutine.wrap(function()
                  local n = 1
                  _home.f = function() return n end
                  while true do coroutine.yield() n = n + 1 end
                end)
                co()""");
        run("co()");
        session.tidy();
        run("co() error('taken back')");
        assertEquals("2", run("print(_home.f())"));
        assertEquals("3", run("co() print(_home.f())"));
        session.restart();
        assertEquals("3", run("print(_home.f())"));
    }

    @Test
    void loadingARevisionReachesALocalOfARunningFunction() {
        assertEquals("1", run("""
                local n = 1
                _home.f = function() return n end
                ext.save()
                n = 2
                ext.commit()
                ext.load()
                print(n)"""));
    }

    @Test
    void aBuiltInThatIsNoMoreIsAnErrorOnlyWhenItIsCalled() {
        LuaValue gone = builtin();
        session.home().root().set("f", gone);
        run("_home.copy = _home.f");
        session.restart();
        assertEquals("function\ttrue", run("_home.again = _home.f print(type(_home.f), _home.f == _home.copy)"));
        assertEquals(
                "failed: entry:1: the built-in gone.function does not exist in this session", run("_home.again()"));
    }

    private LuaValue builtin() {
        LuaValue[] made = new LuaValue[1];
        made[0] = new ZeroArgFunction() {
            @Override
            public LuaValue call() {
                return LuaValue.TRUE;
            }
        };
        session.home().builtin(made[0], "gone.function");
        return made[0];
    }

    @Test
    void closuresThatAreOverwrittenLeaveNothingBehind() {
        run("for i = 1, 20000 do _home.slot = function() return i end end");
        for (int i = 0; i < 30; i++) {
            run("local t = {} _home.slot = function() return t end");
        }
        session.home().collectGarbage(false, Progress.NONE);
        session.restart();
        assertEquals("function", run("print(type(_home.slot))"));
        session.close();
        List<TableInfo> found = new ArrayList<>();
        try (PagedStore store = PagedStore.open(workspace, OpenMode.READ)) {
            store.objects(ObjectIds.of(ObjectIds.FUNCTION, 0), found::add);
        }
        // The function, its code, and the two variables that it uses: t, and none for the globals.
        assertEquals(3, found.size(), found.toString());
    }

    @Test
    void closuresOverOneTextShareItInTheStore() {
        run("for i = 1, 1000 do _home[i] = function() return i end end");
        session.close();
        long[] bytes = {0, 0};
        try (PagedStore store = PagedStore.open(workspace, OpenMode.READ)) {
            store.objects(ObjectIds.of(ObjectIds.CODE, 0), info -> {
                bytes[0]++;
                return true;
            });
        }
        assertEquals(1, bytes[0]);
    }

    @Test
    void editingKeepsTheFunctionAndItsVariables() throws SyntaxException {
        run("""
                local n, step = 10, 5
                local function count(k) if k == 0 then return n end n = n + step return count(k - 1) end
                _home.count, _home.same = count, { count }""");
        session.restart();
        edit("count", "function renamed(k)\n  n = n + 100 return n, _VERSION\nend\n");
        assertEquals("true\t110\tLua 5.2", run("print(_home.count == _home.same[1], _home.same[1](1))"));
        session.restart();
        assertEquals("210\tLua 5.2", run("print(_home.count(3))"));
        run("print(_home.count(3)) error('taken back')");
        assertEquals("310\tLua 5.2", run("print(_home.count(3))"));
    }

    private void edit(String name, String text) throws SyntaxException {
        session.machine().edit(function(name), text.getBytes(StandardCharsets.UTF_8), Map.of());
        session.home().commit();
    }

    @Test
    void whatIsNotOneFunctionIsRefusedAndChangesNothing() {
        run("local n = 1 function _home.f() return n end");
        for (String text : List.of(
                "",
                "return 1",
                "function f() return 2",
                "function f() end function g() end",
                "x = function() end",
                "function f( return end",
                "-- f\nx = function() end",
                "function f() return 1 end end")) {
            assertThrows(SyntaxException.class, () -> edit("f", text), text);
        }
        assertEquals("1", run("print(_home.f())"));
    }

    @Test
    void aSyntaxErrorOfAnEditedFunctionTellsItsLine() {
        run("\n\nfunction _home.f() return 1 end");
        SyntaxException error = assertThrows(SyntaxException.class, () -> edit("f", "function f()\n  return 1 +\nend"));
        assertEquals(3, error.line());
    }

    @Test
    void theCommentAboveAFunctionStaysWithIt() throws SyntaxException {
        String above = "-- Counts.\n-- Twice.\n";
        run("\n\n" + above + "function _home.f()\n  error('x')\nend\n_home.copy = load(string.dump(_home.f))");
        session.restart();
        assertEquals(
                "entry:6: x\tentry:6: x", run("local _, a = pcall(_home.f) print(a, select(2, pcall(_home.copy)))"));
        for (String name : List.of("f", "copy")) {
            assertEquals(above + "function _home.f()\n  error('x')\nend", text(name));
        }
        SyntaxException error =
                assertThrows(SyntaxException.class, () -> edit("f", "-- Counts.\n\nfunction f()\n  return 1 +\nend"));
        assertEquals(5, error.line());
        edit("f", "--- Counts.\n\nfunction f()\n  error('y')\nend\n");
        session.restart();
        assertEquals("entry:6: y", run("print(select(2, pcall(_home.f)))"));
        assertEquals("--- Counts.\n\nfunction f()\n  error('y')\nend", text("f"));
    }

    private String text(String name) {
        return new String(session.home().text(function(name)).text(), StandardCharsets.UTF_8);
    }

    @Test
    void aCoroutineInsideAFunctionThatIsEditedEndsWithASentence() throws SyntaxException {
        run("function _home.f(a) coroutine.yield(1) return a end co = coroutine.create(_home.f) coroutine.resume(co)");
        edit("f", "function f() local a, b, c = 1, 2, 3 return a + b + c end");
        assertEquals("false\tentry:1: the function was edited after it was called", run("print(coroutine.resume(co))"));
        assertEquals("6", run("print(_home.f())"));
    }

    @Test
    void aStoredTextThatDoesNotCompileIsASentenceWhenTheFunctionIsUsed() {
        run("function _home.f() return 1 end _home.other = 2");
        session.close();
        replaceText("function f( return");
        session = new RestartSession(workspace);
        assertEquals("function\t2", run("print(type(_home.f), _home.other)"));
        String message = run("_home.f()");
        assertTrue(
                message.startsWith("failed: entry:1: function #") && message.contains("(_home.f) cannot be used"),
                message);
    }

    @Test
    void aStoredTextThatUsesOtherVariablesIsRefused() {
        run("local n = 1 function _home.f() return n end");
        session.close();
        replaceText("function _home.f() return m end");
        session = new RestartSession(workspace);
        String message = run("_home.f()");
        assertTrue(message.contains("does not use the variables that were stored with it"), message);
    }

    private void replaceText(String text) {
        try (PagedStore store = PagedStore.open(workspace, OpenMode.WRITE)) {
            List<Long> codes = new ArrayList<>();
            store.objects(ObjectIds.of(ObjectIds.CODE, 0), info -> codes.add(info.id()));
            byte[] key = ("0text").getBytes(StandardCharsets.US_ASCII);
            key[0] = Tags.STRING;
            byte[] value = ("0" + text).getBytes(StandardCharsets.US_ASCII);
            value[0] = Tags.STRING;
            codes.forEach(id -> store.update(id, List.of(new Change(key, value)).iterator()));
            store.commit();
        }
    }

    @Test
    void aStoredFunctionThatMissesAGlobalSaysThatThoseAreNotKept() {
        run("function helper() return 1 end function _home.f() return helper() end");
        assertEquals("1", run("print(_home.f())"));
        session.restart();
        assertEquals(
                "failed: entry:1: attempt to call global 'helper' (a nil value); globals are not persistent",
                run("_home.f()"));
        assertEquals("failed: entry:1: attempt to call global 'helper' (a nil value)", run("helper()"));
    }

    @Test
    void manyVariablesAreNoProblem() {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < 120; i++) {
            code.append("local a").append(i).append(" = ").append(i).append('\n');
        }
        code.append("_home.f = function() local b0 = 0 local function g() return 0");
        for (int i = 0; i < 120; i++) {
            code.append(" + a").append(i);
        }
        code.append(" end return g() end");
        run(code.toString());
        session.restart();
        assertEquals("7140", run("print(_home.f())"));
    }

    @Test
    void aDeepChainOfClosuresIsStoredAndUsed() {
        run(
                "local f = function() return 'end' end for i = 1, 20000 do local g = f f = function() return g end end _home.f = f");
        session.restart();
        assertEquals(
                "20001\tend",
                run("local f, n = _home.f, 0 while type(f) == 'function' do f = f() n = n + 1 end print(n, f)"));
    }

    @Test
    void aHomeWithoutAMachineListsFunctionsAndFindsWhatTheyHold() {
        run("local inner = { 1 } function _home.f() return inner end _home.p = print setmetatable(_home, { 1 })");
        session.close();
        try (Home home = Home.reading(PagedStore.open(workspace, OpenMode.READ))) {
            HomeFunction f = (HomeFunction) home.root().get("f");
            assertEquals(
                    "function _home.f() return inner end",
                    new String(home.text(f).text(), StandardCharsets.UTF_8));
            assertTrue(home.upvalue(f, LuaValue.valueOf("inner")).istable());
            List<String> paths = new ArrayList<>();
            home.tables(table -> paths.add(table.path() + " " + table.info().entries()));
            assertEquals(Set.of("_home 2", "_home.f, upvalue inner 1", "getmetatable(_home) 1"), Set.copyOf(paths));
        }
        session = new RestartSession(workspace);
    }
}
