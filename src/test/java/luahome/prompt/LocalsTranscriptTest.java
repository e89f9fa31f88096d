package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Locals of the prompt, as the screen shows them. */
class LocalsTranscriptTest extends Transcript {
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
}
