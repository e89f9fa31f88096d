package luahome.lua.text;

/** A token that is malformed or not finished. */
final class LexicalException extends Exception {
    private final int start;
    private final int line;
    private final boolean incomplete;

    /**
     * A failure to read a token.
     *
     * @param message as PUC Lua words it, with what it is near; each char is a byte
     */
    LexicalException(String message, int start, int line, boolean incomplete) {
        super(message);
        this.start = start;
        this.line = line;
        this.incomplete = incomplete;
    }

    /** Index of the first byte that it is about. */
    int start() {
        return start;
    }

    /** The line that was being read, from 1. */
    int line() {
        return line;
    }

    /** Whether more text could mend it. */
    boolean incomplete() {
        return incomplete;
    }
}
