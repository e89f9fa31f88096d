package luahome.command.builtin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import luahome.prompt.ScriptedConsole;
import luahome.prompt.SessionRun;
import luahome.session.ChunkLimits;
import luahome.session.SessionOptions;
import luahome.setting.Setting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Settings: how they are listed, set and kept, and what becomes of the file that keeps them. */
class SettingsTest {
    @TempDir
    Path directory;

    private Path workspace() {
        return directory.resolve("work");
    }

    private Path file() {
        return workspace().resolve("settings");
    }

    private void write(String text) throws IOException {
        Files.createDirectories(workspace());
        Files.writeString(file(), text, StandardCharsets.ISO_8859_1);
    }

    private String read() throws IOException {
        return Files.readString(file(), StandardCharsets.ISO_8859_1);
    }

    /** What a session answers, without prompts and what is typed. */
    private String answers(String... typed) {
        return answers(SessionOptions.USUAL, Map.of(), typed);
    }

    private String answers(SessionOptions options, Map<Setting, String> asked, String... typed) {
        return screen(options, asked, typed).replaceAll("(?m)^[^\\n]*> .*\\n", "");
    }

    private String screen(SessionOptions options, Map<Setting, String> asked, String... typed) {
        ScriptedConsole console = ScriptedConsole.typing(List.of(typed));
        try {
            assertEquals(0, new SessionRun(workspace(), console, options, null, asked).interactive("test"));
        } catch (Exception e) {
            throw new AssertionError(console.transcript(), e);
        }
        return console.transcript();
    }

    @Test
    void everySettingTakesItsDefaultAndSaysWhatItIsAbout() {
        for (Setting setting : Setting.values()) {
            assertTrue(setting.kind().takes(setting.standard()), setting.title());
            assertFalse(setting.help().isEmpty() || setting.help().endsWith("."), setting.title());
            for (String word : setting.kind().words()) {
                assertTrue(
                        setting.kind().takes(word)
                                && setting.kind().description().contains(word),
                        word);
            }
        }
    }

    @Test
    void aSettingIsShownSetKeptAndTakenBack() throws IOException {
        assertEquals(
                "depth is 4 (default 4): how many tables inside each other a result opens;"
                        + " takes a number from 1 to 100\n",
                answers(":set depth"));
        assertFalse(Files.exists(file()));
        assertEquals("depth is 2\npager is off\n", answers(":set depth 2", ":set pag = off"));
        assertEquals("# The settings of this workspace, as :set keeps them.\ndepth = 2\npager = off\n", read());
        String list = answers(":set");
        assertTrue(
                list.matches("(?s)SETTING +VALUE +DEFAULT\\ndepth +2 +4 +how many .*\\npager +off +on +show .*"), list);
        assertEquals(Setting.values().length + 1, list.lines().count());
        assertTrue(list.lines().allMatch(line -> line.length() <= 80), list);
        assertEquals("#2 { #3 { #4 { … 1 entry } } }\n", answers("_home.t = { { { { 1 } } } }", "_home.t"));
        assertEquals("depth is 4\n#2 { #3 { #4 { #5 { 1 } } } }\n", answers(":set depth default", "_home.t"));
        assertEquals("# The settings of this workspace, as :set keeps them.\npager = off\n", read());
    }

    @Test
    void mistakesAreAnsweredWithWhatIsAllowed() {
        assertEquals(
                """
                unknown setting dpeth; did you mean depth?
                unknown setting xyzzy; :set lists them
                the setting h is not clear: hints, history begin so
                depth takes a number from 1 to 100, not many
                depth takes a number from 1 to 100, not 99999999999
                width takes auto or a number from 20 to 10000, not 5
                color takes auto, always or never, not on
                pager takes on or off, not yes
                :set takes a name and one value, as in :set depth 4
                """,
                answers(
                        ":set dpeth 3",
                        ":set xyzzy",
                        ":set h on",
                        ":set depth many",
                        ":set depth 99999999999",
                        ":set width 5",
                        ":set color on",
                        ":set pager yes",
                        ":set depth 3 4"));
        assertFalse(Files.exists(file()));
    }

    @Test
    void linesThatCannotBeMadeOutAreToldOfAndLeftAlone() throws IOException {
        String odd = "# mine\n\ncolour = \u00ff\u001b[2J\r\ngrid=maybe\n";
        write(odd + "depth = 2\nrows = 7");
        assertEquals(
                "line 3 of " + file()
                        + " (colour = \\255\\027[2J) is not a setting; it and 1 more such line are left alone\n"
                        + "depth is 2 (default 4): how many tables inside each other a result opens; takes a number from 1 to 100\n"
                        + "depth is 3\n",
                answers(":set depth", ":set depth 3"));
        assertEquals(odd + "depth = 3\nrows = 7\n", read());
        String wrong = answers(":set grid off");
        assertTrue(wrong.startsWith("line 3 of"), wrong);
        assertEquals("# mine\n\ncolour = \u00ff\u001b[2J\r\ngrid = off\ndepth = 3\nrows = 7\n", read());
        write("grid=maybe");
        assertEquals(
                "line 1 of " + file() + " (grid=maybe) is not right, since grid takes on or off; it is left alone\n",
                answers());
    }

