package luahome.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import luahome.command.builtin.Commands;
import luahome.home.MemoryStore;
import luahome.session.Session;
import luahome.session.SessionOptions;

/** A session at the prompt, as the screen shows it. */
abstract class Transcript {
    final MemoryStore store = new MemoryStore();

    /** Types the lines of the screen that stand behind prompts, and compares what then stands on the screen. */
    void screen(String expected) {
        List<String> typed = expected.lines()
                .filter(line -> line.matches("(work(\\*\\d+)?|\\.+|debug)> .*"))
                .map(line -> line.substring(line.indexOf("> ") + 2))
                .filter(line -> !line.equals("^D"))
                .toList();
        assertEquals(expected, run(typed));
    }

    String run(List<String> typed) {
        ScriptedConsole console = ScriptedConsole.typing(typed);
        try (Session session =
                Session.over(store, Path.of("/tmp/work"), console.streams(), console::work, SessionOptions.USUAL)) {
            console.onInterrupt(session::interrupt);
            new Repl(Commands.context(session, console)).run("test");
        }
        return console.transcript();
    }
}
