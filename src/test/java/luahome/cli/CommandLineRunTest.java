package luahome.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line over streams of the test's. */
class CommandLineRunTest {
    @TempDir
    Path directory;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private Path workspace;

    @BeforeEach
    void nameWorkspace() {
        workspace = directory.resolve("work");
    }

    private int run(String input, String... args) {
        out.reset();
        err.reset();
        var environment = new Environment(
                Map.of("XDG_DATA_HOME", directory.toString()),
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                out,
                err,
                false,
                false);
        return new CommandLineRun(environment).run(args);
    }

    /** Runs it for someone who watches at a terminal. */
    private int watch(int columns, String... args) {
        out.reset();
        err.reset();
        var variables = Map.of("XDG_DATA_HOME", directory.toString(), "LUAHOME_COLUMNS", Integer.toString(columns));
        return new CommandLineRun(new Environment(variables, InputStream.nullInputStream(), out, err, false, true))
                .run(args);
    }

    private void assertRun(int status, String output, String errors, String input, String... args) {
        int actual = run(input, args);
        assertEquals(output, out());
        assertEquals(errors, err());
        assertEquals(status, actual);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    private String w() {
        return workspace.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rpl                  | luahome: unknown command rpl; did you mean repl? (try: luahome help)",
                "frobnicate           | luahome: unknown command frobnicate (try: luahome help)",
                "--verison            | luahome: unknown option --verison (try: luahome help)",
                "eval                 | luahome: missing required parameter: 'CODE' (try: luahome help eval)",
                "eval 1 2             | luahome: unmatched argument at index 1: '2' (try: luahome help eval)",
                "run                  | luahome: missing required parameter: 'FILE' (try: luahome help run)",
                "tables --jsn         | luahome: unknown option: '--jsn' (try: luahome help tables)",
                "eval -w              | luahome: missing required parameter for option '--workspace' (WORKSPACE)"
                        + " (try: luahome help eval)",
                "eval --max-time 0 1  | luahome: not a number of seconds: 0; write it like 5 or 0.5 (try: luahome help eval)",
                "run --max-time x y   | luahome: not a number of seconds: x; write it like 5 or 0.5 (try: luahome help run)",
                "repl --max-memory 6q | luahome: not a size: 6q; write it like 500k, 64m or 2g (try: luahome help repl)",
                "help rpel            | luahome: unknown command rpel; did you mean repl? (try: luahome help)",
            })
    void refusesWrongUsageInOneSentence(String line, String message) {
        assertRun(2, "", message + "\n", "", line.split(" "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"repl", "eval", "run", "tables", "meta"})
    void explainsEachCommandWithExamplesAndStatuses(String command) {
        assertEquals(0, run("", "help", command));
        String help = out();
        String[] parts = {"\nUsage: luahome " + command, "\nOptions:\n", "\nExit status:\n", "\nExamples:\n"};
        for (String part : parts) {
            assertTrue(help.contains(part), help);
        }
        help.lines().forEach(line -> assertTrue(line.length() <= 80, line));
        run("", command, "--help");
        assertEquals(help, out());
    }

    @Test
    void listsTheCommands() {
        assertEquals(0, run(""));
        for (String command : new String[] {"repl", "eval", "run", "tables", "meta", "help"}) {
            assertTrue(out().contains("\n  " + command + " "), out());
        }
        assertFalse(out().contains("\u001b"), out());
    }

    @Test
    void runsAScriptFromAPipe() {
        for (int i = 1; i <= 3; i++) {
            assertRun(0, i + "\n", "", "_home.n = (_home.n or 0) + 1\nprint(_home.n)\n", "repl", w());
        }
        assertRun(0, "2\n", "", "1+1", "repl", w());
    }

    @Test
    void usesTheDefaultWorkspace() {
        assertRun(0, "", "", "_home.x = 1", "repl");
        assertTrue(Files.isDirectory(directory.resolve("luahome")));
    }

    @Test
    void doesNothingIfTheLastLineIsWrong() {
        assertEquals(1, run("_home.x = 1\n:save\nx = = 1", "repl", w()));
        assertTrue(err().startsWith("stdin:3: unexpected symbol"), err());
        String unknown = "stdin:2: unknown command :tabels; did you mean :tables?\n";
        assertRun(1, "", unknown, "_home.x = 1\n:tabels", "repl", w());
        assertRun(0, "nil\n", "", "", "eval", "-w", w(), "_home.x");
    }

    @Test
    void evaluatesExpressionsAndStatements() {
        assertRun(0, "#2 { \"a\", b = 1 }\n", "", "", "eval", "-w", w(), "_home.t = { 'a', b = 1 }; return _home.t");
        assertRun(0, "#2 { \"a\", b = 1 }\n", "", "", "eval", "-w", w(), "_home.t");
        assertRun(0, "2\n", "", "", "eval", "-w", w(), "#{ 1, 2 }");
        assertRun(1, "", "eval:1: boom; 1 entry rolled back\n", "", "eval", "-w", w(), "_home.t.b = 2 error('boom')");
        assertRun(7, "", "", "", "eval", "-w", w(), "_home.t.b = 2 os.exit(7)");
        assertRun(0, "", "", "", "eval", "-w", w(), "_home.t.b = 3 os.exit()");
        assertRun(0, "3\n", "", "", "eval", "-w", w(), "_home.t.b");
    }

    @Test
    void programsSeeOfABuiltInWhatTheyWouldInPucLua() {
        assertRun(0, "function: builtin: assert\n", "", "", "eval", "-w", w(), "assert");
        for (String seen :
                new String[] {"tostring(assert)", "('%s'):format(assert)", "select(2, pcall(error, tostring(assert)))"
                }) {
            run("", "eval", "-w", w(), "print(" + seen + ")");
            assertTrue(out().matches("function: 0x[0-9a-f]+\n"), out());
        }
        String messages = "for _, f in ipairs {load, setmetatable, string.rep} do print(select(2, pcall(f))) end"
                + " print(select(2, pcall(error, 1, 'x'))) print(select(2, pcall(xpcall)))";
        assertRun(0, """
                bad argument #1 to 'load' (function expected, got no value)
                bad argument #1 to 'setmetatable' (table expected, got no value)
                bad argument #1 to 'string.rep' (string expected, got no value)
                bad argument #2 to 'error' (number expected, got string)
                bad argument #2 to 'xpcall' (value expected)
                """, "", "", "eval", "-w", w(), messages);
    }

    @Test
    void runsAFileWithArguments() throws Exception {
        Path file = directory.resolve("a b.lua");
        Files.writeString(file, "#!/usr/bin/env luahome\nprint(..., #arg, arg[2])\nprint(io.read())\n");
        assertRun(0, "x\t2\t--json\nhello\n", "", "hello\n", "run", "-w", w(), file.toString(), "x", "--json");
        assertRun(0, "x\t1\n", "", "print(..., #arg)", "run", "-w", w(), "-", "x");
        assertRun(1, "", "luahome: cannot read none.lua: there is no such file\n", "", "run", "-w", w(), "none.lua");
        Files.writeString(file, "local a = 1\nerror('boom')");
        assertRun(1, "", file + ":2: boom\n", "", "run", "-w", w(), file.toString());
    }

    @Test
    void aFileNeedsNoWordRunBeforeIt() throws Exception {
        Path file = directory.resolve("script");
        Files.writeString(file, "#!/usr/bin/env luahome\nprint(arg[-1], arg[0] == '" + file + "', ..., arg[2])");
        assertRun(0, "luahome\ttrue\ta\t-b\n", "", "", file.toString(), "a", "-b");
        assertRun(0, "luahome\ttrue\ta\tnil\n", "", "", "-w", w(), file.toString(), "a");
        assertRun(0, "2\tstdin\n", "", "print(1 + 1, arg[0])", "-");
        assertRun(1, "", "luahome: cannot read nope.lua: there is no such file\n", "", "nope.lua");
        assertRun(2, "", "luahome: unknown command nope (try: luahome help)\n", "", "nope");
    }

    @Test
    void runsPiecesAndModulesFromTheCommandLineAsLuaDoes() throws Exception {
        Files.createDirectory(workspace);
        Files.writeString(workspace.resolve("tools.lua"), "return {name = 'tools'}");
        Path file = directory.resolve("script.lua");
        Files.writeString(file, "print(x, ...)");
        assertRun(0, "tools\t3\n", "", "", "-w", w(), "-l", "tools", "-e", "x = 3", "-e", "print(tools.name, x)");
        assertRun(0, "4\ta\n", "", "", "-w", w(), "-e", "x = 4", file.toString(), "a");
        assertRun(0, "1\n", "", "", "-w", w(), "-e", "print(1) os.exit()", file.toString());
        assertRun(0, "5\tluahome\nnil\n", "", "", "-e", "print(5, arg[0])", "-eprint(arg[-1])");
        assertRun(1, "", "(command line):1: no\n", "", "-e", "error('no')", file.toString());
        assertRun(0, "7\t\n7\n", "", "print(x)", "-i", "-e", "x = 7 print(x, '')");
        assertRun(
                2,
                "",
                "luahome: missing required parameter for option '-e' (CODE) (try: luahome help run)\n",
                "",
                "-e");
        assertEquals(1, run("", "-w", w(), "-l", "no.such"));
        assertTrue(err().startsWith("(command line):1: module 'no.such' not found:"), err());
    }

    @Test
    void leavesTheOldNameOutIfAsked() {
        assertRun(0, "true\n", "", "", "eval", "-w", w(), "rawequal(Memory, _home)");
        assertRun(0, "nil\n", "", "", "eval", "--no-memory-alias", "-w", w(), "Memory");
    }

    @Test
    void listsTablesAndEntries() {
        run("", "eval", "-w", w(), "_home.t = { 1.5, x = {}, ['\\255'] = 1/0, ['q\"\\n'] = true }");
        assertEquals(0, run("", "tables", w()));
        assertTrue(out().startsWith("ID  PATH       ENTRIES  BYTES\n 1  _home            1     "), out());
        assertRun(0, """
                [
                {"key": 1, "value": 1.5},
                {"key": "q\\"\\n", "value": true},
                {"key": "x", "value": {"table": 3}},
                {"key": {"base64": "/w=="}, "value": {"number": "inf"}}
                ]
                """, "", "", "tables", "--json", w(), "_home.t");
        assertRun(0, "[]\n", "", "", "tables", "--json", w(), "3");
        assertRun(1, "", "luahome: there is no table #9 in this workspace\n", "", "tables", w(), "9");
    }

    @Test
    void listingsFitATerminalAndAreWholeInAPipe() {
        String path = "_home." + "long_name_".repeat(10);
        run(path + " = {}", "repl", w());
        run("", "tables", w());
        assertTrue(out().contains(path + "  "), out());
        for (int columns : new int[] {40, 60, 100}) {
            assertEquals(0, watch(columns, "tables", w()));
            assertEquals(columns, out().lines().mapToInt(String::length).max().orElse(0), out());
        }
        assertEquals(0, watch(40, "eval", "-w", w(), "{ 'some words', 'some words', 'some words' }"));
        assertEquals(4, out().lines().count(), out());
    }

    @Test
    void explainsHelp() {
        run("", "help");
        String overview = out();
        assertRun(0, overview, "", "", "help", "help");
        assertRun(0, overview, "", "", "help", "--help");
    }

    @Test
    void saysThatTheInputCannotBeRead() {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("Is a directory");
            }
        };
        var environment = new Environment(Map.of(), broken, out, err, false, false);
        assertEquals(1, new CommandLineRun(environment).run("repl", w()));
        assertEquals("luahome: cannot read the standard input: Is a directory\n", err());
        assertFalse(Files.exists(workspace));
    }

    @Test
    void showsFacts() {
        assertEquals(1, run("", "meta", w(), "nextTabelId"));
        assertEquals("luahome: unknown key nextTabelId; did you mean nextTableId?\n", err());
        run(":save", "repl", w());
        assertRun(0, "2\n", "", "", "meta", w(), "nextTableId");
        assertRun(0, "[1]\n", "", "", "meta", "--json", w(), "tableIds");
        assertEquals(0, run("", "meta", "--json", w()));
        assertTrue(
                out().matches("\\{\"memoryTableId\": 1, \"nextTableId\": 2, \"tableCount\": 1, \"tableIds\": \\[1], "
                        + "\"savedAt\": \"[-0-9]+T[:.0-9]+Z\", \"stateRestored\": true, \"file\": \".*home.db\", "
                        + "\"fileBytes\": \\d+, \"formatVersion\": 1, \"journalBytes\": \\d+}\n"),
                out());
    }

    @Test
    void refusesAWorkspaceThatCannotBeUsed() throws Exception {
        Files.writeString(workspace, "a file");
        for (String[] args : new String[][] {{"repl", w()}, {"eval", "-w", w(), "1"}, {"tables", w()}, {"meta", w()}}) {
            assertEquals(3, run("", args));
            assertTrue(err().startsWith("luahome: " + workspace + " is a file"), err());
            assertEquals(1, err().lines().count());
        }
        assertEquals(3, run("", "tables", directory.resolve("none").toString()));
        assertFalse(Files.exists(directory.resolve("none")));
    }
}