    @Test
    void whatCannotBeKeptHoldsForTheSession() throws IOException {
        write("depth = 2\n");
        answers("_home.t = { { { 1 } } }");
        SessionOptions reading = new SessionOptions(true, false, false, ChunkLimits.NONE, true);
        assertEquals("""
                depth is 1 for this session only: the workspace is open for reading only
                #2 { #3 { … 1 entry } }
                """, answers(reading, Map.of(), ":set depth 1", "_home.t"));
        SessionOptions sandbox = new SessionOptions(true, true, false, ChunkLimits.NONE, false);
        assertEquals(
                "depth is 1 for this session only: a sandbox keeps no settings\n",
                answers(sandbox, Map.of(), ":set depth 1"));
        assertEquals("depth = 2\n", read());
        Files.delete(file());
        Files.createDirectories(file().resolve("in the way"));
        String said = answers(":set depth 1");
        assertTrue(
                said.matches("cannot read \\S+/settings: .*\\ndepth is 1 for this session only: cannot read .*\\n"),
                said);
        try (var left = Files.list(workspace())) {
            assertFalse(left.anyMatch(path -> path.toString().endsWith(".new")));
        }
    }

    @Test
    void aFileThatIsNoneOfSettingsIsNotReadAndNotReplaced() throws IOException {
        write("x".repeat(1 << 17));
        String said = answers(":set depth 1");
        assertTrue(said.startsWith("cannot read " + file() + ": it is too large for a file of settings\n"), said);
        assertTrue(said.contains("depth is 1 for this session only: cannot read"), said);
        assertEquals(1 << 17, Files.size(file()));
    }

    @Test
    void aFileThatIsPrivateOrALinkStaysOne() throws IOException {
        write("depth = 2\n");
        Path real = Files.move(file(), directory.resolve("real"));
        Files.setPosixFilePermissions(real, PosixFilePermissions.fromString("rw-------"));
        Files.createSymbolicLink(file(), real);
        answers(":set depth 3");
        assertTrue(Files.isSymbolicLink(file()));
        assertEquals("depth = 3\n", Files.readString(real));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(real)));
    }

    @Test
    void aLinkInPlaceOfTheNewFileLeadsNowhere() throws IOException {
        write("depth = 2\n");
        Path theirs = Files.writeString(directory.resolve("theirs"), "keep me");
        Files.createSymbolicLink(workspace().resolve("settings.new"), theirs);
        assertEquals("depth is 3\n", answers(":set depth 3"));
        assertEquals("keep me", Files.readString(theirs));
        assertEquals("depth = 3\n", read());
        assertFalse(Files.isSymbolicLink(file()));
    }

    @Test
    void theCommandLineStandsAboveWhatIsKept() throws IOException {
        write("color = always\n");
        String said = answers(SessionOptions.USUAL, Map.of(Setting.COLOR, "never"), ":set color", ":set color auto");
        assertTrue(said.startsWith("color is never (default auto)"), said);
        assertTrue(said.endsWith("color is auto\n"), said);
        assertEquals("color = auto\n", read());
    }

    @Test
    void resultsAreAsLongWideAndDeepAsIsSet() {
        assertEquals(
                """
                { 1, 2, … 3 more }
                { [3] = 3, [4] = 4, … 1 more }
                "aaaaaaaaaa"… (12 bytes)
                {
                  "aaaaaaaa",
                  "bbbbbbbb",
                }
                """,
                answers(
                                "local t = { 1, 2, 3, 4, 5 }",
                                ":set entries 2",
                                "t",
                                ":more",
                                ":set strings 10",
                                "('a'):rep(12)",
                                ":set width 20",
                                "{ ('a'):rep(8), ('b'):rep(8) }")
                        .replaceAll("(?m)^\\w+ is \\d+\\n", ""));
    }

    @Test
    void gridsAreOfItselfOnlyWhereTheyAreOnAndAsLongAsIsSet() {
        String list = "local t = {} for i = 1, 9 do t[i] = { name = 'a name that is long', n = i } end";
        String grid = answers(list, ":set rows 4", "t", ":set grid off", "t", ":grid t");
        assertEquals(2, grid.split("4 of 9 rows", -1).length - 1, grid);
        assertTrue(grid.contains("  { n = 9, name = \"a name that is long\" },\n}"), grid);
    }

    @Test
    void thePromptTellsOfTheWorkspaceWhatIsSet() {
        String screen =
                screen(SessionOptions.USUAL, Map.of(), ":set prompt short", "_home.a = 1", ":set prompt path", "1");
        assertEquals(
                "work> :set prompt short\nprompt is short\n> _home.a = 1\n*1> :set prompt path\nprompt is path\n"
                        + workspace() + "*1> 1\n1\n" + workspace() + "*1> ^D\n",
                screen);
    }

    @Test
    void aPipeHeedsAndKeepsSettingsAndEvalDoesNot() throws Exception {
        ScriptedConsole console = ScriptedConsole.typing(List.of());
        byte[] script = "_home.t = { { { 1 } } }\n_home.t\n:set depth 1\n_home.t\n".getBytes(StandardCharsets.UTF_8);
        assertEquals(0, new SessionRun(workspace(), console, SessionOptions.USUAL).script("stdin", script));
        assertEquals("#2 { #3 { #4 { 1 } } }\ndepth is 1\n#2 { #3 { … 1 entry } }\n", console.transcript());
        assertTrue(read().endsWith("depth = 1\n"));
        ScriptedConsole again = ScriptedConsole.typing(List.of());
        new SessionRun(workspace(), again, SessionOptions.USUAL)
                .script("stdin", ":set depth\n".getBytes(StandardCharsets.UTF_8));
        assertTrue(again.transcript().contains("depth is 1"), again.transcript());
        ScriptedConsole eval = ScriptedConsole.typing(List.of());
        new SessionRun(workspace(), eval, SessionOptions.USUAL).evaluate("_home.t".getBytes(StandardCharsets.UTF_8));
        assertEquals("#2 { #3 { #4 { 1 } } }\n", eval.transcript());
    }
}
