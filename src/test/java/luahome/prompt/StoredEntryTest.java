package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import luahome.command.builtin.Commands;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Functions that were typed at a prompt, in a later session. */
class StoredEntryTest {
    @TempDir
    private Path directory;

    /** What a session shows for the last of the entries. */
    private String last(String... typed) {
        ScriptedConsole console = ScriptedConsole.typing(List.of(typed));
        try (Session session =
                Session.open(directory.resolve("work"), console.streams(), console::work, SessionOptions.USUAL)) {
            new Repl(Commands.context(session, console)).run("test");
        }
        String screen = console.transcript();
        String entry = typed[typed.length - 1];
        String from = screen.substring(screen.lastIndexOf(entry) + entry.length());
        return from.substring(0, from.lastIndexOf('\n', from.lastIndexOf("> "))).strip();
    }

    @Test
    void aFunctionMayNameTablesByTheirIds() {
        last("_home.t = { 7 }", "function _home.f() return #2[1] end");
        assertEquals("7", last("_home.f()"));
        assertEquals("function _home.f() return #2[1] end", last(":source _home.f"));
        String message = last("function _home.g() return #2() end", "_home.g( )");
        assertEquals("""
                stdin:1: attempt to call upvalue '#2' (a table value)
                    function _home.g() return #2() end
                                              ^""", message);
    }

    @Test
    void localsOfThePromptLiveOnInStoredFunctions() {
        last(
                "local n = 5",
                "local step = 2",
                "function _home.inc() n = n + step; return n end",
                "n = 10",
                "_home.inc()");
        assertEquals("14", last("_home.inc()"));
        assertEquals("function _home.inc() n = n + step; return n end", last(":source _home.inc"));
        assertEquals("nil", last("print(n)"));
    }

    @Test
    void functionsOfOneEntryAreTheirOwn() {
        last("local k = 1; _home.a, _home.b = function() return k end, function() k = k + 1; return k end");
        assertEquals("2", last("_home.b()"));
        assertEquals("2", last("_home.a()"));
        assertEquals("function() k = k + 1; return k end", last(":source _home.b"));
    }
}
