package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What a failing script says. */
class ErrorsIT extends UserTest {

    @Test
    void aSyntaxErrorPointsAtTheTokenOnStderr() throws IOException {
        Path file = home.resolve("broken.lua");
        Files.writeString(file, "#!/usr/bin/luahome\nprint('hello')\n\tlocal s = '漢' + + 1\n");
        Result ran = user.run("", "run", "-w", workspace, "broken.lua");
        assertEquals(
                "broken.lua:3: unexpected symbol near '+'\n    local s = '漢' + + 1\n" + " ".repeat(21) + "^\n",
                ran.err());
        assertEquals("", ran.out());
        assertEquals(1, ran.status());
        assertEquals(
                "eval:1: unexpected symbol near <eof>\n    f(\n      ^\n",
                user.run("", "eval", "-w", workspace, "f(").err());
    }

    @Test
    void debuggingShowsTheLuaStackOfAFailure() {
        String script = "local function inner(t) t.x.y = 1 end\n_home.a = 1\n"
                + "table.sort({ 2, 1 }, function(a, b) inner({}) end)\n";
        String message = "stdin:1: attempt to index field 'x' (a nil value); 1 entry rolled back\n";
        assertEquals(message, user.run(script, "repl", workspace).err());
        assertEquals(
                message + "stack traceback:\n\tstdin:1: in function 'inner'\n\tstdin:3: in function <stdin:3>\n"
                        + "\t[C]: in function 'sort'\n\tstdin:3: in main chunk\n\t[C]: in ?\n",
                user.with("LUAHOME_DEBUG", "1").run(script, "repl", workspace).err());
    }
}
