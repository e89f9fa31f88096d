package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Breakpoints and steps, as the screen shows them. */
class DebuggerTranscriptTest extends Transcript {
    private static final String SHOP = """
            work> function price(item)
            ....>   local base = item.base
            ....>   return base * item.n
            ....> end
            work> function total(items)
            ....>   local sum = 0
            ....>   for i, item in ipairs(items) do
            ....>     sum = sum + price(item)
            ....>   end
            ....>   return sum
            ....> end
            work> function shop() local got = total({ { base = 2, n = 3 }, { base = 5, n = 1 } }) return got end
            """;

    private void shop(String expected) {
        screen(SHOP + expected);
    }

    @Test
    void aProgramStopsAtALineWhereAConditionHoldsAndShowsItsVariables() {
        shop("""
                work> :break stdin:4 if i == 2
                breakpoint 1 at stdin:4 if i == 2
                work> shop()
                stopped at stdin:4 in function 'total' (breakpoint 1)
                  4      sum = sum + price(item)
                debug> :vars
                items = { { … 2 entries }, { … 2 entries } }
                sum = 6
                i = 2
                item = { base = 5, n = 1 }
                debug> sum * 2
                12
                debug> :where
                > 0  stdin:4 in function 'total'
                  1  stdin:1 in the function of line 1
                  1  function total(items)
                  2    local sum = 0
                  3    for i, item in ipairs(items) do
                > 4      sum = sum + price(item)
                  5    end
                  6    return sum
                  7  end
                debug> sum = 100
                debug> :continue
                105
                work> :break
                1  stdin:4 if i == 2  reached once
                work> :unbreak 1
                work> shop()
                11
                work> ^D
                """);
    }

    @Test
    void stepsGoIntoFunctionsOverThemAndOutOfThem() {
        shop("""
                work> :break total
                breakpoint 1 at total
                work> shop()
                stopped at stdin:2 in function 'total' (breakpoint 1)
                  2    local sum = 0
                debug> :next
                stopped at stdin:3 in function 'total'
                  3    for i, item in ipairs(items) do
                debug> :next
                stopped at stdin:4 in function 'total'
                  4      sum = sum + price(item)
                debug> :step
                stopped at stdin:2 in function 'price'
                  2    local base = item.base
                debug> item.base
                2
                debug> :up
                at stdin:4 in function 'total'
                  4      sum = sum + price(item)
                debug> i
                1
                debug> :down
                at stdin:2 in function 'price'
                  2    local base = item.base
                debug> :down
                this is where it has stopped
                debug> :finish
                stopped at stdin:4 in function 'total'
                  4      sum = sum + price(item)
                debug> :next
                stopped at stdin:3 in function 'total'
                  3    for i, item in ipairs(items) do
                debug> :next
                stopped at stdin:4 in function 'total'
                  4      sum = sum + price(item)
                debug> :next
                stopped at stdin:3 in function 'total'
                  3    for i, item in ipairs(items) do
                debug> :next
                stopped at stdin:6 in function 'total'
                  6    return sum
                debug> :finish
                stopped at stdin:1 in the function of line 1
                  1  function shop() local got = total({ { base = 2, n = 3 }, { base = 5, n = 1 } }) return got end
                debug> :next
                11
                work> 1
                1
                work> ^D
                """);
    }

    @Test
    void whatAProgramDidBeforeItsEndIsTakenBackWhole() {
        screen("""
                work> _home.n = 1
                work> function add() _home.n = _home.n + 1
                ....>   return _home.n
                ....> end
                work> :break stdin:2
                breakpoint 1 at stdin:2
                work> add()
                stopped at stdin:2 in the function of line 1 (breakpoint 1)
                  2    return _home.n
                debug> _home.n
                2
                debug> _home.m = 7
                debug> :abort
                interrupted; 2 entries rolled back
                work> _home.n, _home.m
                1
                nil
                work> add()
                stopped at stdin:2 in the function of line 1 (breakpoint 1)
                  2    return _home.n
                debug> _home.m = 7
                debug> :continue
                2
                work> _home.n, _home.m
                2
                7
                work> ^D
                """);
    }

    @Test
    void storedTablesAreLookedAtWhileAProgramStands() {
        screen("""
                work> _home.jobs = { "write", "test" }
                work> function ship()
                ....>   _home.jobs[3] = "ship"
                ....>   return #_home.jobs
                ....> end
                work> :break ship
                breakpoint 1 at ship
                work> (ship())
                stopped at stdin:2 in function 'ship' (breakpoint 1)
                  2    _home.jobs[3] = "ship"
                debug> :tables 2
                [1] = "write"
                [2] = "test"
                debug> :find test
                _home.jobs[2] = "test"
                1 place
                debug> :save
                :save is not possible while a program has stopped: :continue lets it run on, :abort takes back what it did
                debug> :q
                :quit is not possible while a program has stopped: :continue lets it run on, :abort takes back what it did
                debug> error("boom", 0)
                boom
                debug> nothing.at.all
                stdin:1: attempt to index global 'nothing' (a nil value)
                    nothing.at.all
                    ^
                debug> :next
                stopped at stdin:3 in function 'ship'
                  3    return #_home.jobs
                debug> :list _home.jobs
                #2 { "write", "test", "ship" }
                debug> :continue
                3
                work> ^D
                """);
    }

