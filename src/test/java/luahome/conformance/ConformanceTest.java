package luahome.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs written from the reference manual of Lua 5.2, section by section, against what PUC Lua 5.2.4 prints. What
 * it prints lies beside each program and is made anew, in the directory of the programs, by
 *
 * <pre>for p in *.lua; do TZ=UTC LC_ALL=C lua5.2 $p &lt;/dev/null &gt;${p%.lua}.out 2&gt;&amp;1; done</pre>
 */
class ConformanceTest {
    static List<Program> programs() {
        return Program.all();
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsWhatRealLuaPrints(Program program) {
        compare(program, expected(program), Runners.luahome(program.source(), program.name(), false));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void printsTheSameWithPersistentTables(Program program) {
        compare(program, expected(program), Runners.luahome(program.source(), program.name(), true));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whatIsStoredIsWhatRealLuaPrints(Program program) {
        assumeTrue(Runners.hasRealLua(), "no lua5.2 of version 5.2.4 on PATH");
        compare(program, program.stored(), Runners.realLua(program), List.of());
    }

    /**
     * The same instructions and libraries under LuaJ's interpreter print the same but for the lines in
     * `differences-luaj`: messages of errors, numbers joined to strings, and what LuaJ cannot do (yield through a call
     * from Java, compare what is not alike through `__lt`), which also ends some programs early.
     */
    @ParameterizedTest
    @MethodSource("programs")
    void agreesWithTheInterpreterOfLuaJ(Program program) {
        List<String> ours = Runners.luahome(program.source(), program.name(), false);
        assertEquals(
                program.differencesOfLuaJ(), Lines.compare(program.name(), ours, Runners.interpreterOfLuaJ(program)));
    }

    private static List<String> expected(Program program) {
        return Runners.hasRealLua() ? Runners.realLua(program) : program.stored();
    }

    private static void compare(Program program, List<String> expected, List<String> actual) {
        compare(program, expected, actual, program.differences());
    }

    private static void compare(
            Program program, List<String> expected, List<String> actual, List<Difference> differences) {
        List<String> wanted = new ArrayList<>(expected);
        for (Difference difference : differences) {
            wanted.set(difference.line() - 1, difference.printed());
        }
        StringBuilder wrong = new StringBuilder();
        for (int i = 0; i < Math.max(wanted.size(), actual.size()); i++) {
            String left = i < wanted.size() ? wanted.get(i) : "(nothing)";
            String right = i < actual.size() ? actual.get(i) : "(nothing)";
            if (!left.equals(right)) {
                wrong.append(program.name() + ", line " + (i + 1) + " of the output\n  expected " + left
                        + "\n  but was  " + right + "\n");
            }
        }
        if (!wrong.isEmpty()) {
            Assertions.fail(wrong.toString());
        }
        assertEquals(wanted.size(), actual.size());
    }
}
