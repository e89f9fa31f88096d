package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import luahome.command.builtin.Commands;
import luahome.home.MemoryStore;
import luahome.session.ChunkLimits;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.luaj.vm2.LuaValue;

/** Sessions at the prompt, as the screen shows them. */
class TranscriptTest {
    private final MemoryStore store = new MemoryStore();

    /** Types the lines of the screen that stand behind prompts, and compares what then stands on the screen. */
    private void screen(String expected) {
        List<String> typed = expected.lines()
                .filter(line -> line.matches("(work(\\*\\d+)?|\\.+)> .*"))
                .map(line -> line.substring(line.indexOf("> ") + 2))
                .filter(line -> !line.equals("^D"))
                .toList();
        assertEquals(expected, run(typed));
    }

    private String run(List<String> typed) {
        ScriptedConsole console = ScriptedConsole.typing(typed);
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            console.onInterrupt(session::interrupt);
            new Repl(Commands.context(session, console)).run("test");
        }
        return console.transcript();
    }

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
    void goesOnInTheNextLineWhileAnEntryIsIncomplete() {
        screen("""
                work> for i = 1, 2 do
                ....> print(i)
                ....> end
                1
                2
                work> ("a"):rep(
                ....> 3)
                "aaa"
                work> [[x
                ....> y]]
                "x\\ny"
                work> ^D
                """);
    }

    @Test
    void rollsBackAFailedEntryAndSaysHowMuch() {
        screen("""
                work> _home.a = 1; _home.b = 2; error("boom")
                stdin:1: boom; 2 entries rolled back
                work> _home.a = 1; error("boom", 0)
                boom; 1 entry rolled back
                work> _home.a
                nil
                work> error({ code = 3 })
                error value: { code = 3 }
                work> ^D
                """);
    }

    @Test
    void pointsAtWhatDoesNotCompile() {
        screen("""
                work> x = = 1
                stdin:1: unexpected symbol near '='
                    x = = 1
                        ^
                work> #x
                stdin:1: attempt to get length of global 'x' (a nil value)
                    #x
                     ^
                work> #x = 1
                stdin:1: unexpected symbol near '#'
                    #x = 1
                    ^
                work> ^D
                """);
    }

    @Test
    void showsTheLuaStackOfTheLastErrorOnDemand() {
        screen("""
                work> :trace
                there was no error yet
                work> function inner(t) return t.x.y end
                work> function outer() return (inner({})) end
                work> x = outer()
                stdin:1: attempt to index field 'x' (a nil value)
                    function inner(t) return t.x.y end
                                               ^
                work> x = = 1
                stdin:1: unexpected symbol near '='
                    x = = 1
                        ^
                work> 1
                1
                work> :trace
                stdin:1: attempt to index field 'x' (a nil value)
                stack traceback:
                \tstdin:1: in function 'inner'
                \tstdin:1: in function 'outer'
                \tstdin:1: in main chunk
                \t[C]: in ?
                work> :trace 2
                :trace takes no arguments
                work> ^D
                """);
    }

    @Test
    void refusesWhatCannotBeStoredAndGoesOn() {
        screen("""
                work> _home.co = coroutine.create(print)
                stdin:1: cannot persist a coroutine (at _home.co)
                work> 1
                1
                work> ^D
                """);
    }

    @Test
    void explainsCommandsAndSuggestsTheNearest() {
        String screen = run(List.of(":tabels", ":xyzzy", ":help", ":help :save", ":quit", "never"));
        assertTrue(screen.contains("work> :tabels\nunknown command :tabels; did you mean :tables?\n"), screen);
        assertTrue(screen.contains("work> :xyzzy\nunknown command :xyzzy; :help lists them\n"), screen);
        assertTrue(screen.contains("\n:save [label]          mark the present state as a revision\n"), screen);
        assertTrue(screen.contains("\n  :save before the clean-up\n"), screen);
        assertTrue(screen.endsWith("work> :quit\n"), screen);
    }

    @Test
    void listsTablesAndTheirEntries() {
        screen("""
                work> _home.jobs = { "write", n = 1.5, ["odd key"] = {} }
                work> :tables _home.jobs
                [1] = "write"
                n = 1.5
                ["odd key"] = #3 { 0 entries }
                work> :tables #99
                there is no table #99 in this workspace
                work> :tables _home.jobs.n
                _home.jobs.n is a number, not a table
                work> :tables _home.jbos
                _home.jbos is nil, not a table; did you mean _home.jobs?
                work> :tables _home..x
                not a table's ID or path: _home..x; write it like 42, or _home.jobs[3]["odd key"]
                work> :meta nextTableId
                4
                work> :meta nextTable
                unknown key nextTable; did you mean nextTableId?
                work> ^D
                """);
    }

    @Test
    void returnsToTheLastSave() {
        String screen = run(Arrays.asList(
                ":load",
                "_home.a = 1",
                ":save one",
                "_home.a = 2",
                ":load",
                "_home.a",
                ":load 2",
                "_home.a",
                ":load x"));
        assertTrue(screen.contains("back at revision 1 ("), screen);
        assertTrue(screen.contains(", \"one\"); the state before is revision 2: :load 2 returns to it\n"), screen);
        assertTrue(screen.contains("_home.a\n1\n"), screen);
        assertTrue(screen.contains("not the number of a revision: x; write :load, or for example :load 3\n"), screen);
    }

    @Test
    void thePromptTellsThePastRevisionThatIsGoneOnFrom() {
        String screen = run(List.of(":save", "_home.a = 1", ":load", "_home.b = 2", ":load 2", ":save", "_home.a"));
        assertTrue(screen.contains("work> _home.a = 1\nwork> :load\n"), screen);
        assertTrue(screen.contains("\nwork@1> _home.b = 2\nwork@1> :load 2\n"), screen);
        assertTrue(screen.contains("\nwork@2> :save\n"), screen);
        assertTrue(screen.contains("\nwork> _home.a\n1\n"), screen);
    }

    @Test
    void rollsBackWhenTheDiskIsFullAndGoesOn() {
        ScriptedConsole console = ScriptedConsole.typing(List.of("_home.a = 1", "_home.a = 2", ":save", "_home.a"));
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            session.transact(() -> LuaValue.NONE);
            store.full(true);
            new Repl(Commands.context(session, console)).run("test");
            assertTrue(session.home().root().rawget("a").isnil());
            store.full(false);
        }
        List<String> failures = console.failures().lines().toList();
        assertEquals(3, failures.size(), failures::toString);
        assertTrue(failures.get(0).endsWith("; 1 entry rolled back"), failures::toString);
    }

    @Test
    @Timeout(20)
    void stopsARunningChunkAndRollsItBack() {
        ScriptedConsole console = ScriptedConsole.typing(
                List.of("_home.a = 1 _home.b = 2 print('running') while true do end", "_home.a", "1"));
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            console.onInterrupt(session::interrupt);
            Thread user = new Thread(() -> {
                while (!console.transcript().contains("running\n")) {
                    Thread.onSpinWait();
                }
                console.interrupt();
            });
            user.setDaemon(true);
            user.start();
            new Repl(Commands.context(session, console)).run("test");
        }
        assertTrue(
                console.transcript()
                        .endsWith("running\ninterrupted; 2 entries rolled back\n"
                                + "work> _home.a\nnil\nwork> 1\n1\nwork> ^D\n"),
                console::transcript);
    }

    @Test
    void leavesWithTheStatusOfOsExit() {
        ScriptedConsole console = ScriptedConsole.typing(List.of("_home.a = 1", "_home.a = 2 os.exit(7)", "never"));
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            assertEquals(7, new Repl(Commands.context(session, console)).run("test"));
            assertEquals(1, session.home().root().rawget("a").toint());
        }
    }

    @Test
    void forgetsAModuleThatWasLoadedByAFailedEntry() {
        String screen = run(List.of(
                "package.loaded.x = 1; error()", "package.loaded.x", "package.loaded.y = 2", "package.loaded.y"));
        assertTrue(screen.contains("package.loaded.x\nnil\n"), screen);
        assertTrue(screen.contains("package.loaded.y\n2\n"), screen);
    }

    @Test
    void localsLiveOnAndAreSharedWithClosures() {
        screen("""
                work> local n, s = 5, "text"
                work> function next() n = n + 1; return n end
                work> next(), n
                6
                6
                work> n = 10
                work> next()
                11
                work> local n = "another"
                work> n, next()
                "another"
                12
                work> do local hidden = 1 end
                work> hidden
                nil
                work> for i = 1, 2 do print(i, s) end
                1\ttext
                2\ttext
                work> :locals
                n = "another"
                s = "text"
                work> :locals clear
                work> n, s
                nil
                nil
                work> next()
                13
                work> :locals all
                not an argument of :locals: all; write :locals, or :locals clear
                work> ^D
                """);
    }

    @Test
    void localsOfAnEntryThatFailsAreDropped() {
        screen("""
                work> local a = 1
                work> local a, b = 2, 3; error("boom", 0)
                boom
                work> a, b
                1
                nil
                work> a = 7; error("boom", 0)
                boom
                work> a
                7
                work> local c = coroutine.create(print); _home.c = c
                stdin:1: cannot persist a coroutine (at _home.c)
                work> c
                nil
                work> ^D
                """);
    }

    @Test
    void localsComeInEveryFormOfDeclarationThatReachesTheEnd() {
        screen("""
                work> local function fact(k) return k < 2 and 1 or k * fact(k - 1) end
                work> fact(5)
                120
                work> local x = 1; local x = x + 1
                work> x
                2
                work> local y = 3 -- a comment
                work> y
                3
                work> local z = 4 return z
                4
                work> z
                nil
                work> local t = {}; _home.t = t
                work> t.name = "kept"
                work> _home.t
                #2 { name = "kept" }
                work> goto out; local w; ::out::
                work> local list = {
                ....> 1, 2 }
                work> #list
                2
                work> local x <close> = 1
                stdin:1: unexpected symbol near '<'
                    local x <close> = 1
                            ^
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
    void messagesSpeakOfAnEntryWithLocalsAsOfAnyOther() {
        screen("""
                work> local t
                work> t.x = 1
                stdin:1: attempt to index upvalue 't' (a nil value)
                    t.x = 1
                    ^
                work> :trace
                stdin:1: attempt to index upvalue 't' (a nil value)
                stack traceback:
                \tstdin:1: in main chunk
                \t[C]: in ?
                work> t = = 1
                stdin:1: unexpected symbol near '='
                    t = = 1
                        ^
                work> t = 1 end return function() t = 2
                stdin:1: <eof> expected near 'end'
                    t = 1 end return function() t = 2
                          ^
                work> ^D
                """);
    }

    @Test
    void thereMayBeMoreLocalsThanOneFunctionCanHave() {
        List<String> typed = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            typed.add("local v" + i + " = " + i);
        }
        typed.add("v0 + v150 + v299");
        String screen = run(typed);
        assertTrue(screen.endsWith("> v0 + v150 + v299\n449\nwork> ^D\n"), screen);
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
    void garbageIsClearedAwayOnDemandAndWhatTheSessionHoldsIsKept() {
        String screen = run(List.of(
                "_home.a = { { 1 }, { 2 } }; _home.f = function() return 1 end",
                "held = _home.a[1]",
                "_home.a = nil; _home.f = nil",
                "collectgarbage()",
                ":gc",
                "held[1]",
                ":gc",
                ":gc now"));
        assertTrue(screen.contains("> :gc\ncleared away 2 tables and "), screen);
        assertTrue(screen.contains("> held[1]\n1\n"), screen);
        assertTrue(screen.contains("> :gc\nthere was nothing to clear away\n"), screen);
        assertTrue(screen.contains(":gc takes no arguments\n"), screen);
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

    @Test
    void showsFunctionsWithTheirParametersAndWhereTheyWereDefined() {
        screen("""
                work> function f(a, b, ...) end
                work> f
                function(a, b, ...) stdin:1
                work> { f, math.sin }
                { function(a, b, ...) stdin:1, function: builtin: math.sin }
                work> ^D
                """);
    }

    @Test
    void aTableCanBeTypedByItsId() {
        screen("""
                work> _home.t = { name = "Ann", list = { 7, 8 } }
                work> #2
                #2 { list = #3 { 7, 8 }, name = "Ann" }
                work> #2.name .. #3[2]
                "Ann8"
                work> #2 == _home.t, ##3, "#2", #_home.t.list -- #99
                true
                2
                "#2"
                2
                work> #3[3] = 9; local t = #3
                work> (function() return #t, #3[1] end)()
                3
                7
                work> #99
                there is no table #99 in this workspace
                work> #2.x.y = 1
                stdin:1: attempt to index field 'x' (a nil value)
                    #2.x.y = 1
                       ^
                work> #2()
                stdin:1: attempt to call upvalue '#2' (a table value)
                    #2()
                    ^
                work> #2 = = 1
                stdin:1: unexpected symbol near '='
                    #2 = = 1
                         ^
                work> #2 #3
                stdin:1: syntax error near '#3'
                    #2 #3
                       ^
                work> = = 1
                stdin:1: unexpected symbol near '='
                    = = 1
                      ^
                work> ^D
                """);
    }

    @Test
    void errorsNameWhatWasProbablyMeant() {
        screen("""
                work> _home.players = { ann = {} }; local counter = {}; function describe() end
                work> prnit(1)
                stdin:1: attempt to call global 'prnit' (a nil value); did you mean print?
                    prnit(1)
                    ^
                work> descrbe()
                stdin:1: attempt to call global 'descrbe' (a nil value); did you mean describe?
                    descrbe()
                    ^
                work> conuter.x = 1
                stdin:1: attempt to index global 'conuter' (a nil value); did you mean counter?
                    conuter.x = 1
                    ^
                work> _home.plyers.ann = 1
                stdin:1: attempt to index field 'plyers' (a nil value); did you mean _home.players?
                    _home.plyers.ann = 1
                          ^
                work> players.ann = 1
                stdin:1: attempt to index global 'players' (a nil value); did you mean _home.players?
                    players.ann = 1
                    ^
                work> _home.done = 1; ("x"):uper()
                stdin:1: attempt to call method 'uper' (a nil value); 1 entry rolled back
                    _home.done = 1; ("x"):uper()
                                          ^
                work> local s = "x"
                work> s:uper()
                stdin:1: attempt to call method 'uper' (a nil value); did you mean s:upper?
                    s:uper()
                      ^
                work> zzzz()
                stdin:1: attempt to call global 'zzzz' (a nil value)
                    zzzz()
                    ^
                work> for i = 1, 3 do
                ....>   nope.x = i
                ....> end
                stdin:2: attempt to index global 'nope' (a nil value)
                    nope.x = i
                    ^
                work> ^D
                """);
    }

    @Test
    void pointsAtWhatFailedInTheLineOfTheFunctionThatFailed() {
        screen("""
                work> do
                ....> -- Fails.
                ....> function _home.fail(t) -- here
                ....>   local n = t.count
                ....>   return t["the count"] + n
                ....> end end
                work> =_home.fail { count = 1 }
                stdin:5: attempt to perform arithmetic on field 'the count' (a nil value)
                    return t["the count"] + n
                             ^
                work> _home.fail = load("-- A chunk.\\nerror('no ' .. (...))")
                work> 1 + 1; _home.fail("luck")
                stdin:1: unexpected symbol near '1'
                    1 + 1; _home.fail("luck")
                    ^
                work> _home.fail("luck")
                [string "-- A chunk...."]:2: no luck
                    error('no ' .. (...))
                work> local s = ("x"):rep(-1, nil):rep({})
                stdin:1: bad argument #1 to 'rep' (number expected, got table)
                work> do local x = _home.x;
                ....>   print(x.x.x, "x") end
                stdin:2: attempt to index local 'x' (a nil value)
                    print(x.x.x, "x") end
                          ^
                work> print(x.y, x.z)
                stdin:1: attempt to index global 'x' (a nil value)
                work> coroutine.wrap(function() local z = nil; z() end)()
                stdin:1: stdin:1: attempt to call local 'z' (a nil value)
                    …tine.wrap(function() local z = nil; z() end)()
                                                         ^
                work> error("told")
                stdin:1: told
                work> error("told", 0)
                told
                work> error({})
                error value: {}
                work> ^D
                """);
    }

    @Test
    void docExplainsFunctions() {
        screen("""
                work> :doc string.rep
                string.rep(s, n [, sep])
                  s n times, with sep between
                work> r = string.rep
                work> :doc r
                string.rep(s, n [, sep])
                  s n times, with sep between
                work> :doc string.rpe
                nothing is known of string.rpe; did you mean string.rep?
                work> function twice(n) return 2 * n end
                work> :doc twice
                twice(n)
                  from stdin:1
                function twice(n) return 2 * n end
                work> :doc
                what is to be explained? write for example :doc string.rep
                work> ^D
                """);
        assertTrue(run(List.of(":doc table")).contains("\ntable.concat(list [, sep [, i [, j]]])  the strings"));
    }

    @Test
    void docKnowsTheCommentAboveAFunctionWhereverThatIsTyped() {
        screen("""
                work> local factor = 2
                work> do -- not this
                ....> -- Multiplies.
                ....> --   By a factor.
                ....> function _home.times(n) return factor * n end end
                work> :doc _home.times
                _home.times(n)
                  Multiplies.
                    By a factor.
                  from stdin:4, stored as #2
                function _home.times(n) return factor * n end
                work> :source _home.times
                -- Multiplies.
                --   By a factor.
                function _home.times(n) return factor * n end
                work> _home.times(4)
                8
                work> ^D
                """);
    }

    @Test
    void findsWhatIsStoredAndWhereItHangs() {
        screen("""
                work> _home.a = { name = "A Rope", list = { "lamp", "rope and hook" } }
                work> _home.b = { same = _home.a, Ropes = 3 }
                work> :find rope
                _home.a.name = "A Rope"
                _home.a.list[2] = "rope and hook"
                _home.b.Ropes = 3
                3 places
                work> :find nothing like it
                found nothing
                work> :find
                what is to be found? write for example :find rope
                work> :refs #2
                _home.a = #2 { 2 entries }
                _home.b.same = #2 { 2 entries }
                2 places
                work> :path #3
                _home.a.list
                work> :path #9
                there is no table #9 in this workspace
                work> :tree
                _home  #1 { 2 entries }
                  a  #2 { 2 entries }
                    name  "A Rope"
                    list  #3 { 2 entries }
                      [1]  "lamp"
                      [2]  "rope and hook"
                  b  #4 { 2 entries }
                    Ropes  3
                    same  #2 { 2 entries }  (shown above)
                work> :tree _home.a 1
                _home.a  #2 { 2 entries }
                  name  "A Rope"
                  list  #3 { 2 entries }
                work> ^D
                """);
    }

    @Test
    void tablesCanBeSortedAndFiltered() {
        String screen = run(List.of(
                "_home.few = { 1 } _home.many = { 1, 2, 3, 4, inner = {} }",
                ":tables by entries",
                ":tables like man",
                ":tables by size"));
        List<String> lines =
                screen.lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
        int sorted = lines.indexOf("work> :tables by entries");
        assertTrue(lines.get(sorted + 2).startsWith("3 _home.many 5"), screen);
        int filtered = lines.indexOf("work> :tables like man");
        assertTrue(lines.get(filtered + 2).startsWith("3 _home.many 5"), screen);
        assertTrue(lines.get(filtered + 3).startsWith("4 _home.many.inner 0"), screen);
        assertTrue(lines.get(filtered + 4).startsWith("work>"), screen);
        assertTrue(screen.contains("not a column: size; sort by id, path, entries or bytes\n"), screen);
    }

    @Test
    void listsWhatWasTyped() {
        screen("""
                work> x = 1
                work> if x then
                ....> y = 2 end
                work> :history Y =
                if x then
                y = 2 end
                :history Y =
                work> :clear all
                :clear takes no arguments
                work> ^D
                """);
    }

    @Test
    void runsFilesAndCommandsOfTheShell(@TempDir Path directory) throws IOException {
        Path good = Files.writeString(directory.resolve("good.lua"), "_home.n = 7\nprint('ran', _home.n)\n:save it\n");
        Path bad = Files.writeString(directory.resolve("bad.lua"), "_home.n = 8\n:save\nerror('boom')\n");
        String screen = run(List.of(
                ":run " + good, "_home.n", ":run " + bad, "_home.n", ":run", ":run nowhere.lua", ":! exit 3", ":!"));
        assertTrue(screen.contains("ran\t7\nsaved revision 1 \"it\"\nwork> _home.n\n7\n"), screen);
        assertTrue(screen.contains(bad + ":3: boom\n" + bad + " ended with status 1\nwork> _home.n\n8\n"), screen);
        assertTrue(screen.contains("which file is to be run? write for example :run import.lua\n"), screen);
        assertTrue(screen.contains("cannot read nowhere.lua: there is no such file\n"), screen);
        assertTrue(screen.contains("the command ended with status 3\n"), screen);
        assertTrue(screen.contains("a command is missing; write for example :! ls -l\n"), screen);
    }

    @Test
    void aSandboxHasNoFilesAndNoShell() {
        ScriptedConsole console = ScriptedConsole.typing(List.of(":run x.lua", ":! touch x"));
        SessionOptions options = new SessionOptions(true, true, false, ChunkLimits.NONE, false);
        try (Session session = Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, options)) {
            new Repl(Commands.context(session, console)).run("test");
        }
        assertEquals(":run is not for a sandbox\n:! is not for a sandbox\n", console.failures());
    }

    @Test
    void commandsThatLackSomethingSayWhatAndShowHow() {
        screen("""
                work> :
                which command? :help lists them
                work> :doc
                what is to be explained? write for example :doc string.rep
                work> :refs
                which table? write for example :refs #42
                work> :path
                which table? write for example :path #42
                work> :time
                an expression is missing; write for example :time #_home.jobs
                work> :list
                an expression is missing; write for example :list _home.players
                work> :time 1 +
                stdin:1: unexpected symbol near <eof>
                work> ^D
                """);
    }

    @Test
    void pathsNameWhatWasProbablyMeant() {
        screen("""
                work> _home.players = { ann = { level = 3 } }
                work> :tables _home.plyers
                _home.plyers is nil, not a table; did you mean _home.players?
                work> :refs _home.players.anm
                _home.players.anm is nil, not a table; did you mean _home.players.ann?
                work> :tree _home.plyers.ann
                _home.plyers is nil, not a table; did you mean _home.players?
                work> :tables _home.players["anne"]
                _home.players["anne"] is nil, not a table; did you mean _home.players.ann?
                work> :tables _home.quite
                _home.quite is nil, not a table
                work> :list _home.plyers.ann
                stdin:1: attempt to index field 'plyers' (a nil value); did you mean _home.players?
                work> _e
                "stdin:1: attempt to index field 'plyers' (a nil value)"
                work> _home.players["a.b c"] = {}
                work> :path _home.players["a.b_c"]
                _home.players["a.b_c"] is nil, not a table; did you mean _home.players["a.b c"]?
                work> ^D
                """);
    }
}
