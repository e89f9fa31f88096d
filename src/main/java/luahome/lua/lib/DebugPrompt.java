package luahome.lua.lib;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.function.Supplier;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.run.Interpreter;
import luahome.lua.text.SyntaxException;
import luahome.lua.value.Latin1;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** {@code debug.debug}: runs lines of standard input until one says {@code cont}. */
final class DebugPrompt implements LibraryFunction.Body {
    private static final LuaString PROMPT = Library.text("lua_debug> ");
    private static final LuaString CONTINUE = Library.text("cont");
    private static final LuaString CHUNK = Library.text("=(debug command)");

    private final ChunkLoader loader;
    private final Interpreter vm;
    private final Supplier<@Nullable LuaString> lines;
    private final OutputStream err;

    /**
     * A prompt.
     *
     * @param lines the next line of standard input, null at its end
     */
    DebugPrompt(ChunkLoader loader, Interpreter vm, Supplier<@Nullable LuaString> lines, OutputStream err) {
        this.loader = loader;
        this.vm = vm;
        this.lines = lines;
        this.err = err;
    }

    @Override
    public Varargs call(LuaArguments a) {
        while (true) {
            say(PROMPT);
            LuaString line = lines.get();
            if (line == null || line.raweq(CONTINUE)) {
                return LuaValue.NONE;
            }
            run(Arrays.copyOfRange(line.m_bytes, line.m_offset, line.m_offset + line.m_length));
        }
    }

    private void run(byte[] line) {
        try {
            vm.invoke(loader.compile(line, CHUNK, loader.globals()), LuaValue.NONE);
        } catch (SyntaxException e) {
            say(Library.text(e.getMessage() + "\n"));
        } catch (LuaError e) {
            LuaValue value = e.getMessageObject();
            say(Library.joined("", value.isstring() ? Latin1.of(value) : null, "\n"));
        }
    }

    private void say(LuaString text) {
        try {
            err.write(text.m_bytes, text.m_offset, text.m_length);
            err.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
