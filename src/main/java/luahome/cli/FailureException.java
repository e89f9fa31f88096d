package luahome.cli;

/** A command that cannot be done, for a reason that the user can do something about. The message is one sentence. */
final class FailureException extends Exception {
    FailureException(String message) {
        super(message, null, false, false);
    }
}
