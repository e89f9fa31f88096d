package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ctrl-C at a real terminal stops whatever runs, one program after the other in one session. */
class InterruptIT {
    /** Far more than it takes: what is measured is printed, and other work on the machine must not fail the test. */
    private static final long BOUND_MILLIS = 5_000;

    /** Programs that do not end; what they need is made ready before {@code go()} tells that they run. */
    private static final List<String> PROGRAMS = List.of(
            "go() while true do end",
            "go() local function f() return f() end f()",
            "go() local function f() f() end while true do pcall(f) end",
            "go() while true do pcall(function() while true do end end) end",
            "go() while true do xpcall(error, function() while true do end end) end",
            "go() local w = coroutine.wrap(function() while true do coroutine.yield() end end) while true do w() end",
            "go() while true do coroutine.wrap(function() end)() end",
            "go() coroutine.wrap(function() pcall(function() while true do end end) end)()",
            "go() while true do local s = ('x'):rep(1e7) end",
            "go() while true do local s = ('x'):rep(3e6, 'yz') end",
            "local s = ('a'):rep(1e5) go() s:find(('a?'):rep(30) .. 'b')",
            "local s = ('a'):rep(1e6) go() while true do s:gsub('a', '%0%0') end",
            "local t = {} for i = 1, 1e6 do t[i] = 'x' end go() while true do table.concat(t, ', ') end",
            "local t = {} for i = 1, 1e5 do t[i] = -i end go() table.sort(t, function(a, b) while true do end end)",
            "local t = {} go() while true do for i = 1, 1e5 do t[i] = i * 7919 % 1e5 end table.sort(t) end",
            "local t = {} for i = 1, 1e6 do t[i] = i end go() while true do table.insert(t, 1, 0) end",
            "local t = {} for i = 1, 2e5 do t[i] = i end go() while true do select('#', table.unpack(t)) end",
            "go() while true do local s = ('%99.99f %99d %q'):format(1 / 3, 5, 'x') end",
            "go() while true do print(setmetatable({}, { __tostring = function() while true do end end })) end",
            "go() load('while true do end', 'x', 't', {})()",
            "local s = ('x = 1 '):rep(5e6) go() load(s)",
            "go() load(function() return ' ' end)",
            "go() io.read()",
            "go() for line in io.lines() do end",
            "go() os.execute('sleep 100')",
            "go() os.execute('trap \"\" INT; sleep 100')",
            "go() io.popen('sleep 100'):read()",
            "go() io.popen('trap \"\" INT; sleep 100'):read()",
            "go() io.popen('sleep 100 & sleep 100'):read('*a')",
            "go() io.popen('trap \"\" INT; sleep 100'):close()",
            "local p = io.popen('trap \"\" INT; sleep 100', 'w') go() p:close()",
            "local p = io.popen('trap \"\" INT; sleep 100', 'w') local s = ('x'):rep(1e6) go() p:write(s)",
            "local p = io.popen('trap \"\" INT; sleep 100', 'w') local s = ('x'):rep(7e4) pcall(function() p:write(s) end) go()"
                    + " p:flush() p:close()",
            "debug.sethook(function() end, '', 100) go() while true do end",
            "debug.sethook(function() while true do end end, '', 100) go() while true do end",
            "debug.sethook() go() debug.debug() while true do end");

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"HUP, 129", "TERM, 143"})
    void signalsStopARunningChunkAndEndTheSession(String signal, int status) {
        Luahome user = Luahome.at(home);
        Path workspace = home.resolve("work");
        try (Terminal terminal = Terminal.open(user, "repl", workspace)) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("_home.a = 1");
            terminal.awaitPrompt("work*1>", "");
            terminal.enter(
                    "_home.a = 2 print('run' .. 'ning') while true do pcall(function() while true do end end) end");
            terminal.await("word of it", screen -> screen.contains("\nrunning"));
            terminal.signal(signal);
            assertEquals(status, terminal.awaitEnd());
        }
        assertEquals("1\n", user.run("print(_home.a)", "repl", workspace).out());
    }

    @Test
    void ctrlCStopsAnything() {
        try (Terminal terminal = Terminal.open(Luahome.at(home), "repl", home.resolve("work"))) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("n = 0 function go() n = n + 1 print('go' .. n) io.flush() end");
            terminal.awaitPrompt("work>", "io.flush");
            for (int i = 1; i <= PROGRAMS.size(); i++) {
                String program = PROGRAMS.get(i - 1);
                String running = "\ngo" + i + "\n";
                terminal.enter("_home.x = 1 " + program);
                terminal.await("go" + i + " of " + program, screen -> (screen + "\n").contains(running));
                long start = System.nanoTime();
                terminal.type(Terminal.CTRL_C);
                terminal.await(
                        "end of " + program,
                        screen -> screen.endsWith("\nwork>")
                                && screen.substring(screen.indexOf(running))
                                        .contains("interrupted; 1 entry rolled back"));
                long millis = (System.nanoTime() - start) / 1_000_000;
                System.out.printf("%5d ms  %s%n", millis, program);
                assertTrue(millis < BOUND_MILLIS, millis + " ms for " + program);
            }
            terminal.enter("tostring(_home.x) .. n");
            terminal.awaitPrompt("work>", "\n\"nil" + PROGRAMS.size() + "\"\n");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
    }
}
