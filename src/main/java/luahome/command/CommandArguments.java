package luahome.command;

import luahome.lookup.CommandException;

/** What commands expect of their arguments. */
public final class CommandArguments {
    private CommandArguments() {}

    /** @throws CommandException if there are arguments */
    public static void none(String command, String argument) throws CommandException {
        if (!argument.isEmpty()) {
            throw new CommandException(":" + command + " takes no arguments");
        }
    }
}
