package luahome.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import luahome.home.MemoryStore;
import luahome.lua.SyntaxException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;

/** What is offered at the cursor. */
class CompletionTest {
    private final Session session =
            Session.over(new MemoryStore(), Path.of("work"), ScriptedConsole.typing(List.of()), SessionOptions.USUAL);

    private final Completion completion = new Completion(session, new Commands());

    @BeforeEach
    void fill() throws SyntaxException {
        String code = """
                _home.jobs = { first = 1, fast = {}, ["odd key"] = 2, [7] = 3 }
                trap = setmetatable({}, {
                    __index = function() error("ran") end, __pairs = function() error("ran") end })
                """;
        session.machine().call(
                session.machine().compile(code.getBytes(StandardCharsets.UTF_8), "test"), LuaValue.NONE);
    }

    @AfterEach
    void close() {
        session.close();
    }

    private String offered(String text) {
        return completion.of(text).stream()
                .map(s -> text.substring(0, s.start()) + s.text())
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "_home.j       | _home.jobs",
        "_home.jobs.fa | _home.jobs.fast",
        "_home.jobs.f  | _home.jobs.fast _home.jobs.first",
        "x=_home.jobs. | x=_home.jobs.fast x=_home.jobs.first",
        "string.rep    | string.rep",
        "_home:jo      | _home:jobs",
        "colle         | collectgarbage",
        ":ta           | :tables",
        ":             | :save :load :tables :meta :check :backup :compact :trace :help :quit",
        "f().x         | ''",
        "'a'.up        | ''",
        "trap.x        | ''",
        "nope.x        | ''",
        "_home.jobs.first.x | ''",
    })
    void offersKeysWithoutRunningCode(String text, String expected) {
        assertEquals(expected.equals("''") ? "" : expected, offered(text));
    }

    @Test
    void saysWhatAKeyHolds() {
        assertTrue(completion.of("_home.jo").get(0).detail().matches("#2 \\{ 4 entries }"));
        assertEquals("function", completion.of("prin").get(0).detail());
    }
}
