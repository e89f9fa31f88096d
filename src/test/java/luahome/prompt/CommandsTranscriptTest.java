package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import luahome.command.builtin.Commands;
import luahome.session.ChunkLimits;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands at the prompt, as the screen shows them. */
class CommandsTranscriptTest extends Transcript {
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
}
