package luahome.session;

/** The exit statuses of the process. */
public final class ExitStatus {
    /** All went well. */
    public static final int DONE = 0;
    /** A Lua error or a failed command. */
    public static final int FAILED = 1;
    /** Wrong usage of the command line. */
    public static final int USAGE = 2;
    /** The workspace cannot be used. */
    public static final int WORKSPACE = 3;
    /** Stopped by SIGINT. */
    public static final int INTERRUPTED = 130;
    /** The reader of standard output has gone. */
    public static final int READER_GONE = 141;

    private ExitStatus() {}
}
