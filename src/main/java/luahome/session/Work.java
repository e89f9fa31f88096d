package luahome.session;

import luahome.store.Progress;

/**
 * Work that may take long, as a console tells of it to whoever waits; closed when it is done, also if it fails. Works
 * may stand in each other, and the innermost is told of. Used on the Lua thread.
 */
public interface Work extends Progress, AutoCloseable {
    /** Work that nobody is told of. */
    Work UNSEEN = new Work() {
        @Override
        public void at(long done, long total) {}

        @Override
        public void close() {}
    };

    @Override
    void close();

    /**
     * What is done.
     *
     * @param name a word such as {@code checking}
     * @param unit what its parts are called, in the plural; empty if their share of all says more than their number
     * @param stoppable whether Ctrl-C stops it
     */
    record Task(String name, String unit, boolean stoppable) {}

    /** Whoever waits for a session, and is told of its work. */
    @FunctionalInterface
    interface Observer {
        /** Work begins that may take long; it ends when the answer is closed. */
        Work begin(Task task);
    }
}
