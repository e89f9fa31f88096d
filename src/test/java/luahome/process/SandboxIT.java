package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox and the limits of a real process. */
class SandboxIT {
    @TempDir
    Path home;

    @Test
    void strangersCodeRunsWithinItsLimits() throws IOException {
        Luahome user = Luahome.at(home);
        Path workspace = home.resolve("work");
        Result time = user.run(
                "_home.a = 1\n:save\n_home.a = 2\nwhile true do end\n",
                "repl",
                "--sandbox",
                "--max-time",
                "0.5",
                workspace);
        assertEquals("stdin: stopped after 0.5 s (--max-time); 1 entry rolled back\n", time.err());
        assertEquals(1, time.status());
        Files.writeString(home.resolve("grow.lua"), "local t = {} for i = 1, 1e9 do t[i] = { i } end");
        Result memory = user.run("", "run", "-w", workspace, "--sandbox", "--max-memory", "16m", "grow.lua");
        assertEquals("grow.lua: not enough memory (limit 16 MiB)\n", memory.err());
        assertEquals(1, memory.status());
        Result within = user.run(
                "",
                "eval",
                "-w",
                workspace,
                "--sandbox",
                "--max-memory",
                "16m",
                "--max-time",
                "60",
                "_home.a, io, require, os.getenv");
        assertEquals("1\nnil\nnil\nnil\n", within.out(), within::toString);
        assertEquals(0, within.status());
    }
}
