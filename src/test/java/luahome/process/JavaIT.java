package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java in Lua code: on request only, and then with tables, functions and text of any kind. */
class JavaIT {
    @TempDir
    Path home;

    private Result eval(String code, String... options) {
        Object[] arguments = new Object[options.length + 4];
        arguments[0] = "eval";
        arguments[1] = "-w";
        arguments[2] = home.resolve("work");
        System.arraycopy(options, 0, arguments, 3, options.length);
        arguments[arguments.length - 1] = code;
        return Luahome.at(home).run("", arguments);
    }

    @Test
    void isOutOfReachUnlessAskedFor() {
        assertEquals("nil\nnil\n", eval("luajava, package.loaded.luajava").out());
        assertEquals(
                "function: builtin: luajava.bindClass\n",
                eval("luajava.bindClass", "--java").out());
        Result refused = eval("1", "--java", "--sandbox");
        assertEquals(2, refused.status());
        assertTrue(refused.err().contains("--sandbox and --java exclude each other"), refused::toString);
    }

    @Test
    void takesTextTablesAndFunctionsToJavaAndBack() {
        Result result = eval("""
                local text = luajava.newInstance("java.lang.StringBuilder", "h😀é")
                text:append(5)
                print(text:toString(), text:length(), tostring(text), text:toString() == "h😀é5")
                local list = luajava.newInstance("java.util.ArrayList")
                local kept = {7}
                _home.kept = kept
                list:add(kept)
                print(list:get(0) == kept, list:get(0)[1], luajava.bindClass("java.lang.Math"):max(3, 4))
                local order = luajava.createProxy("java.util.Comparator", {
                    compare = function(a, b) return a < b and 1 or a > b and -1 or 0 end })
                local map = luajava.newInstance("java.util.TreeMap", order)
                map:put("a", 1)
                map:put("b", 2)
                print(map:toString())
                local point = luajava.newInstance("java.awt.Point")
                point.x = 5
                print(point.x, point.nothing)
                """, "--java");
        assertEquals("h😀é5\t5\th😀é5\ttrue\ntrue\t7\t4\n{b=2, a=1}\n5\tnil\n", result.out(), result::toString);
        assertEquals(0, result.status());
    }

    @Test
    void errorsOfJavaAreErrorsOfLua() {
        Result result = eval("""
                print(pcall(luajava.newInstance, "java.lang.Integer", "x"))
                local list = luajava.newInstance("java.util.ArrayList")
                print(pcall(function() return list:get(0) end))
                print(pcall(function() return list:nope() end))
                print(pcall(function() _home.list = list end))
                local thread = luajava.newInstance("java.lang.Thread", luajava.createProxy("java.lang.Runnable", {
                    run = function() ran = true end }))
                thread:start()
                thread:join()
                print(ran)
                """, "--java");
        assertEquals("""
                false\tjava.lang.NumberFormatException: For input string: "x"
                false\teval:3: java.lang.IndexOutOfBoundsException: Index 0 out of bounds for length 0
                false\teval:4: attempt to call method 'nope' (a nil value)
                false\teval:5: cannot persist a userdata value (at _home.list)
                nil
                """, result.out());
        assertTrue(result.err().contains("Lua code runs in one thread only"), result::toString);
    }
}
