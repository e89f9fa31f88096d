package luahome.home;

import luahome.store.TableStore;

/** Lets tests of other packages force what otherwise happens when memory grows short. */
public final class Eviction {
    private Eviction() {}

    /** Persistent tables of which hardly any fits in memory: those with more than a few entries are paged. */
    public static Home tiny(TableStore store) {
        return new Home(store, 2000);
    }

    /** Turns every table that can be into a ghost. */
    public static void evictAll(Home home) {
        home.evictAll();
    }
}
