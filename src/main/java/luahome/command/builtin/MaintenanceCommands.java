package luahome.command.builtin;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import luahome.command.Command.Next;
import luahome.command.CommandWork;
import luahome.command.Context;
import luahome.diagnostic.DebugTrace;
import luahome.home.Home;
import luahome.lookup.CommandException;
import luahome.show.ErrorText;
import luahome.show.Quantity;
import luahome.store.Finding;
import luahome.store.StoreException;
import luahome.store.StoreInfo;
import org.luaj.vm2.LuaError;

/** The commands that care for the files of a workspace, and the words that they share with the command line. */
public final class MaintenanceCommands {
    private MaintenanceCommands() {}

    /** {@code :check}. */
    public static Next check(Context context, String argument) throws CommandException {
        requireNone(":check", argument);
        Tally tally = new Tally();
        try (CommandWork work = CommandWork.begin(context, "checking", "")) {
            context.session()
                    .home()
                    .check(
                            finding -> {
                                tally.add(finding);
                                context.console().print(line(finding));
                            },
                            work);
        }
        if (tally.problems() > 0) {
            throw new CommandException(tally.sentence());
        }
        context.console().print(tally.sentence());
        return Next.GO_ON;
    }

    /** {@code :backup}. */
    public static Next backUp(Context context, String argument) throws CommandException {
        if (argument.isEmpty()) {
            throw new CommandException(":backup needs the name of a file");
        }
        try (CommandWork work = CommandWork.begin(context, "backing up", "")) {
            Path file = Path.of(argument);
            context.session().home().backUp(file, work);
            context.console().print("backed up to " + file.toAbsolutePath().normalize());
            return Next.GO_ON;
        } catch (InvalidPathException e) {
            throw new CommandException("not a path: " + argument);
        } catch (StoreException e) {
            throw failure(e);
        }
    }

    /** {@code :compact}. */
    public static Next compact(Context context, String argument) throws CommandException {
        requireNone(":compact", argument);
        Home home = context.session().home();
        try (CommandWork work = CommandWork.begin(context, "compacting", "")) {
            StoreInfo before = home.storeInfo();
            home.compact(work);
            context.console().print(compacted(before, home.storeInfo()));
            return Next.GO_ON;
        } catch (LuaError e) {
            throw new CommandException(ErrorText.of(e));
        } catch (StoreException e) {
            throw failure(e);
        }
    }

    /** {@code :gc}. */
    public static Next collect(Context context, String argument) throws CommandException {
        requireNone(":gc", argument);
        try (CommandWork work = CommandWork.begin(context, "clearing away", "")) {
            Home.Garbage garbage = context.session().home().collectGarbage(true, work);
            boolean none = garbage.tables() == 0 && garbage.others() == 0;
            context.console()
                    .print(
                            none
                                    ? "there was nothing to clear away"
                                    : "cleared away "
                                            + Quantity.of(garbage.tables(), "table", "tables") + " and "
                                            + Quantity.of(
                                                    garbage.others(), "part of a function", "parts of functions"));
            return Next.GO_ON;
        } catch (LuaError e) {
            throw new CommandException(ErrorText.of(e));
        }
    }

    /** What goes wrong with another file, or because of others, is no trouble with the workspace. */
    private static CommandException failure(StoreException e) {
        if (e.kind() == StoreException.Kind.DAMAGED || e.kind() == StoreException.Kind.LOST) {
            throw e;
        }
        DebugTrace.trace(e);
        return new CommandException(String.valueOf(e.getMessage()));
    }

    /** Says what a compaction did. */
    public static String compacted(StoreInfo before, StoreInfo after) {
        long then = before.fileBytes() + before.journalBytes();
        long now = after.fileBytes() + after.journalBytes();
        return "compacted from " + then + " to " + now + " bytes";
    }

    /** A finding as a line. */
    public static String line(Finding finding) {
        return finding.kind().text() + ": " + finding.message();
    }

    private static void requireNone(String command, String argument) throws CommandException {
        if (!argument.isEmpty()) {
            throw new CommandException(command + " takes no arguments");
        }
    }

    /** Counts findings. */
    public static final class Tally {
        private long problems;
        private long notes;

        /** Takes one. */
        public void add(Finding finding) {
            if (finding.kind().isProblem()) {
                problems++;
            } else {
                notes++;
            }
        }

        /** How many of them say that something is wrong. */
        public long problems() {
            return problems;
        }

        /** The sum in one sentence. */
        public String sentence() {
            if (problems > 0) {
                return problems + (problems == 1 ? " problem" : " problems")
                        + " found; restore a backup, or save what can be read with `luahome repair`";
            }
            return notes == 0 ? "no problem found" : "no problem found; " + notes + " to be cleared away";
        }
    }
}
