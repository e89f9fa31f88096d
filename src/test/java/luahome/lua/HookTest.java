package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.luaj.vm2.LuaError;

/** What becomes of a hook between two programs; what it sees is in {@code hooks.lua} and {@code HookTraceTest}. */
class HookTest {
    private final TestMachine lua = new TestMachine();

    @Test
    void aHookThatEndsAProgramDoesNotEndTheNextOne() throws Exception {
        assertThrows(LuaError.class, () -> lua.run("debug.sethook(function() error('stop') end, 'l')\nlocal x = 1"));
        lua.run("print(debug.gethook())");
        assertEquals("nil\t\t0\n", lua.output());
    }

    @Test
    void aHookThatWorksStays() throws Exception {
        lua.run("n = 0 debug.sethook(function() n = n + 1 end, 'l')");
        lua.run("local x = 1\nlocal y = 2\nprint(n > 2, debug.gethook() ~= nil)");
        assertEquals("true\ttrue\n", lua.output());
    }
}
