package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import luahome.command.builtin.Commands;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results at the prompt, as the screen shows them. */
class ResultsTranscriptTest extends Transcript {
    @Test
    void printsResultsAndKeepsTheLastOne() {
        screen("""
                work> 1 + 1
                2
                work> _ * 21
                42
                work> "a\\tb", nil, true
                "a\\tb"
                nil
                true
                work> nil
                nil
                work> _
                "a\\tb"
                work> x = 5
                work> print(x)
                5
                work> ^D
                """);
    }

    @Test
    void showsStoredTablesWithTheirId() {
        screen("""
                work> _home.jobs = { "write", { deep = true } }
                work> _home.jobs
                #2 { "write", #3 { deep = true } }
                work> :save first
                saved revision 1 "first"
                work> ^D
                """);
    }

    @Test
    void anEqualsSignPrintsAsInLua() {
        screen("""
                work> =1 + 1, "x"
                2
                "x"
                work> local v = 8
                work> = v
                8
                work> =(
                ....> v)
                8
                work> ^D
                """);
    }

    @Test
    void theLastResultsAndTheLastErrorHaveNames() {
        screen("""
                work> "first"
                "first"
                work> "second"
                "second"
                work> _2 .. "/" .. _1
                "first/second"
                work> _
                "first/second"
                work> error({ code = 7 })
                error value: { code = 7 }
                work> _e.code
                7
                work> _home.kept = _e.code
                work> _9
                nil
                work> ^D
                """);
    }

    @Test
    void aListOfSimilarRecordsIsAGridUnlessRefused() {
        screen("""
                work> _home.p = { { name = "Ann Archer", role = "captain of the guard", level = 3 },
                ....> { name = "Bob", role = "a cook with ambitions", level = 12 } }
                work> _home.p
                   #    level  name        role
                       number  string      string
                ─  ──  ──────  ──────────  ─────────────────────
                1  #3       3  Ann Archer  captain of the guard
                2  #4      12  Bob         a cook with ambitions
                work> :list _home.p
                #2 {
                  #3 { level = 3, name = "Ann Archer", role = "captain of the guard" },
                  #4 { level = 12, name = "Bob", role = "a cook with ambitions" },
                }
                work> :grid { x = 1, y = 2 }
                    value
                   number
                ─  ──────
                x       1
                y       2
                work> :grid 5
                5
                work> :grid
                an expression is missing; write for example :grid _home.players
                work> :grid nope()
                stdin:1: attempt to call global 'nope' (a nil value)
                work> ^D
                """);
    }

    @Test
    void moreGoesOnWhereAResultWasCut() {
        String screen = run(List.of(
                "t = {} for i = 1, 120 do t[i] = i end", "t", ":more", ":more", ":more", ":more 5", "1", ":more"));
        assertTrue(screen.contains("  … 70 more\n}\nwork> :more\n{\n  [51] = 51,"), screen);
        assertTrue(
                screen.contains("  [120] = 120,\n}\nwork> :more\nnothing was left out of the last result\n"), screen);
        assertTrue(screen.contains(":more takes no arguments\n"), screen);
        assertTrue(screen.endsWith("1\nwork> :more\nnothing was left out of the last result\nwork> ^D\n"), screen);
    }

    @Test
    void moreOfALargeTableGoesOnThoughItLeftMemoryMeanwhile() {
        String screen = run(List.of(
                "t = {} for i = 1500, 1, -1 do t['k' .. i * 7919 % 9973] = i end _home.t = t",
                ":save", "_home.t.other = 1", ":set entries 1000", "_home.t", ":load", ":more"));
        List<String> keys = Pattern.compile("(?m)^  (k\\d+) = ")
                .matcher(screen)
                .results()
                .map(key -> key.group(1))
                .toList();
        assertEquals(1500, keys.size());
        assertEquals(1500, Set.copyOf(keys).size());
    }

    @Test
    void nothingThatIsStoredSteersTheTerminal() {
        String screen = run(List.of(
                "_home.f = load('local x = 1 return function(a) --[[\\27[31mred]] return a.x end', '=\\27[32mname')()",
                "_home['\\27[33mkey'] = '\\27[34mvalue'",
                ":save",
                "_home.f",
                ":doc _home.f",
                ":source _home.f",
                "_home.f()",
                ":trace",
                ":tree",
                ":tables _home",
                ":find value",
                ":list _home",
                ":grid _home"));
        assertTrue(screen.contains("\\027[31mred") && screen.contains("\\027[32mname:1"), screen);
        assertEquals(-1, screen.indexOf('\u001b'), screen);
    }

    @Test
    void timeTellsWhatARunCosts() {
        String screen = run(List.of("local n = 20", ":time n + 1", "_", ":time local m = n", "m"));
        assertTrue(
                screen.matches("(?s).*:time n \\+ 1\n21\n[0-9.]+ ms, [0-9.]+ MiB allocated, 0 pages read, 0 written\n"
                        + "work> _\n21\n.*"),
                screen);
        assertTrue(screen.endsWith("work> m\n20\nwork> ^D\n"), screen);
    }

    @Test
    void timeCountsThePagesThatComeFromTheDiskAndThoseThatGoThere(@TempDir Path directory) {
        List<String> fill = List.of("for i = 1, 20000 do _home[i] = 'text ' .. i end");
        ScriptedConsole console = ScriptedConsole.typing(fill);
        for (List<String> typed :
                List.of(fill, List.of(":time _home[15000]", ":time _home[15000]", ":time _home.x = 1"))) {
            console = ScriptedConsole.typing(typed);
            try (Session session =
                    Session.open(directory.resolve("work"), console.streams(), console::work, SessionOptions.USUAL)) {
                new Repl(Commands.context(session, console)).run("test");
            }
        }
        String screen = console.transcript();
        assertTrue(
                screen.matches("(?s).*allocated, [1-9][0-9]* pages? read, 0 written\n"
                        + ".*allocated, 0 pages read, 0 written\n"
                        + ".*allocated, [0-9]+ pages? read, [1-9][0-9]* written, [0-9.]+ KiB of journal\n.*"),
                screen);
    }
}
