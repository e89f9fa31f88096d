package luahome.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What shells are told about the beginning of a table's path. */
class PathCandidatesTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String input, String... args) {
        out.reset();
        err.reset();
        var stdin = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        return new CommandLineRun(new Environment(Map.of(), stdin, out, err, false, false)).run(args);
    }

    private List<String> candidates(String typed) {
        assertEquals(0, run("", PathCandidates.NAME, directory.resolve("w").toString(), typed));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> texts(String typed) {
        return candidates(typed).stream()
                .map(line -> line.substring(0, line.indexOf('\t')))
                .toList();
    }

    private void fill(String lua) {
        assertEquals(0, run(lua, "repl", directory.resolve("w").toString()), err::toString);
    }

    @Test
    void completesStepByStep() {
        fill("_home.b10 = {} _home.b9 = {7} _home.n = 1 _home.b9['a\\nb.c'] = {} _home.b9[3] = { x = {} }");
        assertEquals(List.of("_home\t#1, 3 entries"), candidates(""));
        assertEquals(List.of("_home.b9", "_home.b10"), texts("_home."));
        assertEquals(List.of("_home.b9[\"a\\nb.c\"]", "_home.b9[3]"), texts("_home.b9["));
        assertEquals(List.of("_home.b9[3].x"), texts("_home.b9[3].x"));
        assertEquals(List.of("_home[\"b9\"]"), texts("_home[\"b9"));
        assertEquals(List.of(), texts("_home.n."));
    }

    @Test
    void completesIds() {
        fill("for i = 1, 20 do _home[i] = {} end");
        assertEquals(List.of("1", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19"), texts("1"));
        assertEquals(List.of(), texts("99"));
        assertEquals(List.of(), texts("999999999999999999"));
    }

    @Test
    void findsEveryTableInALargeOneAndGoesThroughIt() {
        fill(
                "local t = {} for i = 1, 30000 do t[i] = { x = {} } t['n' .. i] = i end t.needle = {} t[true] = {} t[-7.5] = {} "
                        + "_home.big = t");
        List<String> numbers = texts("_home.big[2");
        assertEquals(List.of("_home.big[2]", "_home.big[20]"), numbers.subList(0, 2));
        assertEquals(List.of("_home.big[2388]", "_home.big[2"), numbers.subList(499, 501));
        assertEquals(List.of("_home.big[29999]"), texts("_home.big[29999"));
        assertEquals(List.of("_home.big.needle"), texts("_home.big.ne"));
        assertEquals(List.of("_home.big[\"needle\"]"), texts("_home.big[\"ne"));
        assertEquals(List.of("_home.big[true]"), texts("_home.big[t"));
        assertEquals(List.of("_home.big[-7.5]"), texts("_home.big[-7"));
        assertEquals(List.of("_home.big[29999].x"), texts("_home.big[29999]."));
    }

    @Test
    void runsNoCode() {
        fill("_home.t = setmetatable({ a = {} }, { __index = function() error('ran') end,"
                + " __pairs = function() error('ran') end })");
        assertEquals(List.of("_home.t.a"), texts("_home.t."));
        assertEquals(List.of(), texts("_home.t.nothing."));
    }

    @Test
    void isQuietOverAWorkspaceThatIsNone() {
        assertEquals(List.of(), candidates("_home."));
    }
}
