package luahome.lookup;

/** A meta-command that is unknown, used wrongly, or failed. The message is one sentence without a position. */
public final class CommandException extends Exception {
    /** A failure with its sentence. */
    public CommandException(String message) {
        super(message, null, false, false);
    }
}
