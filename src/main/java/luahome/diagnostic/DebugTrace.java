package luahome.diagnostic;

/** Stack traces, for those who set {@code LUAHOME_DEBUG=1}; nobody else ever sees one. */
public final class DebugTrace {
    /** Read once: it is asked for also when there is no memory left for an answer. */
    private static final boolean ENABLED = "1".equals(System.getenv("LUAHOME_DEBUG"));

    private DebugTrace() {}

    /** Shows where it came from, if wanted. */
    public static void trace(Throwable cause) {
        if (!ENABLED) {
            return;
        }
        try {
            cause.printStackTrace();
        } catch (OutOfMemoryError full) {
            // The failure itself goes on, and there is no room to show more of it.
            return;
        }
    }

    /** Shows where the failure behind an error of Lua came from, if there is one and it is wanted. */
    public static void traceCause(Throwable error) {
        Throwable cause = error.getCause();
        if (cause != null) {
            trace(cause);
        }
    }

    /** Whether more than a sentence is wanted. */
    public static boolean enabled() {
        return ENABLED;
    }
}
