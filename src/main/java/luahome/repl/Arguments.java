package luahome.repl;

/** What commands expect of their arguments. */
final class Arguments {
    private Arguments() {}

    /** @throws CommandException if there are arguments */
    static void none(String command, String argument) throws CommandException {
        if (!argument.isEmpty()) {
            throw new CommandException(":" + command + " takes no arguments");
        }
    }
}
