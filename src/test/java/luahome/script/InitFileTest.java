package luahome.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import luahome.command.builtin.Commands;
import luahome.home.MemoryStore;
import luahome.prompt.ScriptedConsole;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The init.lua of a workspace runs only when someone has agreed to what stands in it. */
class InitFileTest {
    @TempDir
    Path directory;

    private Path workspace;
    private Path file;
    private TrustedFiles trusted;

    @BeforeEach
    void write() throws IOException {
        workspace = Files.createDirectory(directory.resolve("work"));
        file = Files.writeString(workspace.resolve("init.lua"), "print('init ran')\n");
        trusted = new TrustedFiles(directory.resolve("state"));
    }

    private String open(boolean attended, boolean agreed, String... answers) {
        ScriptedConsole console = ScriptedConsole.typing(List.of(answers));
        if (attended) {
            console.attended();
        }
        try (Session session =
                Session.over(new MemoryStore(), workspace, console.streams(), console::work, SessionOptions.USUAL)) {
            new InitFile(trusted, agreed).run(Commands.context(session, console));
        }
        return console.transcript();
    }

    @Test
    void isShownAndAskedAboutOnceAndAgainWhenItChanges() throws IOException {
        String question = "run it, now and whenever this workspace is opened? [y/N] ";
        assertEquals(
                file + " is new or has changed:\n    print('init ran')\n" + question + "y\ninit ran\n",
                open(true, false, "y"));
        assertEquals("init ran\n", open(true, false));
        assertEquals("init ran\n", open(false, false));
        Path state = directory.resolve("state");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(state)));
        Files.writeString(file, "print('other \033[2J')");
        String changed = open(true, false, "no");
        assertTrue(changed.contains("    print('other \\027[2J')\n" + question + "no\nit was not run\n"), changed);
        assertTrue(open(true, false).endsWith(question + "^D\nit was not run\n"));
    }

    @Test
    void isLeftOutInAPipeUnlessTheSessionAgrees() {
        assertEquals(file + " is new or has changed, and was not run; --init runs it\n", open(false, false));
        assertEquals("init ran\n", open(false, true));
        assertTrue(open(false, false).contains("was not run"));
    }

    @Test
    void isAgreedToAtItsPlaceOnly() throws IOException {
        trusted.give(file, Files.readAllBytes(file));
        Path other = Files.createDirectory(directory.resolve("other")).resolve("init.lua");
        assertTrue(trusted.given(file, Files.readAllBytes(file)));
        assertFalse(trusted.given(other, Files.readAllBytes(file)));
    }

    @Test
    void itsFailureIsToldAndTheSessionGoesOn() throws IOException {
        Files.writeString(file, "x = = 1");
        assertTrue(open(false, true).startsWith("init.lua:1: unexpected symbol near '='\n"));
        Files.writeString(file, "error('boom')");
        assertEquals("init.lua:1: boom\n", open(false, true));
    }

    @Test
    void anAnswerThatCannotBeKeptHoldsForTheSession() throws IOException {
        Files.writeString(directory.resolve("state"), "in the way");
        String screen = open(true, false, "yes");
        assertTrue(
                screen.contains("cannot tell whether " + file + " may run")
                        || screen.contains("holds for this session only"),
                screen);
    }

    @Test
    void aWorkspaceWithoutItSaysNothing() throws IOException {
        Files.delete(file);
        assertEquals("", open(true, false));
    }
}
