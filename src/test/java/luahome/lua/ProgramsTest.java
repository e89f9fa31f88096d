package luahome.lua;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that touch every instruction, library function and error message, against what PUC Lua 5.2 prints. */
class ProgramsTest {
    private static String resource(String name) throws IOException {
        try (InputStream in = ProgramsTest.class.getResourceAsStream("programs/" + name)) {
            if (in == null) {
                throw new IOException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "control",
                "coroutines",
                "errors",
                "functions",
                "hooks",
                "library",
                "metamethods",
                "places",
                "tables",
                "values",
                "yields"
            })
    void printsWhatIsExpected(String program) throws Exception {
        TestMachine lua = new TestMachine();
        lua.run(resource(program + ".lua"), program + ".lua");
        assertEquals(resource(program + ".out"), lua.output());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "control",
                "coroutines",
                "errors",
                "functions",
                "hooks",
                "library",
                "metamethods",
                "places",
                "tables",
                "values",
                "yields"
            })
    void realLuaPrintsTheSame(String program, @TempDir Path directory) throws Exception {
        assumeTrue(hasRealLua(), "no lua5.2 on PATH");
        Path file = directory.resolve(program + ".lua");
        Files.writeString(file, resource(program + ".lua"));
        ProcessBuilder builder = new ProcessBuilder("lua5.2", program + ".lua");
        builder.directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().put("TZ", "UTC");
        Process process = builder.start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor(1, TimeUnit.MINUTES);
        assertEquals(resource(program + ".out"), printed);
    }

    private static boolean hasRealLua() throws InterruptedException {
        try {
            return new ProcessBuilder("lua5.2", "-v")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
