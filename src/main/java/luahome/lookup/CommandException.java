package luahome.lookup;

/** A meta-command that is unknown, used wrongly, or failed. The message is one sentence without a position. */
public final class CommandException extends Exception {
    public CommandException(String message) {
        super(message, null, false, false);
    }
}
