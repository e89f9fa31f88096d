package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;

import luahome.lua.lib.Sandbox;
import org.junit.jupiter.api.Test;

/** What becomes of the library functions that a sandbox takes away, for whoever still holds one of their tables. */
class SandboxLibraryTest {
    private final TestMachine lua = new TestMachine();

    @Test
    void functionsThatLeadOutRefuseBeforeTheyAreHidden() throws Exception {
        Sandbox sandbox = new Sandbox(lua.machine.globals());
        sandbox.blunt();
        lua.run("""
                kept = { io = io, os = os, package = package, debug = debug, require = require, loaded = package.loaded }
                for _, f in ipairs({ io.open, os.execute, debug.getinfo, require, dofile, package.searchpath }) do
                  print((select(2, pcall(f, '/etc/passwd'))))
                end
                print(io.stdout, next(package.loaded), next(package.searchers), os.time({ year = 1970, month = 1, day = 2 }) > 0)
                """);
        assertEquals("""
                io.open is out of reach in a sandbox
                os.execute is out of reach in a sandbox
                debug.getinfo is out of reach in a sandbox
                require is out of reach in a sandbox
                dofile is out of reach in a sandbox
                package.searchpath is out of reach in a sandbox
                nil\tnil\tnil\ttrue
                """, lua.output());
        sandbox.hide();
        lua.run(
                "print(io, debug, package, require, dofile, loadfile, os.execute, os.clock and 1, pcall(kept.os.exit or error))");
        assertEquals("nil\tnil\tnil\tnil\tnil\tnil\tnil\t1\tfalse\tnil\n", lua.output());
    }
}
