package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.SyntaxException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaValue;

/** The machine with persistent tables behind it. */
class HomeLibraryTest {
    @TempDir
    Path workspace;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Home home;
    private LuaMachine machine;

    @BeforeEach
    void open() {
        home = new Home(new MemoryStore());
        machine = LuaMachine.create(
                home,
                new StandardStreams(InputStream.nullInputStream(), out, out),
                new LuaMachine.Options(true, workspace));
    }

    private String run(String code) throws SyntaxException {
        machine.call(machine.compile(code.getBytes(StandardCharsets.UTF_8), "test"), LuaValue.NONE);
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    @Test
    void theRootCannotBeReplaced() throws SyntaxException {
        String sentence = "_home cannot be replaced: assign to its fields, or empty it with"
                + " for k in pairs(_home) do _home[k] = nil end";
        for (String attempt : new String[] {
            "_home = 1",
            "_home = nil",
            "_G._home = 1",
            "rawset(_G, '_home', 1)",
            "_ENV['_ho' .. 'me'] = {}",
            "load('_home = 1', 'x', 't', _G)()",
            "local t = setmetatable({}, { __newindex = _G }) t._home = 1"
        }) {
            String said = run("print(select(2, pcall(function() " + attempt + " end)))");
            assertTrue(said.endsWith(sentence + "\n"), attempt + ": " + said);
        }
        assertTrue(run("print(pcall(function() Memory = 1 end))").contains("Memory cannot be replaced"));
        assertEquals("true\ttrue\t1\n", run("print(rawequal(Memory, _home), type(_home) == 'table', ext.id(_home))"));
    }

    @Test
    void tablesPersistWherePutAndHaveNumbers() throws SyntaxException {
        assertEquals("true\tnil\ttrue\n", run("""
                local t = {} local before = ext.id(t)
                _home.t = t t.x = 1
                print(ext.id(t) > 1, before, ext.attach(ext.id(t)) == t)
                """));
        assertEquals("false\ttest:1: no table with ID 99\n", run("print(pcall(function() ext.attach(99) end))"));
        assertEquals("nil\n", run("print(ext.id({}))"));
        run("kept = ext.table({ 1, 2 }) ext.commit()");
        assertEquals("3\t3\n", run("print(#ext.tables(), ext.meta().tableCount)"));
        assertEquals("true\n", run("ext.release(kept) print(ext.id(kept) == nil or ext.id(kept) > 1)"));
    }

    @Test
    void metadataHaveTheirHistoricalNames() throws SyntaxException {
        assertEquals(
                "1\tnil\tfalse\t1\n",
                run("local m = ext.meta() print(m.memoryTableId, m.savedAt, m.stateRestored, #m.tableIds)"));
        run("_home.x = 1 print(ext.save('first'))");
        assertEquals("true\n", run("print(ext.meta().savedAt:match('^%d+%-%d+%-%d+T%d+:%d+:%d+.*Z$') ~= nil)"));
        assertEquals("1\n", run("_home.x = 2 ext.load() print(_home.x)"));
    }

    @Test
    void whatCannotPersistIsRefused() throws SyntaxException {
        assertEquals(
                "false\ttest:1: cannot persist a coroutine (at _home.bad.co)\n",
                run("print(pcall(function() _home.bad = { ok = 1, co = coroutine.create(print) } end))"));
        assertEquals("nil\n", run("print(_home.bad)"));
    }

    @Test
    void theStoreFilesAreNotForPrograms() throws Exception {
        Files.writeString(workspace.resolve("home.db"), "precious");
        Files.createSymbolicLink(workspace.resolve("link"), workspace.resolve("home.db"));
        String directory = workspace.toString();
        for (String name : new String[] {"home.db", "home.db.wal", "./home.db", "link"}) {
            String path = directory + "/" + name;
            assertEquals(
                    "nil\t" + path + ": belongs to the workspace's store\t5\n",
                    run("print(io.open('" + path + "', 'w'))"));
            assertEquals("nil\n", run("print((os.remove('" + path + "')))"));
        }
        assertEquals("precious", Files.readString(workspace.resolve("home.db")));
        assertEquals(
                "ok\n",
                run("local f = io.open('" + directory + "/other', 'w') f:write('ok') f:close()" + " print(io.open('"
                        + directory + "/other'):read())"));
    }

    @Test
    void modulesAreFoundInTheWorkspace() throws Exception {
        Files.writeString(workspace.resolve("counter.lua"), "local name, file = ...\nreturn { name = name, n = 0 }");
        Files.writeString(workspace.resolve("broken.lua"), "return = 1");
        assertEquals("counter\ttrue\n", run("print(require('counter').name, require('counter') == require 'counter')"));
        assertTrue(run("print(pcall(require, 'broken'))").contains("broken.lua:1: unexpected symbol near '='"));
        assertTrue(run("print(pcall(require, 'absent'))").contains("module 'absent' not found:\n\tno field"));
    }

    @Test
    void libraryTablesTakeNoIds() throws SyntaxException {
        run("_home.print = nil");
        assertEquals("nil\tnil\n", run("print(ext.id(string), ext.id(_G))"));
    }
}
