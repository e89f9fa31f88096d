package luahome.lua;

/** Words the compiler's complaints as PUC Lua does. */
final class SyntaxMessages {
    private SyntaxMessages() {}

    /** Whether an error met at the end of the text can be one that more text mends. */
    static boolean moreCouldHelp(String message) {
        return !message.contains("break") && !message.contains("label") && !message.contains("malformed number")
                && !message.contains("too many") && !message.contains("too complex");
    }

    /** The message, with what it is near. */
    static String reworded(String message, Compiler.Source text) {
        String said = message.startsWith("unexpected symbol") ? "unexpected symbol" : message;
        return said.replace("'<eos>'", "<eof>").replace("'<name>'", "<name>");
    }
}
