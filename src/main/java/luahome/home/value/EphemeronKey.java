package luahome.home.value;

import org.jspecify.annotations.Nullable;

/**
 * A value that keeps alive what tables with weak keys hold under it, so that those tables need not: where such a value
 * refers back to its key, both can be collected. (The Java VM has no ephemerons; see Hayes, "Ephemerons: a new
 * finalization mechanism", 1997, for what is inverted here.) Used on the Lua thread only.
 */
public interface EphemeronKey {
    /** What tables with weak keys hold under it; null while that was never anything. */
    @Nullable
    KeptValues keptValues();

    /** Sets {@link #keptValues()}. */
    void keptValues(KeptValues values);
}
