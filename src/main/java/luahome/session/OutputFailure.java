package luahome.session;

/**
 * Standard output cannot be written. An Error, so that no {@code pcall} and no library keeps a program going for
 * nobody.
 */
public final class OutputFailure extends Error {
    private final boolean readerGone;

    /**
     * A failure to write.
     *
     * @param readerGone whether the process that read the output has ended, which is nothing to tell anyone
     */
    public OutputFailure(String message, boolean readerGone) {
        super(message, null, false, false);
        this.readerGone = readerGone;
    }

    /** Whether the reader of the output has gone. */
    public boolean readerGone() {
        return readerGone;
    }
}
