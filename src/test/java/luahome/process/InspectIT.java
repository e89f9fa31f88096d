package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The commands that look at a workspace, for people and for programs. */
class InspectIT extends UserTest {

    @BeforeEach
    void fill() {
        run("_home.jobs = { 'write', { done = false } }\n_home['odd \"key\"'] = 'a\\nb'\n_home.bytes = '\\255'\n");
    }

    @Test
    void listsTablesWithIdPathEntriesAndBytes() {
        List<String> lines = run(":tables").lines().toList();
        assertTrue(lines.get(0).matches("\\s*ID\\s+PATH\\s+ENTRIES\\s+BYTES\\s*"), lines::toString);
        assertTrue(lines.get(1).matches("\\s*1\\s+_home\\s+3\\s+\\d+\\s*"), lines::toString);
        assertTrue(lines.get(2).matches("\\s*2\\s+_home\\.jobs\\s+2\\s+\\d+\\s*"), lines::toString);
        assertTrue(lines.get(3).matches("\\s*3\\s+_home\\.jobs\\[2\\]\\s+1\\s+\\d+\\s*"), lines::toString);
        assertEquals(4, lines.size());
        assertEquals(run(":tables"), inspect("tables", workspace));
    }

    @Test
    void showsTheEntriesOfATableByIdAndByPath() {
        String entries = inspect("tables", workspace, "_home.jobs");
        assertTrue(entries.contains("\"write\"") && entries.lines().count() == 2, entries);
        assertEquals(entries, inspect("tables", workspace, "2"));
        assertEquals(entries, run(":tables 2"));
        assertEquals(entries, run(":tables _home.jobs"));
    }

    @Test
    void listsTablesAsJson() {
        String json = inspect("tables", "--json", workspace);
        assertTrue(
                Pattern.compile(
                                "\\A\\[\\s*\\{ ?\"id\": 1, \"path\": \"_home\", \"entries\": 3, \"bytes\": \\d+ ?},"
                                        + "\\s*\\{ ?\"id\": 2, \"path\": \"_home.jobs\", .*]\\s*\\z",
                                Pattern.DOTALL)
                        .matcher(json)
                        .matches(),
                json);
        String entries = inspect("tables", "--json", workspace, "_home");
        assertTrue(entries.contains("\"key\": \"odd \\\"key\\\"\", \"value\": \"a\\nb\""), entries);
    }

    @Test
    void showsTheSixMetadataByTheirNames() {
        assertEquals("1\n", inspect("meta", workspace, "memoryTableId"));
        assertEquals("3\n", inspect("meta", workspace, "tableCount"));
        assertEquals("1 2 3\n", inspect("meta", workspace, "tableIds"));
        assertEquals("4\n", inspect("meta", workspace, "nextTableId"));
        assertEquals("null\n", inspect("meta", workspace, "savedAt"));
        assertEquals("true\n", inspect("meta", workspace, "stateRestored"));
        assertEquals("true\n", run(":meta stateRestored"));
        assertTrue(inspect("meta", workspace).contains("home.db"));
    }

    @Test
    void showsMetadataAsJsonInTheirTypes() {
        String json = inspect("meta", "--json", workspace);
        for (String part : List.of(
                "\"memoryTableId\": 1",
                "\"nextTableId\": 4",
                "\"tableCount\": 3",
                "\"tableIds\": [1, 2, 3]",
                "\"savedAt\": null",
                "\"stateRestored\": true",
                "\"formatVersion\": ")) {
            assertTrue(json.contains(part), json);
        }
        run(":save");
        json = inspect("meta", "--json", workspace);
        assertTrue(
                Pattern.compile("\"savedAt\": \"\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z\"")
                        .matcher(json)
                        .find(),
                json);
    }

    @Test
    void aFreshWorkspaceHasOneTableAndNothingRestored() {
        Path fresh = home.resolve("fresh");
        Result result = user.run(":meta tableCount\n:meta stateRestored\n", "repl", fresh);
        assertEquals("1\nfalse\n", result.out(), result::toString);
    }

    @Test
    void anUnknownKeySuggestsTheNearest() {
        Result result = user.run("", "meta", workspace, "tableCuont");
        assertTrue(result.err().contains("did you mean tableCount?"), result::toString);
        assertEquals(1, result.err().lines().count());
        assertTrue(result.status() == 1 || result.status() == 2, result::toString);
    }

    @Test
    void helpListsEveryCommandAndExplainsOne() {
        String help = run(":help");
        for (String command : List.of("save", "load", "tables", "meta", "help", "quit")) {
            assertTrue(help.contains(":" + command), help);
            assertTrue(run(":help " + command).contains(":" + command), help);
        }
        assertEquals("", run(":quit\nprint('ran on')"));
    }

    private String run(String script) {
        Result result = user.run(script, "repl", workspace);
        assertEquals(0, result.status(), result::toString);
        assertEquals("", result.err());
        return result.out();
    }

    private String inspect(Object... arguments) {
        Result result = user.run("", arguments);
        assertEquals(0, result.status(), result::toString);
        assertEquals("", result.err());
        return result.out();
    }
}
