package luahome.repl;

/** Stack traces, for those who set {@code LUAHOME_DEBUG=1}; nobody else ever sees one. */
public final class Debug {
    private Debug() {}

    /** Shows where it came from, if wanted. */
    public static void trace(Throwable cause) {
        if ("1".equals(System.getenv("LUAHOME_DEBUG"))) {
            cause.printStackTrace();
        }
    }
}
