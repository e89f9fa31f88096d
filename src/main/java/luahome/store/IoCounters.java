package luahome.store;

/**
 * What went to and fro between a store and its files since it was opened.
 *
 * @param pagesRead pages that were fetched from the files; those found in memory do not count
 * @param pagesWritten pages that commits, and transactions too large for memory, wrote into the journal; that they are
 *     copied to the store file later does not count
 * @param journalBytes bytes of these writes
 */
public record IoCounters(long pagesRead, long pagesWritten, long journalBytes) {
    /** Where there are no files. */
    public static final IoCounters NONE = new IoCounters(0, 0, 0);

    /** What has been since an earlier answer. */
    public IoCounters since(IoCounters before) {
        return new IoCounters(
                pagesRead - before.pagesRead, pagesWritten - before.pagesWritten, journalBytes - before.journalBytes);
    }
}
