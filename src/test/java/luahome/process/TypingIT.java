package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Colours, pasting and the history, at a real pseudo-terminal. */
class TypingIT extends UserTest {
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[(\\d+;)*(3[0-8]|9[0-7])(;\\d+)*m");

    @ParameterizedTest
    @CsvSource({
        "'', xterm, auto, true",
        "'', xterm, never, false",
        "1, xterm, auto, false",
        "1, xterm, always, true",
        "'', dumb, auto, false",
        "'', dumb, always, false"
    })
    void coloursAreForTerminalsThatHaveThemAndForThoseWhoWantThem(
            String noColor, String type, String when, boolean coloured) {
        Luahome typist = user.with("NO_COLOR", noColor);
        try (Terminal terminal = Terminal.openOf(type, typist, "repl", "--color=" + when, workspace)) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("local n = 'text' .. 5 error('no')");
            terminal.awaitPrompt("work>", "stdin:1: no");
            assertEquals(coloured, COLOUR.matcher(terminal.raw()).find(), terminal::raw);
            assertEquals(!type.equals("dumb"), terminal.raw().contains("\u001b"), terminal::raw);
            terminal.enter(":quit");
            assertEquals(0, terminal.awaitEnd());
        }
    }

    @Test
    void aHundredPastedLinesAreOneEntryAndOneItemOfTheHistory() throws IOException {
        StringBuilder lines = new StringBuilder("_home.t = {");
        for (int i = 1; i <= 98; i++) {
            lines.append("\r  [")
                    .append(i)
                    .append("] = { if_tab = '\t', [\"n\"] = ")
                    .append(i)
                    .append(" },");
        }
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.type("\u001b[200~" + lines + "\r}\u001b[201~");
            terminal.await("the paste", screen -> screen.endsWith("= 98 },\n....> }"));
            terminal.enter("");
            terminal.awaitPrompt("work*100>", "");
            terminal.enter("#_home.t .. _home.t[98].if_tab");
            terminal.awaitPrompt("work*100>", "\n\"98\\t\"\n");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
        List<String> history = Files.readAllLines(workspace.resolve("history"));
        assertEquals(2, history.size(), () -> String.join("\n", history));
    }

    @Test
    void sessionsAtTheSameTimeShareTheHistoryOfTheirWorkspaceAndNoOther() throws IOException {
        try (Terminal writer = prompt()) {
            writer.awaitPrompt("work>", "");
            try (Terminal reader = Terminal.open(user, "repl", "--read-only", workspace)) {
                reader.awaitPrompt("work (read-only)>", "");
                writer.enter("first = 1");
                writer.awaitPrompt("work>", "first = 1");
                reader.enter("second = 2");
                reader.awaitPrompt("work (read-only)>", "second = 2");
                writer.enter(" secret = 'sesame'");
                writer.awaitPrompt("work>", "sesame");
                writer.enter("third = 3");
                writer.awaitPrompt("work>", "third = 3");
                reader.type(Terminal.CTRL_D);
                assertEquals(0, reader.awaitEnd());
            }
            writer.type(Terminal.CTRL_D);
            assertEquals(0, writer.awaitEnd());
        }
        try (Terminal again = prompt()) {
            again.awaitPrompt("work>", "");
            for (String entry : List.of("third = 3", "second = 2", "first = 1")) {
                again.type(Terminal.UP);
                again.await(entry, screen -> screen.endsWith("work> " + entry));
            }
            again.type(Terminal.CTRL_C);
            again.awaitPrompt("work>", "first = 1");
            again.type(Terminal.CTRL_D);
            assertEquals(0, again.awaitEnd());
        }
        String history = Files.readString(workspace.resolve("history"));
        assertEquals(3, history.lines().count(), history);
        assertFalse(history.contains("sesame"), history);
        try (Terminal other = Terminal.open(user, "repl", home.resolve("other"))) {
            other.awaitPrompt("other>", "");
            other.enter(":history");
            other.awaitPrompt("other>", ":history");
            assertTrue(!other.screen().contains("third"), other.screen());
        }
    }
}
