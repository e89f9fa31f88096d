package luahome.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import luahome.command.Command;
import luahome.command.builtin.Commands;
import luahome.console.Console;
import luahome.home.MemoryStore;
import luahome.home.value.HomeFunction;
import luahome.lua.text.SyntaxException;
import luahome.prompt.ScriptedConsole;
import luahome.session.Outcome;
import luahome.session.PromptEntry;
import luahome.session.Session;
import luahome.session.SessionOptions;
import luahome.session.Work;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.luaj.vm2.LuaValue;

/** What is offered at the cursor. */
class CompletionTest {
    @TempDir
    Path directory;

    private final Session session = Session.over(
            new MemoryStore(),
            Path.of("work"),
            ScriptedConsole.typing(List.of()).streams(),
            task -> Work.UNSEEN,
            SessionOptions.USUAL);

    private final Completion completion = new Completion(session, Commands.TABLE);

    @BeforeEach
    void fill() {
        String code = """
                _home.jobs = { first = 1, fast = {}, ["odd key"] = 2, [7] = 3 }
                trap = setmetatable({}, {
                    __index = function() error("ran") end, __pairs = function() error("ran") end })
                Account = { balance = 0 }
                Account.__index = Account
                function Account.deposit(self, amount) end
                account = setmetatable({ owner = "Ann" }, Account)
                word = "text"
                _home.lists = { item10 = {}, item2 = {} }
                """;
        session.transact(() -> session.machine().call(compiled(code), LuaValue.NONE));
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
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "_home.j       | _home.jobs",
                "_home.jobs.fa | _home.jobs.fast",
                "_home.jobs.f  | _home.jobs.fast _home.jobs.first",
                "x=_home.jobs. | x=_home.jobs.fast x=_home.jobs[\"odd key\"] x=_home.jobs.first",
                "_home.jobs.od | _home.jobs[\"odd key\"]",
                "_home.lists.  | _home.lists.item2 _home.lists.item10",
                "_home[\"j     | _home[\"jobs\"]",
                "_home['j      | _home[\"jobs\"]",
                "_home.jobs[   | _home.jobs[\"fast\"] _home.jobs[\"first\"] _home.jobs[\"odd key\"] _home.jobs[7]",
                "_home[\"jobs\"][\"od | _home[\"jobs\"][\"odd key\"]",
                "f(_home.j     | f(_home.jobs",
                ":browse _home.j | :browse _home.jobs",
                "string.rep    | string.rep",
                "word:up       | word:upper",
                "account:      | account:deposit",
                "account.      | account.__index account.deposit account.balance account.owner",
                "_home:jo      | ``",
                "colle         | collectgarbage",
                "whi           | while",
                "#3            | #3",
                "x = #3.       | ``",
                ":ta           | :tables",
                ":tables _home.jo | :tables _home.jobs",
                ":tab #2       | :tab #2",
                ":help lo      | :help load :help locals",
                ":meta table   | :meta tableCount :meta tableIds",
                ":grid _home.j | :grid _home.jobs",
                ":edit _home.j | :edit _home.jobs",
                ":set h        | :set hints :set history",
                ":set pager o  | :set pager on :set pager off",
                ":set wid      | :set width",
                ":set wid a    | :set wid auto",
                ":set depth    | :set depth",
                ":set depth d  | :set depth default",
                ":set xyzzy o  | ``",
                "f().x         | ``",
                "'a'.up        | ``",
                "-- pri        | ``",
                "x = \"pri    | ``",
                "trap.x        | ``",
                "nope.x        | ``",
                "_home.jobs.first.x | ``",
            })
    void offersKeysWithoutRunningCode(String text, String expected) {
        assertEquals(expected, offered(text));
    }

    @Test
    void offersAllCommandsThatCanBeUsed() {
        String all = Commands.TABLE.all().stream()
                .filter(command -> command.place() != Command.Place.AT_STOP)
                .map(command -> ":" + command.name())
                .collect(Collectors.joining(" "));
        assertEquals(all, offered(":"));
    }

    @Test
    void offersTheLocalsOfThePrompt() throws SyntaxException {
        PromptEntry entry = PromptEntry.of("local counter, count = {}, 1", session);
        session.transact(entry::run);
        entry.keepLocals();
        assertEquals("count counter", offered("coun"));
        assertEquals("locals", completion.of("coun").get(0).group());
    }

    @Test
    void offersFilesInsideTheQuotesOfAFunctionThatOpensThem() throws IOException {
        Files.writeString(directory.resolve("script one.lua"), "");
        Files.writeString(directory.resolve("script2.lua"), "");
        Files.createDirectory(directory.resolve("scripts"));
        String typed = "dofile \"" + directory + "/scr";
        assertEquals(
                "dofile \"" + directory + "/script one.lua\" dofile \"" + directory + "/script2.lua\" dofile \""
                        + directory + "/scripts/",
                offered(typed));
        assertEquals("io.open('" + directory + "/script2.lua'", offered("io.open('" + directory + "/script2"));
        assertEquals("", offered("print('" + directory + "/scr"));
        assertEquals("", offered("dofile '" + directory + "/nowhere/"));
    }

    @Test
    void saysWhatAKeyHoldsInGroups() {
        Console.Suggestion jobs = completion.of("_home.jo").get(0);
        assertEquals("#2, 4 entries", jobs.detail());
        assertEquals("tables", jobs.group());
        assertEquals("jobs", jobs.display());
        assertEquals("...", completion.of("prin").get(0).detail());
        assertEquals("s, n [, sep]", completion.of("string.rep").get(0).detail());
        assertEquals("self, amount", completion.of("account:d").get(0).detail());
        assertEquals("functions", completion.of("account:d").get(0).group());
        assertEquals("1", completion.of("_home.jobs.first").get(0).detail());
    }

    @Test
    void findsEveryKeyOfALargeTable() {
        run("_home.large = {} for i = 1, 30000 do _home.large['key' .. i] = i end _home.large.last = {}");
        assertEquals("_home.large.key29999", offered("_home.large.key29999"));
        assertEquals("_home.large.last", offered("_home.large.l"));
        assertEquals("_home[\"large\"][\"last\"]", offered("_home[\"large\"][\"l"));
        // The first ones and the greatest, so that what all of them begin with is right.
        assertEquals(KeySuggestions.MOST + 1, completion.of("_home.large.key").size());
        assertEquals("tables", completion.of("_home.large.").get(0).group());
        assertEquals(List.of(), completion.of("_home.large.nokey"));
    }

    @Test
    void ofManyNumbersOffersTheFirst() {
        run("_home.list = {} for i = 1000000, 1000600 do _home.list[i] = i end");
        List<Console.Suggestion> offered = completion.of("_home.list[");
        assertEquals("[1000000]", offered.get(0).text());
        assertEquals("[1000499]", offered.get(499).text());
        assertEquals(
                "[…, [, more numbers",
                offered.get(500).display() + ", " + offered.get(500).text() + ", "
                        + offered.get(500).detail());
        assertEquals(501, offered.size());
    }

    @Test
    void completesWhatWasTypedInEscapes() {
        run("_home['\\255\\0a'] = 1 _home['tab\\there'] = 2");
        assertEquals("_home[\"\\255\\000a\"]", offered("_home[\"\\255\\0"));
        assertEquals("_home[\"tab\\there\"]", offered("_home['tab\\x09h"));
    }

    private void run(String code) {
        assertInstanceOf(
                Outcome.Done.class, session.transact(() -> session.machine().call(compiled(code), LuaValue.NONE)));
    }

    private HomeFunction compiled(String code) {
        try {
            return session.machine().compile(code.getBytes(StandardCharsets.UTF_8), "test");
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
