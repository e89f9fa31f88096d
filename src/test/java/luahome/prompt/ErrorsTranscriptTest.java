package luahome.prompt;

import org.junit.jupiter.api.Test;

/** Errors at the prompt, as the screen shows them. */
class ErrorsTranscriptTest extends Transcript {
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
