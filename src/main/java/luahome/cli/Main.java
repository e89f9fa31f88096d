package luahome.cli;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its status. */
    public static void main(String[] args) {
        System.exit(new CommandLineRun(Environment.system()).run(args));
    }
}
