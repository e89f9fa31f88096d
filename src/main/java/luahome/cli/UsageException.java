package luahome.cli;

/** Arguments that make no sense. The message is one sentence. */
final class UsageException extends Exception {
    UsageException(String message) {
        super(message, null, false, false);
    }
}
