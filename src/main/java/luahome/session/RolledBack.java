package luahome.session;

import luahome.show.Quantity;

/** How much a failure took back, as the end of its sentence. */
public final class RolledBack {
    private RolledBack() {}

    /** {@code ; 2 entries rolled back}, or nothing if it was nothing. */
    public static String suffix(long entries) {
        return entries == 0 ? "" : "; " + Quantity.of(entries, "entry", "entries") + " rolled back";
    }
}
