package luahome.store.volume;

/** The simulated machine stops here. An Error, so that no handling of failed I/O takes it for one. */
public final class PowerLoss extends Error {
    PowerLoss() {
        super("power loss", null, false, false);
    }
}
