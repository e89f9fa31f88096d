package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Functions that come back alive in the next process, and their text. */
class FunctionsIT extends UserTest {
    private static final String COUNTER = """
            local n = 0
            function _home.count(by) n = n + by return n end
            """;

    private String run(String input) {
        Result result = user.run(input, "repl", workspace);
        return (result.out() + result.err()).stripTrailing();
    }

    /** Makes a program that is called as an editor, with the file as its last argument. */
    private void editor(String script) throws IOException {
        Path file = home.resolve("an editor");
        Files.writeString(file, "#!/bin/sh\nfor file; do :; done\n" + script);
        assertTrue(file.toFile().setExecutable(true));
        user = user.with("EDITOR", "'" + file + "'");
    }

    /** Walks through all that a program can reach; {@code visit} gets each function that is built in, and its path. */
    private static final String WALK = """
            local seen = {[_home] = true}
            local function walk(path, value)
              if value == nil or seen[value] then return end
              local kind = type(value)
              if kind == "function" then
                seen[value] = true
                visit(path, value)
              elseif kind == "table" then
                seen[value] = true
                local keys = {}
                for key in next, value do keys[#keys + 1] = key end
                table.sort(keys, function(a, b) return tostring(a) < tostring(b) end)
                for _, key in ipairs(keys) do walk(path .. "." .. tostring(key), value[key]) end
              end
              if kind == "table" or kind == "userdata" or kind == "string" then
                walk(path .. "<metatable>", debug.getmetatable(value))
              end
            end
            walk("globals", _G)
            walk("file", io.stdout)
            walk("text", "")
            walk("ipairs", (ipairs({})))
            """;

    @Test
    void eachBuiltInFunctionThatAProgramReachesIsTheSameInTheNextSession() {
        Result stored = user.run(
                "_home.all, _home.n = {}, 0 local function visit(path, f) _home.all[path] = f _home.n = _home.n + 1 end "
                        + WALK + " print(_home.n > 150, _home.all.ipairs ~= nil)",
                "repl",
                workspace);
        assertEquals("true\ttrue\n", stored.out(), stored::toString);
        Result found = user.run(
                "local n = 0 local function visit(path, f) n = n + 1 if _home.all[path] ~= f then print(path) end end "
                        + WALK + " print(n == _home.n)",
                "repl",
                workspace);
        assertEquals("true\n", found.out(), found::toString);
    }

    @Test
    void aFunctionGoesOnCountingProcessAfterProcess() {
        run(COUNTER);
        for (int i = 1; i <= 3; i++) {
            assertEquals(Integer.toString(i * 5), run("print(_home.count(5))"));
        }
        assertEquals(
                "20\nstdin:1: x", run("print(_home.count(5)) error('x', 1)").replaceAll("; .*", ""));
        assertEquals("20", run("print(_home.count(5))"));
    }

    @Test
    void theTextOfAFunctionIsShownAsItWasWritten() {
        run(COUNTER + "_home.p, _home.list = print, { function() return 1 end, function() return 2 end }");
        assertEquals("function _home.count(by) n = n + by return n end", run(":source _home.count"));
        assertEquals("function() return 2 end", run(":source _home.list[2]"));
        assertEquals("function() return 2 end", run(":source ({ _home.list[2] })[1]"));
        assertEquals("stdin:1: _home.p is a built-in function, which has no text", run(":source _home.p"));
        assertEquals("stdin:1: _home.list is a table, not a function", run(":source _home.list"));
        assertEquals("stdin:1: _home.nothing is nil, not a function", run(":source _home.nothing"));
        assertEquals("stdin:1: :source takes a function, as in :source _home.fib", run(":source"));
    }

    @Test
    void anEditorChangesAFunctionThatKeepsItsVariables() throws IOException {
        run(COUNTER + "print(_home.count(1))");
        editor("sed -i 's/n + by/n + by * 100/' \"$file\"\n");
        assertEquals("_home.count has a new text\n201", run(":edit _home.count\nprint(_home.count(2))"));
        assertEquals("301", run("print(_home.count(1))"));
    }

    @Test
    void whatDoesNotCompileGoesBackToTheEditorUntilItDoes() throws IOException {
        run(COUNTER);
        editor("""
                if grep -q BROKEN "$file"; then
                  echo 'function() return "mended" end' > "$file"
                else
                  printf 'function()\\n  return BROKEN +\\nend' > "$file"
                fi
                """);
        String said = run(":edit _home.count\nprint(_home.count())");
        assertTrue(said.contains(":3: unexpected symbol near 'end'"), said);
        assertTrue(said.contains("_home.count has a new text\nmended"), said);
    }

    @Test
    void whatAnEditorLeavesBrokenIsKeptInItsFile() throws IOException {
        run(COUNTER);
        editor("echo 'function( broken' > \"$file\"\n");
        String said = run(":edit _home.count");
        Matcher file = Pattern.compile("nothing was changed, and the text is in (\\S+)")
                .matcher(said);
        assertTrue(file.find(), said);
        Path kept = Path.of(file.group(1));
        assertEquals("function( broken\n", Files.readString(kept));
        Files.delete(kept);
        assertEquals("1", run("print(_home.count(1))"));
    }

    @Test
    void anEditorThatFailsOrChangesNothingChangesNothing() throws IOException {
        run(COUNTER);
        editor("exit 0\n");
        assertEquals("_home.count was left as it is", run(":edit _home.count"));
        for (String failing : List.of("exit 3\n", "rm \"$file\"; exit 3\n")) {
            editor(failing);
            String said = run(":edit _home.count");
            assertTrue(said.endsWith("ended with status 3; nothing was changed"), said);
        }
        assertEquals("1", run("print(_home.count(1))"));
    }

    @Test
    void anEditorWorksAtATerminal() throws IOException {
        run(COUNTER);
        editor("printf 'press a key: '; read -r answer; echo \"function() return '$answer' end\" > \"$file\"\n");
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work*1>", "");
            terminal.enter(":edit _home.count");
            terminal.await("the editor", screen -> screen.endsWith("press a key:"));
            terminal.enter("typed");
            terminal.awaitPrompt("work*1>", "has a new text");
            terminal.enter("_home.count()");
            terminal.awaitPrompt("work*1>", "\"typed\"");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
    }
}
