package luahome.home;

/** Lets tests of other packages force what otherwise happens when memory grows short. */
public final class Eviction {
    private Eviction() {}

    /** Turns every table that can be into a ghost. */
    public static void evictAll(Home home) {
        home.evictAll();
    }
}
