package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several processes on one workspace: one writes, any number reads. */
class ReadersIT extends UserTest {
    /** Commits states in which all entries are alike, for ever. */
    private static final String WRITER = """
            for i = 1, 1e9 do
                for k = 1, 200 do _home[k] = i end
                _home.text = ('x'):rep(i % 50 * 1000)
                ext.commit()
                print(i)
                io.stdout:flush()
            end
            """;

    private static final String ALIKE = """
            local first = _home[1]
            for k = 1, 200 do assert(_home[k] == first, 'torn') end
            assert(#_home.text == first % 50 * 1000, 'torn text')
            print(first)
            """;

    @Test
    void readTheLastCommittedStateWhileAnotherOneWrites() {
        try (LuahomeProcess writer = user.start("repl", workspace)) {
            writer.write(WRITER);
            writer.endInput();
            writer.awaitOut("commits", out -> out.lines().count() > 3);
            for (int i = 0; i < 4; i++) {
                long before = last(writer);
                Result read = user.run("", "eval", "--read-only", "-w", workspace, ALIKE);
                assertEquals("", read.err(), read::toString);
                assertTrue(Long.parseLong(read.out().strip()) >= before, () -> before + " was told, " + read);
                Result tables = user.run("", "tables", workspace);
                assertEquals(0, tables.status(), tables::toString);
                assertTrue(tables.out().contains("201"), tables::toString);
                assertEquals(
                        "1\n", user.run("", "meta", workspace, "tableCount").out());
            }
            long seen = last(writer);
            writer.awaitOut("more commits", out -> lastLine(out) > seen + 10);
            writer.kill();
            writer.await();
        }
        assertEquals(0, user.run("", "eval", "-w", workspace, ALIKE).status());
    }

    @Test
    void aReadOnlySessionShowsTheStateAtItsOpeningAndKeepsNobodyFromWriting() {
        assertEquals(0, user.run("", "eval", "-w", workspace, "_home.n = 1").status());
        try (LuahomeProcess reader = user.start(
                "eval",
                "--read-only",
                "-w",
                workspace,
                "print(_home.n) io.stdout:flush() io.read() print(_home.n, pcall(rawset, _home, 'm', 1))")) {
            reader.awaitOut("its first word", out -> out.startsWith("1\n"));
            for (int n = 2; n < 4; n++) {
                Result write = user.run("", "eval", "-w", workspace, "_home.n = " + n);
                assertEquals(0, write.status(), write::toString);
            }
            reader.write("\n");
            reader.endInput();
            Result result = reader.await();
            assertEquals("1\n1\tfalse\tthe workspace is open for reading only\n", result.out(), result::toString);
            assertEquals(0, result.status());
        }
        assertEquals("3\n", user.run("", "eval", "-w", workspace, "_home.n").out());
    }

    @Test
    void aChangeInAReadOnlyScriptIsALuaError() {
        assertEquals(0, user.run("", "eval", "-w", workspace, "_home.t = {}").status());
        for (String change : List.of(
                "_home.n = 1",
                "_home.t.x = {}",
                "_home.t = nil",
                "table.insert(_home.t, 1)",
                "ext.table()",
                "ext.release(_home.t)",
                "ext.save()",
                "ext.load()")) {
            Result result = user.run("", "eval", "--read-only", "-w", workspace, change);
            assertEquals(1, result.status(), result::toString);
            assertTrue(result.err().contains("the workspace is open for reading only"), result::toString);
            assertEquals(1, result.err().lines().count(), result::toString);
        }
        Result save = user.run(":save\n", "repl", "--read-only", workspace);
        assertEquals(1, save.status(), save::toString);
        assertEquals("stdin:1: the workspace is open for reading only\n", save.err());
        assertEquals(
                3,
                user.run("", "eval", "--read-only", "-w", home.resolve("none"), "1")
                        .status());
    }

    @Test
    void ofTwoThatStartAtTheSameInstantOneWinsCleanly() throws IOException {
        for (int round = 0; round < 3; round++) {
            List<LuahomeProcess> both = new ArrayList<>();
            try {
                for (int i = 0; i < 2; i++) {
                    both.add(user.start(
                            "eval",
                            "-w",
                            home.resolve("round" + round),
                            "_home.n = (_home.n or 0) + 1 print('in') io.stdout:flush() io.read()"));
                }
                LuahomeProcess winner = both.get(awaitWinner(both));
                LuahomeProcess loser = both.get(winner == both.get(0) ? 1 : 0);
                Result lost = loser.await();
                assertEquals(3, lost.status(), lost::toString);
                assertEquals("", lost.out());
                assertTrue(
                        lost.err()
                                .matches("luahome: .* is open in another luahome \\(process " + winner.pid()
                                        + ", since [0-9-]+ [0-9:]+\\); leave that one, or wait for it to end\n"),
                        lost::toString);
                winner.endInput();
                assertEquals(0, winner.await().status());
            } finally {
                both.forEach(LuahomeProcess::close);
            }
            assertEquals(
                    "1\n",
                    user.run("", "eval", "-w", home.resolve("round" + round), "_home.n")
                            .out());
        }
    }

    private static int awaitWinner(List<LuahomeProcess> both) throws IOException {
        int[] winner = {-1};
        Waiting.until("winner", () -> {
            for (int i = 0; i < both.size(); i++) {
                winner[0] = both.get(i).seen().contains("in\n") ? i : winner[0];
            }
            return winner[0] >= 0;
        });
        return winner[0];
    }

    private static long last(LuahomeProcess writer) {
        return lastLine(writer.awaitOut("a commit", out -> out.contains("\n")));
    }

    private static long lastLine(String out) {
        List<String> whole = out.substring(0, out.lastIndexOf('\n')).lines().toList();
        return Long.parseLong(whole.get(whole.size() - 1));
    }
}
