package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tables and entries in an editor, and settings, from process to process. */
class EditIT extends UserTest {

    private String run(String input) {
        Result result = user.run(input, "repl", workspace);
        return (result.out() + result.err()).stripTrailing();
    }

    /** Makes a program that is called as an editor, with the file as its last argument. */
    private void editor(String script) throws IOException {
        Path file = home.resolve("an editor");
        Files.writeString(file, "#!/bin/sh\nfor file; do :; done\n" + script);
        assertTrue(file.toFile().setExecutable(true));
        user = user.with("EDITOR", "'" + file + "'");
    }

    @Test
    void aTableIsChangedInAnEditorAndStaysTheSame() throws IOException {
        run("_home.players = { ann = { level = 3, items = { 'rope', 'lamp' } }, bob = { level = 1 } }");
        editor("cp \"$file\" \"$HOME/seen\"; sed -i -e 's/level = 3/level = 4/' -e '/bob/d' \"$file\"\n");
        assertEquals("_home.players has 2 changed entries", run(":edit _home.players"));
        assertEquals(
                "#2 { ann = #3 { items = #5 { \"rope\", \"lamp\" }, level = 4 } }",
                run("return _home.players\n_home.players").replaceAll("(?s).*\n", ""));
        String seen = Files.readString(home.resolve("seen")).replaceAll("(?m)^--.*\n", "");
        assertTrue(Files.readString(Path.of("README.md")).contains("```\n" + seen + "```"), seen);
        assertEquals("no entry is remembered that could be edited", run(":edit").replaceFirst("^stdin:1: ", ""));
    }

    @Test
    void theLastEntryIsEditedAtATerminalAndSettingsStay() throws IOException {
        editor("sed -i 's/20/40/' \"$file\"\n");
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt("work>", "");
            terminal.enter("20 + 2");
            terminal.awaitPrompt("work>", "22");
            terminal.enter(":edit");
            terminal.awaitPrompt("work>", "work> 40 + 2\n42");
            terminal.enter(":set prompt short");
            terminal.awaitPrompt(">", "prompt is short");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
        try (Terminal terminal = prompt()) {
            terminal.awaitPrompt(">", "");
            terminal.enter(":history + 2");
            terminal.awaitPrompt(">", "20 + 2\n40 + 2");
            terminal.type(Terminal.CTRL_D);
            assertEquals(0, terminal.awaitEnd());
        }
    }
}
