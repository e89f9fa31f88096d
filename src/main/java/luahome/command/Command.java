package luahome.command;

import java.util.List;
import luahome.lookup.CommandException;
import luahome.lua.run.Interrupted;
import luahome.session.RolledBack;
import luahome.session.Session;

/**
 * A meta-command.
 *
 * @param name without the colon
 * @param arguments what it takes, as shown in its usage; may be empty
 * @param summary what it does, in one line
 * @param details more lines of help; may be empty
 * @param examples how it is used, each with the colon
 * @param handler does it
 * @param place where it can be used
 */
public record Command(
        String name,
        String arguments,
        String summary,
        List<String> details,
        List<String> examples,
        Handler handler,
        Place place) {

    /** One that is used where no program stands still. */
    public Command(
            String name,
            String arguments,
            String summary,
            List<String> details,
            List<String> examples,
            Handler handler) {
        this(name, arguments, summary, details, examples, handler, Place.AT_REST);
    }

    /** The same, for another place. */
    public Command in(Place other) {
        return new Command(name, arguments, summary, details, examples, handler, other);
    }

    /** What is typed: {@code :save [label]}. */
    public String usage() {
        return arguments.isEmpty() ? ":" + name : ":" + name + " " + arguments;
    }

    /**
     * Does it.
     *
     * @throws CommandException if it fails, or the user stops it; what it had not committed then is taken back. Also if
     *     this is not the place for it
     */
    public Next run(Context context, String given) throws CommandException {
        if (!context.commands().isUsable(this)) {
            throw new CommandException(":" + name
                    + (place == Place.AT_STOP
                            ? " is for a program that has stopped at a breakpoint; :break sets one"
                            : " is not possible while a program has stopped: :continue lets it run on, :abort"
                                    + " takes back what it did"));
        }
        Session session = context.session();
        session.machine().clearInterrupt();
        try {
            return handler.run(context, given);
        } catch (Interrupted e) {
            session.machine().clearInterrupt();
            throw new CommandException("interrupted" + RolledBack.suffix(session.rollback()));
        }
    }

    /** Does a command. */
    @FunctionalInterface
    public interface Handler {
        /** Does it with the arguments, a trimmed text that may be empty. */
        Next run(Context context, String arguments) throws CommandException;
    }

    /** What comes after a command. */
    public enum Next {
        /** The next entry. */
        GO_ON,
        /** The end of the session. */
        LEAVE
    }

    /** Where a command can be used. */
    public enum Place {
        /** Between entries. */
        AT_REST,
        /** While a program stands still. */
        AT_STOP,
        /** Both. */
        ANYWHERE
    }
}
