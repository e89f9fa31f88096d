package luahome.lua;

/** Source text that does not compile. */
public final class SyntaxException extends Exception {
    private final boolean incomplete;
    private final int line;

    /** A failure to compile. The message has the form `chunk:LINE: what is wrong`. */
    public SyntaxException(String message, int line, boolean incomplete) {
        super(message);
        this.line = line;
        this.incomplete = incomplete;
    }

    /** Whether more text could still make it right. */
    public boolean incomplete() {
        return incomplete;
    }

    /** The line it is about, from 1. */
    public int line() {
        return line;
    }
}
