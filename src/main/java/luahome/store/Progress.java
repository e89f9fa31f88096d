package luahome.store;

/** Watches long work. Called on the thread that works, often. */
@FunctionalInterface
public interface Progress {
    /** Nobody watches. */
    Progress NONE = (done, total) -> {};

    /**
     * Takes how far the work is.
     *
     * @param done parts done
     * @param total parts in all, as far as known; may grow
     */
    void at(long done, long total);
}
