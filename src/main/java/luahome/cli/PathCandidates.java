package luahome.cli;

import java.nio.file.Path;
import luahome.console.Console;
import luahome.home.Home;
import luahome.lookup.PathCompletion;
import luahome.store.OpenMode;
import luahome.store.StoreException;
import luahome.store.workspace.PagedStore;

/** What the completions of the shells ask for: {@code luahome __complete WORKSPACE BEGINNING}. Hidden from help. */
final class PathCandidates {
    /** What the shells call. */
    static final String NAME = "__complete";

    private PathCandidates() {}

    /**
     * Prints how the beginning of a table's path may go on, one candidate a line, with a description behind a tab. Says
     * nothing of a workspace that cannot be read, as someone is typing.
     */
    static void print(String[] args, Environment environment) throws UsageException {
        if (args.length != 2) {
            throw new UsageException(NAME + " takes a workspace and the beginning of a path");
        }
        Path workspace = OptionSpecs.workspace(args[0], environment);
        try (Console console = environment.console(environment.stdin());
                Home home = Home.reading(PagedStore.open(workspace, OpenMode.READ))) {
            PathCompletion.complete(home, args[1], console::print);
        } catch (StoreException e) {
            // In use, absent or no workspace: there is nothing to offer, and no place to say so.
            return;
        }
    }
}
