package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals and a reader who has gone end a run cleanly: rolled back, closed, with the status that tells why. */
class SignalIT extends UserTest {

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143", "HUP, 129"})
    void aSignalRollsBackAndEndsTheRun(String signal, int status) {
        String script = "_home.a = 1\next.commit()\n_home.a = 2\nprint('running')\nio.stdout:flush()\n"
                + "while true do pcall(function() while true do end end) end\n";
        assertEndsRolledBack(script, signal, status);
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsARunThatWaitsForInput(String signal, int status) {
        try (LuahomeProcess process = user.start(
                "eval",
                "-w",
                workspace,
                "_home.a = 1; ext.commit(); _home.a = 2; print('running'); io.stdout:flush(); io.read()")) {
            process.awaitOut("word", out -> out.contains("running\n"));
            process.signal(signal);
            Result result = process.await();
            assertEquals(status, result.status(), result::toString);
        }
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }

    @ParameterizedTest
    @CsvSource({"INT, 130", "TERM, 143"})
    void aSignalEndsARunThatWaitsForAProcess(String signal, int status) {
        String script = "_home.a = 1\next.commit()\n_home.a = 2\nprint('running')\nio.stdout:flush()\n"
                + "local p = io.popen('exec sleep 20 2>/dev/null', 'r')\n"
                + "while true do p:read() end\n";
        assertEndsRolledBack(script, signal, status);
    }

    @Test
    void aReaderWhoHasGoneEndsTheRunSilently() {
        String script = "_home.a = 1\next.commit()\n_home.a = 2\nfor i = 1, 1e7 do print(i) end\n";
        try (LuahomeProcess process = user.start("repl", workspace)) {
            process.write(script);
            process.endInput();
            process.awaitOut("output", out -> out.startsWith("1\n"));
            process.closeOutput();
            Result result = process.await();
            assertEquals(141, result.status(), result::toString);
            assertEquals("", result.err());
        }
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }

    private void assertEndsRolledBack(String script, String signal, int status) {
        try (LuahomeProcess process = user.start("repl", workspace)) {
            process.write(script);
            process.endInput();
            process.awaitOut("word", out -> out.contains("running\n"));
            process.signal(signal);
            Result result = process.await();
            assertEquals(status, result.status(), result::toString);
            assertEquals("running\n", result.out());
        }
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }
}
