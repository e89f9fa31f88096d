package luahome.lua;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import luahome.home.Eviction;
import luahome.home.Home;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.SyntaxException;
import luahome.store.OpenMode;
import luahome.store.Progress;
import luahome.store.workspace.PagedStore;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;

/** A workspace with a machine, which can be left and entered again as often as one likes. */
final class RestartSession implements AutoCloseable {
    private final Path workspace;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private Home home;
    private LuaMachine machine;

    RestartSession(Path workspace) {
        this.workspace = workspace;
        home = new Home(PagedStore.open(workspace, OpenMode.WRITE));
        machine = newMachine();
    }

    private LuaMachine newMachine() {
        var streams = new StandardStreams(new ByteArrayInputStream(new byte[0]), out, OutputStream.nullOutputStream());
        return LuaMachine.create(home, streams, new LuaMachine.Options(true));
    }

    Home home() {
        return home;
    }

    LuaMachine machine() {
        return machine;
    }

    /** Runs a chunk as one transaction; what goes wrong is printed. */
    void run(String code) {
        try {
            machine.call(machine.compile(code.getBytes(StandardCharsets.UTF_8), "entry"), LuaValue.NONE);
            home.commit();
        } catch (LuaError e) {
            home.rollback();
            out.writeBytes(("failed: " + e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (SyntaxException e) {
            throw new IllegalArgumentException(code, e);
        }
    }

    /** Ends the session and begins another one, in which hardly anything fits in memory. */
    void restart() {
        home.close();
        home = Eviction.tiny(PagedStore.open(workspace, OpenMode.WRITE));
        machine = newMachine();
    }

    /** Takes from memory and from the store whatever is not needed. */
    void tidy() {
        home.collectGarbage(true, Progress.NONE);
        Eviction.evictAll(home);
    }

    /** What was printed so far; forgets it. */
    String output() {
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    @Override
    public void close() {
        home.close();
    }
}
