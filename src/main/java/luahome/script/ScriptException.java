package luahome.script;

/** A script that cannot be run. The message has the form {@code name:LINE: what is wrong}. */
final class ScriptException extends Exception {
    ScriptException(String message) {
        super(message, null, false, false);
    }
}
