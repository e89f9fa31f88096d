package luahome.repl;

/** A meta-command that is unknown, used wrongly, or failed. The message is one sentence without a position. */
final class CommandException extends Exception {
    CommandException(String message) {
        super(message, null, false, false);
    }
}
