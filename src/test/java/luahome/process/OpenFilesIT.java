package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a program has written is written, also where it does not close its files. */
class OpenFilesIT {
    @TempDir
    Path home;

    private Result eval(String code) {
        return Luahome.at(home).run("", "eval", "-w", home.resolve("work"), code);
    }

    @Test
    void filesLeftOpenAreWrittenAtTheEnd() throws IOException {
        assertEquals(0, eval("f = io.open('kept', 'w') f:write('all of it')").status());
        assertEquals("all of it", Files.readString(home.resolve("kept")));
        assertEquals(
                3,
                eval("io.output('exited') io.write('before exit') os.exit(3)").status());
        assertEquals("before exit", Files.readString(home.resolve("exited")));
        assertEquals(
                1,
                eval("f = io.open('failed', 'w') f:write('before error') error('x')")
                        .status());
        assertEquals("before error", Files.readString(home.resolve("failed")));
        assertEquals(
                0,
                eval("p = io.popen('cat >piped; touch done', 'w') p:write('through a pipe')"
                                + " p = nil os.execute('true')")
                        .status());
        Waiting.until("the file of the pipe", () -> Files.exists(home.resolve("done")));
        assertEquals("through a pipe", Files.readString(home.resolve("piped")));
    }

    @Test
    void aFileThatCannotBeWrittenAtTheEndIsAFailure() {
        assumeTrue(Files.exists(Path.of("/dev/full")), "no /dev/full");
        Result result = eval("f = io.open('/dev/full', 'w') f:write('x')");
        assertEquals(1, result.status());
        assertTrue(result.err().contains("could not be written: No space left on device"), result::toString);
    }

    @Test
    void filesThatAProgramForgetsDoNotPileUp() {
        Result result =
                eval("for i = 1, 3000 do io.open('many', 'w'):write(i) if i % 500 == 0 then collectgarbage() end end"
                        + " collectgarbage() print(io.open('many'):read('*n') ~= nil)");
        assertEquals(0, result.status(), result::toString);
    }
}
