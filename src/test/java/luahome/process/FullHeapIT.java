package luahome.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A session at a terminal whose heap is filled, again and again, and which goes on all the same. */
class FullHeapIT {
    private static final List<String> WAYS = List.of(
            "t = {} while true do t[#t + 1] = 'row ' .. #t end",
            "t = nil while true do t = { t } end",
            "t = nil while true do pcall(function() t = { t } end) end",
            "t = 'x' while true do t = t .. t end",
            "t = {} while true do t[#t + 1] = coroutine.wrap(function() coroutine.yield(t) end) t[#t]() end",
            "t = {} while true do local n = #t t[n + 1] = function() return n end end",
            "t = {} while true do t[#t + 1] = setmetatable({ #t }, { __index = t }) end",
            "t = {} while true do t[{}] = ('y'):rep(1000) end",
            "t = {} while true do t[#t + 1] = load('return ' .. #t) end",
            "local l = {} while true do l[#l + 1] = { l } end");

    @TempDir
    private Path home;

    @Test
    void aSessionOutlivesAFullHeapAndAnEntryThatFreesMemoryAlwaysWorks() {
        Luahome user = Luahome.at(home).with("LUAHOME_JAVA_OPTS", "-Xmx32m");
        try (Terminal terminal = Terminal.open(user, "repl", home.resolve("work"))) {
            terminal.awaitPrompt("work>", "leaves");
            terminal.enter("_home.kept = 42");
            terminal.awaitPrompt("work*1>", "_home.kept");
            for (String way : WAYS) {
                fill(terminal, way);
                if (way.equals(WAYS.get(0))) {
                    fill(terminal, "u = nil while true do u = { u } end");
                    fill(terminal, "u = nil while true do pcall(function() u = { u } end) end");
                    fill(terminal, "u = nil while true do u = { u } end");
                }
                terminal.enter(":clear");
                terminal.enter("t, u = nil, nil");
                terminal.awaitPrompt("work*1>", "work*1> t, u = nil, nil\n");
                terminal.enter("'alive ' .. _home.kept + 1");
                terminal.awaitPrompt("work*1>", "\"alive 43\"");
                terminal.enter(":clear");
                terminal.awaitPrompt("work*1>", "");
            }
            terminal.enter(":quit");
            assertEquals(0, terminal.awaitEnd());
        }
        assertEquals(
                "42\n",
                user.run("", "eval", "-w", home.resolve("work"), "_home.kept").out());
    }

    private static void fill(Terminal terminal, String way) {
        terminal.enter(way);
        String screen =
                terminal.await("the end of " + way, shown -> shown.contains(" memory ") && shown.endsWith("work*1>"));
        assertFalse(screen.contains("java."), screen);
        assertFalse(screen.contains("internal error"), screen);
        terminal.enter(":clear");
        terminal.awaitPrompt("work*1>", "");
    }
}
