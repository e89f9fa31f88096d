package luahome.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A hook sees the calls, returns and lines of the conformance programs, tens of thousands, as in PUC Lua. */
class HookTraceTest {
    private static final Path PROGRAMS = Path.of("src/test/resources/luahome/conformance");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "statements",
                "coroutines",
                "metatables",
                "environments",
                "values",
                "lexical",
                "mathematics",
                "bits",
                "core"
            })
    void seesWhatRealLuaSees(String program, @TempDir Path directory) throws Exception {
        assumeTrue(Runners.hasRealLua(), "no lua5.2 of version 5.2.4 on PATH");
        Path traced = PROGRAMS.resolve(program + ".lua").toAbsolutePath();
        String source = "traced = '" + traced + "'\n"
                + Files.readString(PROGRAMS.resolve("hooks/trace.lua"), StandardCharsets.ISO_8859_1);
        Path file = Files.writeString(directory.resolve("trace.lua"), source);
        assertEquals(real(file), Runners.luahome(source, "trace.lua", false));
    }

    private static List<String> real(Path file) throws IOException {
        Process lua = new ProcessBuilder("lua5.2", file.toString())
                .redirectErrorStream(true)
                .start();
        lua.getOutputStream().close();
        return Program.normalised(new String(lua.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    }
}
