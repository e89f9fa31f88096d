package luahome.lua.lib;

import java.io.IOException;
import java.io.OutputStream;
import luahome.lua.builtin.Library;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import luahome.lua.value.ByteBuilder;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The function {@code warn} of Lua 5.4: off until a program says {@code warn("@on")}. */
final class Warnings implements LibraryFunction.Body {
    private static final LuaString ON = Library.text("@on");
    private static final LuaString OFF = Library.text("@off");

    private final OutputStream err;
    private boolean on;

    /** @param err where warnings go */
    Warnings(OutputStream err) {
        this.err = err;
    }

    @Override
    public Varargs call(LuaArguments a) {
        ByteBuilder text = new ByteBuilder(0);
        text.append("Lua warning: ");
        text.append(a.string(1));
        for (int i = 2; i <= a.count(); i++) {
            text.append(a.string(i));
        }
        text.append("\n");
        LuaString first = a.string(1);
        if (a.count() == 1 && first.length() > 0 && first.luaByte(0) == '@') {
            on = first.raweq(ON) || on && !first.raweq(OFF);
        } else if (on) {
            write(text.toLuaString());
        }
        return LuaValue.NONE;
    }

    private void write(LuaString text) {
        try {
            err.write(text.m_bytes, text.m_offset, text.m_length);
            err.flush();
        } catch (IOException e) {
            throw new LuaError("the warning cannot be written: " + e.getMessage());
        }
    }
}
