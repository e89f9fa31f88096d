package luahome.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import luahome.command.builtin.Commands;
import luahome.home.MemoryStore;
import luahome.prompt.ScriptedConsole;
import luahome.session.Session;
import luahome.session.SessionOptions;
import luahome.session.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;

/** How scripts are taken apart. */
class ScriptTest {
    private static final Script.Source STDIN = new Script.Source("stdin", false);

    private final Session session = Session.over(
            new MemoryStore(),
            Path.of("work"),
            ScriptedConsole.typing(List.of()).streams(),
            task -> Work.UNSEEN,
            SessionOptions.USUAL);

    @AfterEach
    void close() {
        session.close();
    }

    /** The pieces: {@code chunk@LINE}, {@code entries@LINE,LINE} or {@code :name@LINE}. */
    private String parts(String source) throws ScriptException {
        return Script.parts(source.getBytes(StandardCharsets.UTF_8), STDIN, session.machine()::compile, Commands.TABLE)
                .stream()
                .map(ScriptTest::describe)
                .collect(Collectors.joining(" "));
    }

    private static String describe(ScriptPart part) {
        if (part instanceof ScriptPart.Call call) {
            String arguments =
                    call.call().arguments().isEmpty() ? "" : "(" + call.call().arguments() + ")";
            return ":" + call.call().command().name() + arguments + "@" + call.line();
        }
        ScriptPart.Segment segment = (ScriptPart.Segment) part;
        return (segment.echo() ? "entries@" : "chunk@")
                + segment.entries().stream()
                        .map(e -> Integer.toString(e.line()))
                        .collect(Collectors.joining(","));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "x = 1\\ny = 2                         | chunk@1",
                "1 + 1                                 | entries@1",
                "_home.n                               | entries@1",
                "x = 1\\nx                             | entries@1,2",
                "f = function()\\nreturn 1\\nend\\nf() + 1   | entries@1,4",
                "local a = 1\\nprint(a)                | chunk@1",
                "\\n\\nx = 1\\n:save one two\\ny = 2   | chunk@1 :save(one two)@4 chunk@5",
                ":save\\n:load                         | :save@1 :load@2",
                "x = 1\\n:?                            | chunk@1 :help@2",
                "do goto done end\\n::done::           | chunk@1",
                "local s = ('a')\\n:rep(3)             | chunk@1",
                "s = x\\n:rep \"y\"                    | ERROR stdin:2: unknown command :rep; :help lists them",
                "x = [[\\n:save\\n]]                   | chunk@1",
                "x = [==[\\n]]\\n:save\\n]==]          | chunk@1",
                "x = --[[\\n:save\\n]] 1               | chunk@1",
                "x = 'a\\\\\\n:save'                   | chunk@1",
                "x = 'a\\\\z\\n\\n:save'               | chunk@1",
                "f(1,\\n:save                          | ERROR stdin:2: unexpected symbol",
                "_home\\n:save                         | entries@1 :save@2",
                "x = 1\\n:tabels                       | ERROR stdin:2: unknown command :tabels; did you mean :tables?",
                "x = 1\\n:save\\ny = = 1               | ERROR stdin:3: unexpected symbol",
                "1 + 1\\nx = 2\\ny = = 1               | ERROR stdin:3: unexpected symbol",
                "if x then\\ny = 1\\n                  | ERROR stdin:",
                "#!/usr/bin/luahome\\nx = 1            | chunk@1",
                "#_home                                | entries@1",
                "  \\n \\n                             | ''",
                "-- only a comment                     | chunk@1",
                "1\\n-- of f\\n\\nfunction f() end\\n-- end | entries@1,2",
                "-- one\\n1\\n::a::\\n-- two\\n2  | entries@1,3,4",
                "x = 1 :save                           | ERROR stdin:1: unexpected s",
            })
    void takesScriptsApart(String source, String expected) {
        String text = source.replace("\\n", "\n").replace("\\\\", "\\");
        String wanted = expected.equals("''") ? "" : expected;
        try {
            assertEquals(wanted, parts(text));
        } catch (ScriptException e) {
            String message = "ERROR " + e.getMessage();
            assertEquals(wanted, message.substring(0, Math.min(message.length(), wanted.length())));
        }
    }

    @Test
    void namesTheLineOfStdinWhenALaterEntryFails() throws ScriptException {
        ScriptedConsole console = ScriptedConsole.typing(List.of());
        byte[] source = "1 + 1\n\n:help\nfunction f()\n  error('x')\nend\n2\nf()\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(1, new ScriptRunner(Commands.context(session, console), STDIN).run(source, LuaValue.NONE));
        assertEquals("stdin:5: x\n", console.failures());
    }

    @Test
    void takesTimeInProportionToTheLengthOfALongTable() {
        String table = "_home.t = {\n" + "  { 1, 2, 3 },\n".repeat(20_000) + "}\n#_home.t\n";
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertEquals("entries@1,20003", parts(table)));
    }

    @Test
    void findsAnErrorInTheLastLineBeforeAnythingRuns() {
        assertThrows(ScriptException.class, () -> parts("_home.x = 1\n".repeat(100) + "_home.x ="));
    }
}
