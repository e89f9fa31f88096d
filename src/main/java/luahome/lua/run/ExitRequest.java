package luahome.lua.run;

/** The program called `os.exit`. An Error, so that no `pcall` and no library catches it. */
public final class ExitRequest extends Error {
    private final int status;

    /** A request to end the process. */
    public ExitRequest(int status) {
        super("exit " + status, null, false, false);
        this.status = status;
    }

    /** The exit status asked for; 0 means that changes are committed first. */
    public int status() {
        return status;
    }
}