    @Test
    void aStepBeginsAnEntryAndEndsWithIt() {
        assertEquals("""
                work> :step local a = 1
                work> local a = 1
                stopped at stdin:1 in main chunk
                  1  local a = 1
                debug> :next
                work> :step a + * 2
                work> a + * 2
                stdin:1: syntax error near '+'
                    a + * 2
                      ^
                work> a + 2
                3
                work> :step a + 2
                work> a + 2
                stopped at stdin:1 in main chunk
                  1  return a + 2
                debug> ^D
                interrupted
                work> ^D
                """, run(List.of(":step local a = 1", ":next", ":step a + * 2", "a + 2", ":step a + 2")));
    }

    @Test
    void localsAndVariablesOfFunctionsAroundAreTheSameVariables() {
        screen("""
                work> local count = 0
                work> function tick(...)
                ....>   local step = ...
                ....>   count = count + step
                ....>   return count
                ....> end
                work> :break tick
                breakpoint 1 at tick
                work> local got = tick(5, "x") got = got + 0
                stopped at stdin:2 in function 'tick' (breakpoint 1)
                  2    local step = ...
                debug> :next
                stopped at stdin:3 in function 'tick'
                  3    count = count + step
                debug> :vars
                step = 5
                ... = 5, "x"
                count = 0  (of a function around)
                debug> count, step = 10, 20
                debug> local double = step * 2
                debug> double
                40
                debug> get = function() return count + step end
                debug> :continue
                work> count, get()
                30
                50
                work> ^D
                """);
    }

    @Test
    void coroutinesAreSteppedThrough() {
        screen("""
                work> function each(n)
                ....>   return coroutine.wrap(function()
                ....>     for i = 1, n do
                ....>       coroutine.yield(i)
                ....>     end
                ....>   end)
                ....> end
                work> function all()
                ....>   local s = 0
                ....>   for v in each(2) do
                ....>     s = s + v
                ....>   end
                ....>   return s
                ....> end
                work> :break stdin:4 if i == 1
                breakpoint 1 at stdin:4 if i == 1
                work> print(all())
                stopped at stdin:4 in the function of line 2 (breakpoint 1)
                  4        coroutine.yield(i)
                debug> :where
                > 0  stdin:4 in the function of line 2
                  1  stdin:3 in function 'all'
                  2  stdin:1 in main chunk
                  2  function()
                  3      for i = 1, n do
                > 4        coroutine.yield(i)
                  5      end
                  6    end
                debug> :next
                stopped at stdin:4 in function 'all'
                  4      s = s + v
                debug> :next
                stopped at stdin:3 in function 'all'
                  3    for v in each(2) do
                debug> :next
                stopped at stdin:4 in function 'all'
                  4      s = s + v
                debug> :finish
                stopped at stdin:1 in main chunk
                  1  return print(all())
                debug> :finish
                3
                work> ^D
                """);
    }

    @Test
    void wrongUseIsToldOfAndNothingElseStops() {
        screen("""
                work> :break
                no breakpoints; :break FILE:LINE sets one
                work> :break a b
                not a place to stop at: a b; write :break FILE:LINE or :break FUNCTION, with if EXPR behind it or not
                work> :break 12
                not a place to stop at: 12; write :break FILE:LINE or :break FUNCTION, with if EXPR behind it or not
                work> :break f if 1 +
                not an expression: 1 + (stdin:1: unexpected symbol near <eof>)
                work> :unbreak 3
                there is no breakpoint 3; :break lists them
                work> :unbreak
                :unbreak takes the number of a breakpoint, or all
                work> :step
                no program has stopped; :step LUA runs some, and stops at its first line
                work> :next
                :next is for a program that has stopped at a breakpoint; :break sets one
                work> 1 + 2
                3
                work> function f() return 1 end
                work> :break f if nothing.here
                breakpoint 1 at f if nothing.here
                work> (f())
                stopped at stdin:1 in function 'f' (breakpoint 1, whose condition fails (stdin:1: attempt to index global 'nothing' (a nil value)))
                  1  function f() return 1 end
                debug> :continue
                1
                work> :unbreak all
                work> (f())
                1
                work> ^D
                """);
    }
}
