package luahome.lua.text;

import luahome.lua.value.Latin1;
import org.luaj.vm2.LuaString;

/** Source text that does not compile. */
public final class SyntaxException extends Exception {
    private final LuaString text;
    private final boolean incomplete;
    private final int line;
    private final int column;

    /**
     * A failure to compile. The message has the form `chunk:LINE: what is wrong`.
     *
     * @param column see {@link #column}
     */
    public SyntaxException(LuaString message, int line, int column, boolean incomplete) {
        super(Latin1.toUnicode(message));
        this.text = message;
        this.line = line;
        this.column = column;
        this.incomplete = incomplete;
    }

    /** A failure whose message is text; see above. */
    public SyntaxException(String message, int line, int column, boolean incomplete) {
        this(Latin1.ofUnicode(message), line, column, incomplete);
    }

    /** The message byte for byte: what is near the place need not be text in UTF-8. */
    public LuaString text() {
        return text;
    }

    /** Whether more text could still make it right. */
    public boolean incomplete() {
        return incomplete;
    }

    /** The line it is about, from 1. */
    public int line() {
        return line;
    }

    /** The byte of the line that it is about, from 1; one behind the last where the text ends; 0 if not known. */
    public int column() {
        return column;
    }
}
