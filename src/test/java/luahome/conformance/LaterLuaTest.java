package luahome.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;

/** What is there of later Lua does what it does there. */
class LaterLuaTest {
    private static final Path PROGRAMS = Path.of("src/test/resources/luahome/conformance/later");

    @ParameterizedTest
    @CsvSource({"libraries, false", "libraries, true", "operators, false", "operators, true"})
    void printsWhatLaterLuaPrints(String program, boolean persistent) throws IOException {
        String source = Files.readString(PROGRAMS.resolve(program + ".lua"), StandardCharsets.ISO_8859_1);
        assertEquals(expected(program), Runners.luahome(source, program + ".lua", persistent));
    }

    @ParameterizedTest
    @CsvSource({"libraries, lua5.4", "operators, lua5.3"})
    void whatIsExpectedIsWhatThatLuaPrints(String program, String lua) throws IOException {
        Process run;
        try {
            run = new ProcessBuilder(lua, program + ".lua")
                    .directory(PROGRAMS.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new TestAbortedException("no " + lua + " on PATH", e);
        }
        run.getOutputStream().close();
        String printed = new String(run.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        assertEquals(expected(program), Program.normalised(printed));
    }

    private static List<String> expected(String program) throws IOException {
        return Program.normalised(Files.readString(PROGRAMS.resolve(program + ".out"), StandardCharsets.ISO_8859_1));
    }
}
