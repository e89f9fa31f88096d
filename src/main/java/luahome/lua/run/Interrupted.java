package luahome.lua.run;

/** The running chunk was asked to stop. An Error, so that no `pcall` and no library catches it. */
public final class Interrupted extends Error {
    /** A request to stop that has been met. */
    public Interrupted() {
        super("interrupted", null, false, false);
    }
}
