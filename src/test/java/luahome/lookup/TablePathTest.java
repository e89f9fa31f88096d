package luahome.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import luahome.home.MemoryStore;
import luahome.lua.text.SyntaxException;
import luahome.prompt.ScriptedConsole;
import luahome.session.Outcome;
import luahome.session.Session;
import luahome.session.SessionOptions;
import luahome.session.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Finding tables without running code; and words that someone probably meant. */
class TablePathTest {
    private final Session session = Session.over(
            new MemoryStore(),
            Path.of("work"),
            ScriptedConsole.typing(List.of()).streams(),
            task -> Work.UNSEEN,
            SessionOptions.USUAL);

    @BeforeEach
    void fill() throws Exception {
        String code = """
                _home.a = {}                                     -- 2
                _home.a.b = {}                                   -- 3
                _home.a[3] = {}                                  -- 4
                _home.a[-1.5] = {}                               -- 5
                _home.a["odd \\"key\\" \\255\\n"] = {}           -- 6
                _home.a[true] = {}                               -- 7
                _home.a["é"] = {}                                -- 8
                _home.a.s = "text"
                """;
        byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
        Outcome outcome = session.transact(() -> call(bytes));
        assertEquals(Outcome.Done.class, outcome.getClass());
    }

    private Varargs call(byte[] code) {
        try {
            return session.machine().call(session.machine().compile(code, "test"), LuaValue.NONE);
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @AfterEach
    void close() {
        session.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "1 | 1",
                "#1 | 1",
                "_home | 1",
                "Memory | 1",
                "_home.a | 2",
                "#2.b | 3",
                "2.b | 3",
                "_home.a.b | 3",
                "_home[\"a\"]['b'] | 3",
                "_home.a[3] | 4",
                "_home.a[ 3 ] | 4",
                "_home.a[3.0] | 4",
                "_home.a[-1.5] | 5",
                "_home.a[\"odd \\\"key\\\" \\255\\n\"] | 6",
                "_home.a[true] | 7",
                "_home.a[\"é\"] | 8",
                "  _home.a  | 2",
            })
    void findsTables(String path, long id) throws CommandException {
        assertEquals(id, TablePath.table(session.home(), path).id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0 | there is no table #0 in this workspace",
                "#99 | there is no table #99 in this workspace",
                "99999999999999999999 | there is no table #99999999999999999999 in this workspace",
                "_home.x | _home.x is nil, not a table",
                "_home.x.y | _home.x is nil, not a table",
                "_home.a.s | _home.a.s is a string, not a table",
                "_home.a[\"b | not a table's ID or path: _home.a[\"b; write it like 42, or _home.jobs[3][\"odd key\"]",
                "# | not a table's ID or path: #; write it like 42, or _home.jobs[3][\"odd key\"]",
                "-1 | not a table's ID or path: -1; write it like 42, or _home.jobs[3][\"odd key\"]",
                "_home. | not a table's ID or path: _home.; write it like 42, or _home.jobs[3][\"odd key\"]",
                "_home[] | not a table's ID or path: _home[]; write it like 42, or _home.jobs[3][\"odd key\"]",
                "_home[f()] | not a table's ID or path: _home[f()]; write it like 42, or _home.jobs[3][\"odd key\"]",
                "_home.a\\n | not a table's ID or path: _home.a\\n; write it like 42, or _home.jobs[3][\"odd key\"]",
                "_home['\\999'] | not a table's ID or path: _home['\\999']; write it like 42, or _home.jobs[3][\"odd key\"]",
                "a.b | not a table's ID or path: a.b; did you mean _home.a.b?",
                "['a'] | not a table's ID or path: ['a']; did you mean _home['a']?",
                "a.s | not a table's ID or path: a.s; write it like 42, or _home.jobs[3][\"odd key\"]",
                "print | not a table's ID or path: print; write it like 42, or _home.jobs[3][\"odd key\"]",
            })
    void saysWhatIsWrong(String path, String message) {
        var failure = assertThrows(CommandException.class, () -> TablePath.table(session.home(), path));
        assertEquals(message, failure.getMessage());
    }

    @Test
    void suggestsTheNearestWord() {
        List<String> words = List.of("save", "load", "tables", "meta", "help", "quit");
        assertEquals("tables", Spelling.to("tabels", words));
        assertEquals("tables", Spelling.to("table", words));
        assertEquals("quit", Spelling.to("q", words));
        assertEquals("help", Spelling.to("hlep", words));
        assertEquals(null, Spelling.to("frobnicate", words));
        assertEquals(null, Spelling.to("", words));
    }
}
