package luahome.lua.lib.file;

import java.io.IOException;
import luahome.lua.builtin.LibraryFunction;
import luahome.lua.builtin.LuaArguments;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code lines} hands to a loop: each call reads once more. */
final class FileLines implements LibraryFunction.Body {
    private final LuaValue file;
    private final FileReading reading;
    private final LuaArguments formats;
    private final int first;
    private final boolean closesAtEnd;

    /**
     * An iteration; it holds the value by which programs know the file, so that the file stays open.
     *
     * @param formats what to read each time, from the position {@code first} on
     */
    FileLines(LuaValue file, FileReading reading, Varargs formats, int first, boolean closesAtEnd) {
        this.file = file;
        this.reading = reading;
        this.formats = new LuaArguments("?", formats);
        this.first = first;
        this.closesAtEnd = closesAtEnd;
    }

    @Override
    public Varargs call(LuaArguments arguments) {
        FileHandle handle = IoLib.handle(file);
        if (handle == null || handle.isClosed()) {
            throw new LuaError("file is already closed");
        }
        try {
            Varargs values = reading.read(handle, formats, first);
            if (!values.arg1().isnil()) {
                return values;
            }
            if (closesAtEnd) {
                handle.close();
            }
            return LuaValue.NONE;
        } catch (IOException e) {
            throw new LuaError(FileOpener.reason(e));
        }
    }
}
