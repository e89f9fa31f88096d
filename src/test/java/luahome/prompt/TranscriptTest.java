package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import luahome.command.builtin.Commands;
import luahome.session.Session;
import luahome.session.SessionOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.luaj.vm2.LuaValue;

/** Entries at the prompt as transactions, as the screen shows them. */
class TranscriptTest extends Transcript {
    @Test
    void goesOnInTheNextLineWhileAnEntryIsIncomplete() {
        screen("""
                work> for i = 1, 2 do
                ....> print(i)
                ....> end
                1
                2
                work> ("a"):rep(
                ....> 3)
                "aaa"
                work> [[x
                ....> y]]
                "x\\ny"
                work> ^D
                """);
    }

    @Test
    void rollsBackAFailedEntryAndSaysHowMuch() {
        screen("""
                work> _home.a = 1; _home.b = 2; error("boom")
                stdin:1: boom; 2 entries rolled back
                work> _home.a = 1; error("boom", 0)
                boom; 1 entry rolled back
                work> _home.a
                nil
                work> error({ code = 3 })
                error value: { code = 3 }
                work> ^D
                """);
    }

    @Test
    void refusesWhatCannotBeStoredAndGoesOn() {
        screen("""
                work> _home.co = coroutine.create(print)
                stdin:1: cannot persist a coroutine (at _home.co)
                work> 1
                1
                work> ^D
                """);
    }

    @Test
    void rollsBackWhenTheDiskIsFullAndGoesOn() {
        ScriptedConsole console = ScriptedConsole.typing(List.of("_home.a = 1", "_home.a = 2", ":save", "_home.a"));
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            session.transact(() -> LuaValue.NONE);
            store.full(true);
            new Repl(Commands.context(session, console)).run("test");
            assertTrue(session.home().root().rawget("a").isnil());
            store.full(false);
        }
        List<String> failures = console.failures().lines().toList();
        assertEquals(3, failures.size(), failures::toString);
        assertTrue(failures.get(0).endsWith("; 1 entry rolled back"), failures::toString);
    }

    @Test
    @Timeout(20)
    void stopsARunningChunkAndRollsItBack() {
        ScriptedConsole console = ScriptedConsole.typing(
                List.of("_home.a = 1 _home.b = 2 print('running') while true do end", "_home.a", "1"));
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            console.onInterrupt(session::interrupt);
            Thread user = new Thread(() -> {
                while (!console.transcript().contains("running\n")) {
                    Thread.onSpinWait();
                }
                console.interrupt();
            });
            user.setDaemon(true);
            user.start();
            new Repl(Commands.context(session, console)).run("test");
        }
        assertTrue(
                console.transcript()
                        .endsWith("running\ninterrupted; 2 entries rolled back\n"
                                + "work> _home.a\nnil\nwork> 1\n1\nwork> ^D\n"),
                console::transcript);
    }

    @Test
    void leavesWithTheStatusOfOsExit() {
        ScriptedConsole console = ScriptedConsole.typing(List.of("_home.a = 1", "_home.a = 2 os.exit(7)", "never"));
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            assertEquals(7, new Repl(Commands.context(session, console)).run("test"));
            assertEquals(1, session.home().root().rawget("a").toint());
        }
    }

    @Test
    void forgetsAModuleThatWasLoadedByAFailedEntry() {
        String screen = run(List.of(
                "package.loaded.x = 1; error()", "package.loaded.x", "package.loaded.y = 2", "package.loaded.y"));
        assertTrue(screen.contains("package.loaded.x\nnil\n"), screen);
        assertTrue(screen.contains("package.loaded.y\n2\n"), screen);
    }
}
