package luahome.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import luahome.console.Colours;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Typing an entry, as the screen shows it. */
class EditingTest {
    @TempDir
    Path directory;

    private Path workspace;

    @BeforeEach
    void name() {
        workspace = directory.resolve("work");
    }

    @Test
    void enterGoesOnInAnIncompleteEntryAndIndentsIt() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type("for i = 1, 2 do\rif i == 2 then\rprint(i,\r\"two\")\relse\rprint(\"one\")\rend\rend");
            screen.awaitEnd("""
                    work> for i = 1, 2 do
                    ....>   if i == 2 then
                    ....>     print(i,
                    ....>       "two")
                    ....>   else
                    ....>     print("one")
                    ....>   end
                    ....>   end""");
            screen.type(Screen.ENTER);
            screen.awaitEnd("  end\n....> end\none\n2      two\nwork>");
            assertEquals(0, screen.leave());
        }
    }

    @Test
    void altEnterAlwaysBreaksTheLine() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type("x = 1" + Screen.ALT_ENTER + "y = 2" + Screen.ALT_ENTER + "print(x + y)");
            screen.awaitEnd("work> x = 1\n....> y = 2\n....> print(x + y)");
            screen.type(Screen.ENTER);
            screen.awaitEnd("print(x + y)\n3\nwork>");
        }
    }

    @Test
    void wideLettersAtTheRightMarginStandWhereTheyBelong() {
        try (Screen screen = Screen.open(workspace, 20, 10, new Colours(false, ""))) {
            screen.awaitPrompt("work>");
            screen.enter("a = \"12345678語語語 b\"", "work>");
            screen.type("a");
            screen.awaitEnd("work> a = \"12345678\n語語語 b\"");
            screen.type(" = 1");
            screen.awaitEnd("work> a = 1");
            screen.type(Screen.CTRL_A + "x" + Screen.CTRL_A + Screen.CTRL_K + "\"123456789012語語語語語語語語\"");
            screen.awaitEnd("work> \"123456789012\n語語語語語語語語\"");
            screen.type(Screen.CTRL_A + "x");
            screen.awaitEnd("work> x\"123456789012\n語語語語語語語語\"");
            screen.type("y");
            screen.awaitEnd("work> xy\"12345678901\n2語語語語語語語語\"");
            screen.type("z");
            screen.awaitEnd("work> xyz\"1234567890\n12語語語語語語語語\"");
        }
    }

    @Test
    void lettersOfTwoCodeUnitsAreDrawnWhole() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type("\"🎊\"" + Screen.LEFT + Screen.LEFT);
            screen.await("the first letter", shown -> screen.raw().contains("\"🎊\""));
            screen.type("🎉");
            screen.await("one before it", shown -> screen.raw().contains("\"🎉🎊\""));
            screen.type(Screen.ENTER);
            // The model of the terminal leaves such letters out.
            screen.awaitEnd("work> \"\"\n\"\"\nwork>");
            String printed = screen.raw().replaceAll("\u001b\\[[?0-9;]*[A-Za-z]", "");
            assertFalse(printed.contains("?"), printed);
            assertEquals(0, screen.leave());
        }
    }

    @Test
    void ctrlCTakesItsTurnAmongTheKeys() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type("first" + Screen.CTRL_C + "20 + 1" + Screen.ENTER);
            screen.awaitEnd("work> first\nwork> 20 + 1\n21\nwork>");
            screen.type(Screen.CTRL_R + "20" + Screen.CTRL_C + "20 + 2" + Screen.ENTER);
            screen.awaitEnd("work> 20 + 2\n22\nwork>");
            screen.type("string.r" + Screen.TAB + Screen.TAB + Screen.TAB);
            screen.await("the list", shown -> screen.raw().contains("reverse"));
            screen.type(Screen.CTRL_C + "20 + 3" + Screen.ENTER);
            screen.awaitEnd("work> 20 + 3\n23\nwork>");
        }
    }

    @Test
    void upMovesInTheEntryAndThenThroughTheHistory() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("a = 1", "work>");
            screen.enter("t = {\r1,\r}", "work>");
            screen.enter("b = 2", "work>");
            screen.type(Screen.UP + Screen.UP);
            screen.awaitEnd("work> t = {\n....>   1,\n....> }");
            screen.type(Screen.UP + Screen.UP + "4");
            screen.awaitEnd("work> t4 = {\n....>   1,\n....> }");
            screen.type(Screen.CTRL_C);
            screen.awaitEnd("\n....> }\nwork>");
            screen.type(Screen.UP + Screen.UP + Screen.UP + Screen.UP + Screen.UP);
            screen.awaitEnd("work> a = 1");
            screen.type(Screen.DOWN);
            screen.awaitEnd("work> t = {\n....>   1,\n....> }");
            screen.type(Screen.DOWN);
            screen.awaitEnd("work> b = 2");
            screen.type(Screen.DOWN);
            screen.awaitEnd("\nwork>");
        }
    }

    @Test
    void upLooksForEntriesThatBeginLikeThisOne() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("alpha = 1", "work>");
            screen.enter("beta = 2", "work>");
            screen.enter("alpha = 3", "work>");
            screen.enter("gamma = 4", "work>");
            screen.type("al" + Screen.UP);
            screen.awaitEnd("work> alpha = 3");
            screen.type(Screen.UP);
            screen.awaitEnd("work> alpha = 1");
            screen.type(Screen.UP + Screen.DOWN + Screen.DOWN);
            screen.await("what was typed", text -> text.matches("(?s).*\\nwork> al(pha = 3)?"));
            screen.type("x");
            screen.awaitEnd("work> alx");
        }
    }

    @Test
    void aPasteOfAHundredLinesIsOneEntryAndOneItemOfTheHistory() throws IOException {
        StringBuilder text = new StringBuilder("pasted = {\n");
        for (int i = 1; i <= 98; i++) {
            text.append("\t").append(i).append(",\n");
        }
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.paste(text + "}");
            screen.awaitEnd("....> }");
            screen.enter("", "work>");
            screen.enter("#pasted", "work>");
            screen.awaitEnd("#pasted\n98\nwork>");
            screen.type(Screen.UP + Screen.UP);
            screen.awaitEnd("....> }");
        }
        assertEquals(2, Files.readAllLines(workspace.resolve("history")).size());
    }

    @Test
    void theRestOfAnEarlierEntryStandsBehindTheCursor() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("answer = 6 * 7", "work>");
            screen.type("ans");
            screen.awaitEnd("work> answer = 6 * 7");
            screen.type(Screen.ENTER);
            screen.awaitEnd("work> ans\nnil\nwork>");
            screen.type("answ" + Screen.RIGHT + " + 1\r= answer\r");
            screen.awaitEnd("= answer\n43\nwork>");
        }
    }

    @Test
    void ctrlRSearchesTheHistory() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("needle = 'found'", "work>");
            screen.enter("hay = 1", "work>");
            screen.type(Screen.CTRL_R + "edl");
            screen.await("the entry found", text -> text.contains("needle = 'found'") && text.contains("edl"));
            screen.enter("", "work>");
            screen.enter("needle .. '!'", "work>");
            screen.awaitEnd("\"found!\"\nwork>");
        }
    }

    @Test
    void anEntryThatBeginsWithABlankIsNotRemembered() throws IOException {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter(" secret = 'xyzzy'", "work>");
            screen.enter("plain = 1", "work>");
            screen.type(Screen.UP + Screen.UP);
            screen.awaitEnd("work> plain = 1");
        }
        String history = Files.readString(workspace.resolve("history"));
        assertTrue(history.contains("plain = 1"), history);
        assertFalse(history.contains("xyzzy"), history);
    }

    @Test
    void aNewSessionRemembersTheEntriesOfTheLast() {
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.enter("if true then\rprint('again')\rend", "work>");
        }
        try (Screen screen = Screen.open(workspace)) {
            screen.awaitPrompt("work>");
            screen.type(Screen.UP);
            screen.awaitEnd("work> if true then\n....>   print('again')\n....> end");
        }
    }
}
