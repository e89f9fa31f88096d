package luahome.command;

/**
 * A meta-command with what was given to it.
 *
 * @param line where it stands in its script, from 1
 * @param arguments what follows its name, without white space around it
 */
public record CommandCall(int line, Command command, String arguments) {}
