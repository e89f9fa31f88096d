package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Programs that stop at a breakpoint, at a real pseudo-terminal. */
class DebuggerIT extends UserTest {
    @Test
    void keysWorkAtAStopAsTheyDoBetweenEntries() throws Exception {
        try (Terminal terminal = Terminal.open(user, "repl", workspace)) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("function f(number) _home.n = number return number * 2 end");
            terminal.awaitPrompt("work>", "");
            terminal.enter(":break f");
            terminal.awaitPrompt("work>", "breakpoint 1 at f");
            terminal.enter("print(f(21))");
            terminal.awaitPrompt("debug>", "stopped at stdin:1 in function 'f' (breakpoint 1)");
            terminal.type("num\t");
            terminal.enter(" + 1");
            terminal.awaitPrompt("debug>", "\n22\n");
            terminal.type("half an entry" + Terminal.CTRL_C);
            terminal.awaitPrompt("debug>", "half an entry");
            terminal.enter("print('be' .. 'gun') while true do end");
            terminal.await("the loop", shown -> shown.endsWith("\nbegun"));
            terminal.type(Terminal.CTRL_C);
            terminal.awaitPrompt("debug>", "interrupted");
            terminal.enter("number = 4");
            terminal.awaitPrompt("debug>", "number = 4");
            terminal.enter(":continue");
            terminal.awaitPrompt("work*1>", "\n8\n");
            terminal.enter("print(f(7))");
            terminal.awaitPrompt("debug>", "print(f(7))");
            terminal.enter("io.read()");
            terminal.enter("a line");
            terminal.awaitPrompt("debug>", "\n\"a line\"\n");
            terminal.enter("_home.n = 99");
            terminal.awaitPrompt("debug>", "99");
            terminal.type(Terminal.CTRL_D);
            terminal.awaitPrompt("work*1>", "interrupted");
            terminal.enter("'n is ' .. _home.n");
            terminal.awaitPrompt("work*1>", "\"n is 4\"");
            terminal.enter("print(f(7))");
            terminal.awaitPrompt("debug>", "print(f(7))");
            terminal.signal("TERM");
            assertEquals(143, terminal.awaitEnd());
        }
        assertEquals("4\n", user.run("print(_home.n)", "repl", workspace).out());
    }
}
