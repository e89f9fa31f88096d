package luahome.store.disk;

/**
 * The bytes that locks between processes are taken on. They lie far beyond the end of any file, so they are never
 * written; on POSIX systems they are advice, on Windows they would otherwise keep others from reading.
 */
public enum LockByte {
    /**
     * Held exclusively, on the journal, by the one process that may write, for as long as it has the workspace open.
     */
    WRITER,
    /**
     * Shared by the processes that read; held exclusively by the writer while it changes what they rely on. Readers
     * take it on the journal, or on the home file where there is no journal.
     */
    READERS,
    /**
     * Held exclusively, on the journal, by a writer that has opened the workspace. Readers try it for a moment only, to
     * find out whether there is one; so it is another byte than {@link #WRITER}, which they would keep a writer from.
     */
    ALIVE;

    /** Position in the file in bytes. */
    long position() {
        return (1L << 62) + ordinal();
    }
}
