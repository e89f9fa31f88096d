package luahome.repl;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session that only reads: what its screen shows. */
class ReadOnlyTest {
    @TempDir
    Path directory;

    @Test
    void thePromptTellsItAndChangesAreRefused() {
        run(false, "_home.t = { 1 }");
        assertEquals("""
                work*2 (read-only)> _home.t[1]
                1
                work*2 (read-only)> _home.t[2] = 2
                stdin:1: the workspace is open for reading only
                work*2 (read-only)> local own = { _home.t }; own[2] = 5; return own[2]
                5
                work*2 (read-only)> :save
                the workspace is open for reading only
                work*2 (read-only)> ^D
                """, run(true, "_home.t[1]", "_home.t[2] = 2",
                "local own = { _home.t }; own[2] = 5; return own[2]", ":save"));
    }

    private String run(boolean readOnly, String... typed) {
        ScriptedConsole console = ScriptedConsole.typing(List.of(typed));
        SessionOptions options = new SessionOptions(true, false, ChunkLimits.NONE, readOnly);
        try (Session session = Session.open(directory.resolve("work"), console, options)) {
            new Repl(session, console).run("test");
        }
        return console.transcript();
    }
}
