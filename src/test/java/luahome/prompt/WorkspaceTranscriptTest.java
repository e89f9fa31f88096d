package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Revisions, listings and garbage at the prompt, as the screen shows them. */
class WorkspaceTranscriptTest extends Transcript {
    @Test
    void listsTablesAndTheirEntries() {
        screen("""
                work> _home.jobs = { "write", n = 1.5, ["odd key"] = {} }
                work> :tables _home.jobs
                [1] = "write"
                n = 1.5
                ["odd key"] = #3 { 0 entries }
                work> :tables #99
                there is no table #99 in this workspace
                work> :tables _home.jobs.n
                _home.jobs.n is a number, not a table
                work> :tables _home.jbos
                _home.jbos is nil, not a table; did you mean _home.jobs?
                work> :tables _home..x
                not a table's ID or path: _home..x; write it like 42, or _home.jobs[3]["odd key"]
                work> :meta nextTableId
                4
                work> :meta nextTable
                unknown key nextTable; did you mean nextTableId?
                work> ^D
                """);
    }

    @Test
    void returnsToTheLastSave() {
        String screen = run(Arrays.asList(
                ":load",
                "_home.a = 1",
                ":save one",
                "_home.a = 2",
                ":load",
                "_home.a",
                ":load 2",
                "_home.a",
                ":load x"));
        assertTrue(screen.contains("back at revision 1 ("), screen);
        assertTrue(screen.contains(", \"one\"); the state before is revision 2: :load 2 returns to it\n"), screen);
        assertTrue(screen.contains("_home.a\n1\n"), screen);
        assertTrue(screen.contains("not the number of a revision: x; write :load, or for example :load 3\n"), screen);
    }

    @Test
    void thePromptTellsThePastRevisionThatIsGoneOnFrom() {
        String screen = run(List.of(":save", "_home.a = 1", ":load", "_home.b = 2", ":load 2", ":save", "_home.a"));
        assertTrue(screen.contains("work> _home.a = 1\nwork> :load\n"), screen);
        assertTrue(screen.contains("\nwork@1> _home.b = 2\nwork@1> :load 2\n"), screen);
        assertTrue(screen.contains("\nwork@2> :save\n"), screen);
        assertTrue(screen.contains("\nwork> _home.a\n1\n"), screen);
    }

    @Test
    void garbageIsClearedAwayOnDemandAndWhatTheSessionHoldsIsKept() {
        String screen = run(List.of(
                "_home.a = { { 1 }, { 2 } }; _home.f = function() return 1 end",
                "held = _home.a[1]",
                "_home.a = nil; _home.f = nil",
                "collectgarbage()",
                ":gc",
                "held[1]",
                ":gc",
                ":gc now"));
        assertTrue(screen.contains("> :gc\ncleared away 2 tables and "), screen);
        assertTrue(screen.contains("> held[1]\n1\n"), screen);
        assertTrue(screen.contains("> :gc\nthere was nothing to clear away\n"), screen);
        assertTrue(screen.contains(":gc takes no arguments\n"), screen);
    }

    @Test
    void tablesCanBeSortedAndFiltered() {
        String screen = run(List.of(
                "_home.few = { 1 } _home.many = { 1, 2, 3, 4, inner = {} }",
                ":tables by entries",
                ":tables like man",
                ":tables by size"));
        List<String> lines =
                screen.lines().map(line -> line.strip().replaceAll("\\s+", " ")).toList();
        int sorted = lines.indexOf("work> :tables by entries");
        assertTrue(lines.get(sorted + 2).startsWith("3 _home.many 5"), screen);
        int filtered = lines.indexOf("work> :tables like man");
        assertTrue(lines.get(filtered + 2).startsWith("3 _home.many 5"), screen);
        assertTrue(lines.get(filtered + 3).startsWith("4 _home.many.inner 0"), screen);
        assertTrue(lines.get(filtered + 4).startsWith("work>"), screen);
        assertTrue(screen.contains("not a column: size; sort by id, path, entries or bytes\n"), screen);
    }

    @Test
    void listsWhatVariablesHoldInMemory() {
        String held = run(List.of(
                "_home.t = { 'stored' } small = { 1 } big = {} for i = 1, 10000 do big[i] = { i } end",
                "local mine = ('x'):rep(1000) n = 5",
                ":globals",
                "big = nil",
                ":globals"));
        String[] rows = held.lines()
                .filter(line -> line.matches("(NAME|big|small|local mine|n|_home)\\b.*"))
                .toArray(String[]::new);
        assertEquals(7, rows.length, held);
        assertTrue(rows[0].matches("NAME +TYPE +BYTES +HOLDS"), held);
        assertTrue(rows[1].matches("big +table +\\d{7} +10000 entries"), held);
        assertTrue(rows[2].matches("local mine +string +1040 +\"x+\"… \\(\\d+ bytes\\)"), held);
        assertTrue(rows[3].matches("small +table +\\d+ +1 entry"), held);
        assertTrue(rows[5].startsWith("local mine"), held);
    }
}
