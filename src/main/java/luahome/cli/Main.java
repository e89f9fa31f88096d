package luahome.cli;

import luahome.diagnostic.DebugTrace;
import luahome.diagnostic.HeapReserve;
import luahome.store.workspace.PagedStore;

/** Where the process begins. */
public final class Main {
    private Main() {}

    /** Runs the command line and ends the process with its status. */
    public static void main(String[] args) {
        Thread.setDefaultUncaughtExceptionHandler(Main::died);
        // Picocli would make ready to convert arguments into these, at every start.
        System.setProperty("picocli.converters.excludes", "java[.](time|sql)[.].*");
        if (CommandLineRun.usesStore(args)) {
            Thread preparing = new Thread(PagedStore::prepare, "prepare");
            preparing.setDaemon(true);
            preparing.start();
        }
        System.exit(new CommandLineRun(Environment.system()).run(args));
    }

    /** A thread has died of a failure that nobody waits for. That the heap was full is told by those who need it. */
    private static void died(Thread thread, Throwable failure) {
        DebugTrace.trace(failure);
        if (!HeapReserve.ranOut(failure)) {
            System.err.println("luahome: internal error: " + failure + "; LUAHOME_DEBUG=1 shows where");
        }
    }
}
