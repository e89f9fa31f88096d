package luahome.lua.run;

import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaError;
import org.luaj.vm2.LuaString;

/**
 * An error of a library whose message quotes what the program said: bytes, which a Java String could damage. As with
 * any LuaError of a library, the position of the code that called it is still to be put in front.
 */
public final class PositionedError extends LuaError {
    private final LuaString text;

    /** An error with that message. */
    public PositionedError(LuaString text) {
        super(Latin1.toUnicode(text));
        this.text = text;
    }

    /** The message. */
    LuaString text() {
        return text;
    }
}
