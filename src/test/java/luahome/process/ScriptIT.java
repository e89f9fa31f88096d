package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts from stdin, files and arguments: what runs, what is kept, and how the process ends. */
class ScriptIT extends UserTest {

    @Test
    void aFileWithTheNameOfLuahomeInItsFirstLineIsAProgramThatCanStartOthers() throws IOException {
        Path program = home.resolve("program");
        Files.writeString(program, """
                #!/usr/bin/env luahome
                print(...)
                print(os.execute(arg[-1] .. " -w other -e 'print(1 + 1)'"))
                """);
        assertTrue(program.toFile().setExecutable(true));
        String path = Luahome.CHECKOUT.resolve("launcher") + ":" + System.getenv("PATH");
        try (LuahomeProcess process = user.with("PATH", path).startCommand(List.of(program.toString(), "a", "b"))) {
            process.endInput();
            Result result = process.await();
            assertEquals("a\tb\n2\ntrue\texit\t0\n", result.out(), result::toString);
            assertEquals(0, result.status(), result::toString);
        }
    }

    @Test
    void aFailingScriptKeepsNothingOfItsSegment() {
        Result result = user.run("_home.a = 1\n_home.b = 2\nerror('no further')\n", "repl", workspace);
        assertEquals(1, result.status(), result::toString);
        assertEquals("", result.out());
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().startsWith("stdin:3: no further"), result::toString);
        assertTrue(result.err().contains("2 entries rolled back"), result::toString);
        assertKept("nil\tnil", "_home.a, _home.b");
    }

    @Test
    void aCommandBetweenSegmentsKeepsTheFirst() {
        Result result = user.run("_home.a = 1\n:save here\n_home.b = 2\nerror('no further')\n", "repl", workspace);
        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().startsWith("stdin:4: no further"), result::toString);
        assertKept("1\tnil", "_home.a, _home.b");
    }

    @Test
    void aSyntaxErrorInTheLastLineLetsNothingRun() {
        Result result = user.run("print('ran')\n_home.a = 1\n:save\n_home.b = = 2\n", "repl", workspace);
        assertEquals(1, result.status(), result::toString);
        assertEquals("", result.out());
        assertEquals("stdin:4: unexpected symbol near '='\n    _home.b = = 2\n              ^\n", result.err());
        assertKept("nil", "_home.a");
    }

    @Test
    void anUnfinishedLastLineLetsNothingRun() {
        Result result = user.run("print('ran')\nfor i = 1, 2 do\n", "repl", workspace);
        assertEquals(1, result.status(), result::toString);
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("stdin:"), result::toString);
    }

    @Test
    void anUnknownCommandLetsNothingRunAndSuggestsTheNearest() {
        Result result = user.run("print('ran')\n_home.a = 1\n:tabels\n", "repl", workspace);
        assertEquals(1, result.status(), result::toString);
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("stdin:3: "), result::toString);
        assertTrue(
                result.err().contains(":tabels") && result.err().contains("did you mean :tables?"), result::toString);
        assertKept("nil", "_home.a");
    }

    @Test
    void linesThatOnlyLookLikeCommandsAreLua() {
        String script = """
                local s = [[
                :save
                ]]
                local t = { f = function(self) return self end }
                t
                :f()
                goto done
                ::done::
                print(#s)
                """;
        Result result = user.run(script, "repl", workspace);
        assertEquals("6\n", result.out(), result::toString);
        assertEquals(0, result.status(), result::toString);
    }

    @Test
    void expressionLinesArePrinted() {
        Result result = user.run("1 + 1\n'a' .. 'b'\n", "repl", workspace);
        assertEquals(0, result.status(), result::toString);
        assertEquals("2\n\"ab\"\n", result.out());
    }

    @Test
    void aReadMeetsTheEndOfInput() {
        Result result = user.run("print(io.read())\nleft_over = 1\n", "repl", workspace);
        assertEquals("nil\n", result.out(), result::toString);
    }

    @Test
    void aFailedMetaCommandEndsTheScript() {
        Result result = user.run("_home.a = 1\n:tables 4711\nprint('ran on')\n", "repl", workspace);
        assertEquals(1, result.status(), result::toString);
        assertEquals("", result.out());
        assertTrue(result.err().startsWith("stdin:2: ") && result.err().contains("4711"), result::toString);
        assertKept("1", "_home.a");
    }

    @ParameterizedTest
    @CsvSource({
        "os.exit(), 0, 7",
        "os.exit(true), 0, 7",
        "os.exit(0), 0, 7",
        "os.exit(false), 1, nil",
        "os.exit(5), 5, nil"
    })
    void exitCommitsWithStatusNoughtAndRollsBackWithAnyOther(String call, int status, String kept) {
        Result result = user.run("_home.a = 7\n" + call + "\nprint('ran on')\n", "repl", workspace);
        assertEquals(status, result.status(), result::toString);
        assertEquals("", result.out() + result.err());
        assertKept(kept, "_home.a");
    }

    @Test
    void evalPrintsTheValueOfAnExpression() {
        assertEquals("42\n", user.run("", "eval", "-w", workspace, "6 * 7").out());
        Result result = user.run("", "eval", "-w", workspace, "_home.a = 'kept'");
        assertEquals("", result.out(), result::toString);
        assertKept("kept", "_home.a");
        result = user.run("", "eval", "-w", workspace, "1 +");
        assertEquals(1, result.status(), result::toString);
        assertTrue(result.err().startsWith("eval:1: "), result::toString);
    }

    @Test
    void runHandsOverTheArguments() throws IOException {
        Path script =
                Files.writeString(home.resolve("my script.lua"), "print(#arg, arg[1], ...)\n_home.ran = arg[2]\n");
        Result result = user.run("", "run", "-w", workspace, script, "one", "-w", "two words");
        assertEquals("3\tone\tone\t-w\ttwo words\n", result.out(), result::toString);
        assertEquals(0, result.status(), result::toString);
        assertKept("-w", "_home.ran");
        result = user.run("", "run", "-w", workspace, home.resolve("missing.lua"));
        assertEquals(1, result.status(), result::toString);
        assertEquals(1, result.err().lines().count(), result::toString);
        assertTrue(result.err().contains("missing.lua"), result::toString);
    }

    @Test
    void aProgramThatAProgramStartsReadsTheUsualWorkspaceBesideIt() throws IOException {
        user.run("_home.x = 1", "run", "-");
        Files.writeString(home.resolve("inner.lua"), "print(_home.x, pcall(function() _home.y = 2 end))");
        Files.writeString(home.resolve("outer.lua"), """
                _home.x = 2
                print(os.execute(arg[-1] .. ' inner.lua'))
                print(os.execute(arg[-1] .. [[ -e 'print("code")']]))
                """);
        Result result = user.run("", "run", "outer.lua");
        assertTrue(result.out().startsWith("1\tfalse\t"), result::toString);
        assertTrue(result.out().endsWith("\ntrue\texit\t0\ncode\ntrue\texit\t0\n"), result::toString);
        assertEquals("2\tnil\n", user.run("print(_home.x, _home.y)", "run", "-").out());
    }

    @Test
    void theEnvironmentTellsWhereModulesAre() throws IOException {
        Files.createDirectories(home.resolve("modules"));
        Files.writeString(home.resolve("modules/greeting.lua"), "return 'hello'");
        Files.writeString(home.resolve("here.lua"), "return 'usual'");
        Luahome told = user.with("LUA_PATH", home.resolve("modules") + "/?.lua;;");
        assertEquals(
                "hello usual\n",
                told.run("print(require 'greeting', require 'here')", "run", "-")
                        .out()
                        .replace('\t', ' '));
        String path = told.with("LUA_PATH_5_2", "/a/?.lua")
                .run("print(package.path)", "run", "-")
                .out();
        assertTrue(path.endsWith("/?/init.lua;/a/?.lua\n"), path);
    }

    @Test
    void aModuleBesideTheDataIsFound() throws IOException {
        Files.createDirectories(workspace);
        Files.writeString(workspace.resolve("greeting.lua"), "return { text = 'hello' }\n");
        Result result = user.run("print(require('greeting').text)\n", "repl", workspace);
        assertEquals("hello\n", result.out(), result::toString);
    }

    @ParameterizedTest
    @CsvSource({"frobnicate", "--frobnicate", "repl --frobnicate", "eval", "repl one two", "tables"})
    void wrongUsageIsOneSentenceAndStatusTwo(String line) {
        Luahome elsewhere = user.with("LUAHOME_WORKSPACE", workspace.toString());
        Result result = elsewhere.run("", (Object[]) line.split(" "));
        if (line.equals("tables")) {
            // Without an argument the default workspace is meant, which is not there yet.
            assertEquals(3, result.status(), result::toString);
        } else {
            assertEquals(2, result.status(), result::toString);
        }
        assertEquals(1, result.err().lines().count(), result::toString);
        assertEquals("", result.out());
    }

    @Test
    void tellsItsVersionAndHelpsWithEachCommand() {
        assertTrue(user.run("", "--version").out().matches("luahome \\d+\\.\\d+\\.\\d+\n"));
        assertEquals(user.run("", "--version").out(), user.run("", "-v").out());
        String help = user.run("", "--help").out();
        for (String command : new String[] {"repl", "eval", "run", "tables", "meta"}) {
            assertTrue(help.contains("\n  " + command), help);
            Result result = user.run("", command, "--help");
            assertEquals(0, result.status(), result::toString);
            assertTrue(result.out().contains("luahome " + command), result::toString);
            assertEquals("", result.err());
        }
    }

    private void assertKept(String expected, String expressions) {
        Result result = user.run("print(" + expressions + ")", "repl", workspace);
        assertEquals(expected + "\n", result.out(), result::toString);
    }
}
