package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The picture in the README is what a session shows today: the lines of {@code session.txt}, typed at a shell's prompt
 * and then at luahome's, where {@code ^D} stands for Ctrl-D. To draw it anew: {@code src/docs/draw-session}.
 */
class PictureIT {
    private static final Path DOCS = Luahome.CHECKOUT.resolve("src/docs");
    private static final Path PICTURE = DOCS.resolve("session.svg");
    private static final String PROMPT = "\\$|work(\\*\\d+)?>";
    private static final int COLUMNS = 88;
    private static final int ROWS = 50;

    @TempDir
    Path home;

    @Test
    void thePictureShowsARealSession() throws IOException {
        String drawn = Picture.of(session(), COLUMNS, "A session at the prompt of luahome, in colours");
        if (Boolean.getBoolean("luahome.regenerate")) {
            Files.writeString(PICTURE, drawn);
        }
        assertEquals(
                Files.exists(PICTURE) ? Files.readString(PICTURE) : "(absent)",
                drawn,
                PICTURE + " is out of date: look at what has changed, then src/docs/draw-session");
    }

    @Test
    void theReadmeShowsIt() throws IOException {
        assertTrue(Files.readString(Luahome.CHECKOUT.resolve("README.md")).contains("](src/docs/session.svg)"));
    }

    private long[] session() throws IOException {
        List<String> typed = Files.readAllLines(DOCS.resolve("session.txt"));
        String path = Luahome.CHECKOUT.resolve("launcher") + ":" + System.getenv("PATH");
        Luahome user = Luahome.at(home).with("PATH", path).with("PS1", "$ ");
        try (Terminal terminal = Terminal.openShell(user, COLUMNS, ROWS)) {
            String before = terminal.await("a prompt", screen -> screen.equals("$"));
            for (String line : typed) {
                long lines = before.lines().count();
                terminal.type(line.equals("^D") ? Terminal.CTRL_D : line + Terminal.ENTER);
                before = terminal.await("a prompt after " + line, screen -> {
                    List<String> shown = screen.lines().toList();
                    return shown.size() > lines && shown.get(shown.size() - 1).matches(PROMPT);
                });
            }
            long[] cells = terminal.cells();
            terminal.type(Terminal.CTRL_D);
            terminal.await("the shell's prompt", screen -> screen.endsWith("\n$"));
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
            return cells;
        }
    }
}
