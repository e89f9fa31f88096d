package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import luahome.home.Home;
import luahome.home.MemoryStore;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.SyntaxException;
import luahome.store.StoreException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** What becomes of functions when a commit fails because the disk is full, or because a variable cannot be stored. */
class FailedCommitTest {
    private final MemoryStore store = new MemoryStore();
    private final Home home = new Home(store);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final LuaMachine machine = LuaMachine.create(
            home,
            new StandardStreams(InputStream.nullInputStream(), out, OutputStream.nullOutputStream()),
            new LuaMachine.Options(true));

    @BeforeEach
    void counter() throws SyntaxException {
        run("""
                local n, co = 0
                _home.inc = function() n = n + 1 return n end
                _home.spoil = function() co = coroutine.create(print) n = 100 end
                _home.class = setmetatable({}, { __index = { hello = function() return "hello" end } })""");
        home.commit();
        held = home.root().get("inc");
    }

    private LuaValue held = LuaValue.NIL;

    private void run(String code) throws SyntaxException {
        machine.call(machine.compile(code.getBytes(StandardCharsets.UTF_8), "test"), LuaValue.NONE);
    }

    private String printed(String code) throws SyntaxException {
        out.reset();
        run("print(" + code + ")");
        return out.toString(StandardCharsets.UTF_8).strip();
    }

    private void assertAsBefore() throws SyntaxException {
        assertEquals(held, home.root().get("inc"));
        assertEquals("nil\thello\tnil", printed("_home.new, _home.class.hello(), getmetatable(_home)"));
        assertEquals("1", printed("_home.inc()"));
        home.commit();
        assertEquals("2", printed("_home.inc()"));
        home.commit();
    }

    @Test
    void aFullDiskTakesTheChangesOfAnEntryBackAndWorkGoesOn() throws SyntaxException {
        run("""
                _home.inc() _home.inc()
                local other = 1
                _home.new = { function() other = other + 1 return other end }
                setmetatable(_home, { _home.new })
                setmetatable(_home.class, nil)
                debug.upvaluejoin(_home.inc, 1, _home.new[1], 1)""");
        store.full(true);
        assertThrows(StoreException.class, home::commit);
        home.rollback();
        store.full(false);
        assertAsBefore();
    }

    @Test
    void aVariableThatCannotBeStoredTakesTheWholeEntryBack() throws SyntaxException {
        run("_home.inc() _home.new = { _home.inc } _home.spoil()");
        LuaError error = assertThrows(LuaError.class, home::commit);
        assertTrue(
                String.valueOf(error.getMessage())
                        .startsWith("cannot persist a coroutine (at _home.spoil, upvalue co)"),
                error::getMessage);
        home.rollback();
        assertAsBefore();
    }

    @Test
    void whatWasMadeInAnEntryThatFailedCanBeStoredLater() throws SyntaxException {
        run("local k = 7 keep = function() k = k + 1 return k end _home.new = { keep }");
        store.full(true);
        assertThrows(StoreException.class, home::commit);
        home.rollback();
        store.full(false);
        assertAsBefore();
        run("_home.later = keep");
        home.commit();
        assertEquals("8\ttrue", printed("_home.later(), _home.later == keep"));
    }
}
