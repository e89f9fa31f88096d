package luahome.repl;

import luahome.show.Count;

/** How much a failure took back, as the end of its sentence. */
final class RolledBack {
    private RolledBack() {}

    /** {@code ; 2 entries rolled back}, or nothing if it was nothing. */
    static String suffix(long entries) {
        return entries == 0 ? "" : "; " + Count.of(entries, "entry", "entries") + " rolled back";
    }
}
