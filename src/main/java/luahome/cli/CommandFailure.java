package luahome.cli;

/** A command that cannot be done, for a reason that the user can do something about. The message is one sentence. */
final class CommandFailure extends Exception {
    CommandFailure(String message) {
        super(message, null, false, false);
    }
}
