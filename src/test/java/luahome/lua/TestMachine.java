package luahome.lua;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import luahome.lua.lib.file.StandardStreams;
import luahome.lua.text.SyntaxException;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** A machine without persistent tables whose output can be read. */
public final class TestMachine {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    public final LuaMachine machine;

    public TestMachine() {
        this("");
    }

    TestMachine(String input) {
        machine = LuaMachine.withoutHome(
                new StandardStreams(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        out,
                        new ByteArrayOutputStream()),
                null);
    }

    /** Runs a chunk named `test`. */
    Varargs run(String code) throws SyntaxException {
        return run(code, "test");
    }

    /** Runs a chunk. */
    Varargs run(String code, String name) throws SyntaxException {
        return machine.call(machine.compile(code.getBytes(StandardCharsets.UTF_8), name), LuaValue.NONE);
    }

    /** What was printed so far; forgets it. */
    String output() {
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }
}
