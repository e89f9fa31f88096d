package luahome.lua.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import luahome.home.value.Code;
import luahome.home.value.CodeText;
import luahome.lua.TestMachine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a function from its text alone. */
class FunctionDocTest {
    private final TestMachine lua = new TestMachine();

    /** The text of the last function of a chunk, inner ones last. */
    private CodeText last(String chunk) throws SyntaxException {
        Code code = lua.machine
                .compile(chunk.getBytes(StandardCharsets.UTF_8), "file.lua")
                .prototype();
        while (code.inner().length > 0) {
            code = code.inner()[code.inner().length - 1];
        }
        return code.text();
    }

    private String told(String chunk) throws SyntaxException {
        FunctionDoc doc = FunctionDoc.of(last(chunk.replace("\\n", "\n").replace("\\r", "\r")));
        return doc.signature("f") + " " + String.join("/", doc.comment());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "-- one\\nfunction x(a) end                      | f(a) one",
                "-- one\\n-- two\\nlocal function x() end        | f() one/two",
                "--- one\\n--  two\\n--\\n-- four\\nx = function(a, ...) end | f(a, ...) one/ two//four",
                "-- one\\nlocal x = function() end               | f() one",
                "-- one\\na.b['c'][d[1]] = function() end        | f() one",
                "-- one\\nfunction a.b:c(d) end                  | f(self, d) one",
                "--[[ one\\n  two\\n]]\\nfunction x() end        | f() one/two",
                "--[==[ one ]]\\n]==] function x() end           | f() one ]]",
                "t = {\\n  -- one\\n  x = function() end }       | f() one",
                "t = {\\n  1,\\n  -- one\\n  [2] = function() end } | f() one",
                "-- one\\nreturn function() end                  | f() one",
                "y = 1\\n-- one\\nfunction x() end               | f() one",
                "y = 1 -- other\\n-- one\\nfunction x() end      | f() one",
                "-- one\\r\\n-- two\\r\\nfunction x() end        | f() one/two",
                "\\n-- one\\nfunction x() end                    | f() one",
                "-- other\\n\\n-- one\\nfunction x() end         | f() one",
                "function x() -- one\\n-- two\\n\\n-- other\\n end | f() one/two",
                "function x(a, b --[[c]])\\n\\n  -- one\\n return 1 end | f(a, b) one",
                "-- outer\\nfunction y()\\n -- one\\nlocal x = function() end end | f() one",
                "-- other\\n\\nfunction x() end                  | f() ",
                "-- other\\ny = 1\\nfunction x() end             | f() ",
                "-- other\\ny = 1; function x() end              | f() ",
                "y = 1 -- other\\nfunction x() end               | f() ",
                "-- other\\ncall(function() end)                 | f() ",
                "-- other\\na, b = 1, function() end             | f() ",
                "function x() return 1 -- other\\n end           | f() ",
                "-- one\\n\\n-- other\\nreturn 1                 | f(...) one",
            })
    void tellsParametersAndTheCommentThatBelongsToTheFunction(String chunk, String expected) throws SyntaxException {
        assertEquals(expected, told(chunk).stripTrailing());
    }

    @Test
    void tellsWhereTheFunctionIsFromAndItsTextWithoutTheCommentAbove() throws SyntaxException {
        FunctionDoc doc = FunctionDoc.of(last("\n-- one\n  -- two\nlocal function x()\n  -- in\nend"));
        assertEquals("file.lua:4", doc.place());
        assertEquals("function x()\n  -- in\nend", doc.source());
        assertEquals("one", doc.summary());
    }

    @Test
    void theTextThatIsKeptBeginsWithTheComment() throws SyntaxException {
        CodeText text = last("  -- one\r\n  --[[ two\n three ]]\r\nlocal function x() end");
        assertEquals("-- one\n--[[ two\n three ]]\nfunction x() end", new String(text.text(), StandardCharsets.UTF_8));
        assertEquals(4, text.line());
    }
}
