package luahome.terminal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The line that tells what takes so long, as the screen shows it. */
class ProgressRowTest {
    private static final long PATIENCE_MILLIS = 50;

    /** Lua that takes a while, several times as long as the patience. */
    private static final String WHILE = "local b = os.time() + 2 repeat until os.time() >= b ";

    @TempDir
    Path directory;

    private Path workspace;

    @BeforeEach
    void name() {
        workspace = directory.resolve("work");
    }

    @Test
    void aLongChunkIsToldOfUntilItIsStoppedAndNothingIsLeftOfTheLine() {
        try (Screen screen = Screen.open(workspace, PATIENCE_MILLIS)) {
            screen.awaitPrompt("work>");
            screen.type("_home.x = 1 while true do end" + Screen.ENTER);
            screen.awaitEnd("do end\nrunning… 0 s  (Ctrl-C stops)");
            screen.awaitEnd("do end\nrunning… 1 s  (Ctrl-C stops)");
            screen.type(Screen.CTRL_C);
            String after = awaitStop(screen, "do end\ninterrupted; 1 entry rolled back\n");
            assertFalse(after.contains("running"), after);
        }
    }

    @Test
    void whatTheProgramWritesTakesItsPlaceAndLaterItComesBack() throws IOException {
        Path go = directory.resolve("go");
        try (Screen screen = Screen.open(workspace, PATIENCE_MILLIS)) {
            screen.awaitPrompt("work>");
            screen.type("repeat local f = io.open('" + go + "') until f print('a', 'b') io.stderr:write('c\\n')"
                    + " while true do end" + Screen.ENTER);
            screen.awaitEnd("(Ctrl-C stops)");
            Files.createFile(go);
            screen.await("the output", text -> text.contains("do end\na      b\nc"));
            screen.awaitEnd("do end\na      b\nc\nrunning… 1 s  (Ctrl-C stops)");
            screen.type(Screen.CTRL_C);
            awaitStop(screen, "do end\na      b\nc\ninterrupted\n");
        }
    }

    /** This terminal, unlike a real one, may show Ctrl-C itself only after it took effect. */
    private static String awaitStop(Screen screen, String message) {
        return screen.await("the end of it", text -> text.contains(message) && text.endsWith("\nwork>"));
    }

    @Test
    void aLineThatTheProgramHasNotEndedIsLeftAlone() {
        try (Screen screen = Screen.open(workspace, PATIENCE_MILLIS)) {
            screen.awaitPrompt("work>");
            screen.enter("io.write('half of ') io.stdout:flush() " + WHILE + "print('a line')", "work>");
            assertTrue(screen.raw().contains("half of a line"), screen::raw);
        }
    }

    @Test
    void aProgramThatWasStartedHasTheTerminalForItself() {
        try (Screen screen = Screen.open(workspace, 500)) {
            screen.awaitPrompt("work>");
            screen.enter("os.execute('sleep 1.5') print('slept')", "work>");
            assertTrue(screen.raw().contains("slept"), screen::raw);
            assertFalse(screen.raw().contains("running"), screen::raw);
        }
    }
}
