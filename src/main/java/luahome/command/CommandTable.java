package luahome.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import luahome.command.Command.Place;
import luahome.lookup.CommandException;
import luahome.lookup.Spelling;
import luahome.show.Columns;

/** The meta-commands as data: look-up, help and completion derive from it. Immutable. */
public final class CommandTable {
    private final List<Command> all;
    private final Place place;

    /** @param all in the order of help */
    public CommandTable(List<Command> all) {
        this(all, Place.AT_REST);
    }

    private CommandTable(List<Command> all, Place place) {
        this.all = List.copyOf(all);
        this.place = place;
    }

    /** The same commands, in the middle of a program that stands still. */
    public CommandTable atStop() {
        return new CommandTable(all, Place.AT_STOP);
    }

    /** Whether a command can be used here. */
    public boolean isUsable(Command command) {
        return command.place() == place || command.place() == Place.ANYWHERE;
    }

    /** All of them, in the order of help. */
    public List<Command> all() {
        return all;
    }

    /** Whether a line that is entered is a command, or the mere beginning of one, and not Lua. */
    public static boolean isCommand(String entry) {
        return entry.strip().equals(":")
                || entry.length() > 1
                        && entry.charAt(0) == ':'
                        && (Character.isLetter(entry.charAt(1)) || entry.charAt(1) == '!' || entry.charAt(1) == '?');
    }

    /**
     * Takes a command line apart.
     *
     * @param line its line in the script, from 1
     * @throws CommandException if there is no such command
     */
    public CommandCall parse(String text, int line) throws CommandException {
        if (text.startsWith(":!")) {
            return new CommandCall(line, find("!"), text.substring(2).strip());
        }
        int end = 1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return new CommandCall(
                line, find(text.substring(1, end)), text.substring(end).strip());
    }

    /** The command of that name, or the only one whose name begins so. */
    private Command find(String name) throws CommandException {
        if (name.isEmpty()) {
            throw new CommandException("which command? :help lists them");
        }
        for (Command command : all) {
            if (command.name().equals(name)
                    || name.equals("?") && command.name().equals("help")) {
                return command;
            }
        }
        List<String> names = all.stream().map(Command::name).toList();
        List<Command> anywhere =
                all.stream().filter(command -> command.name().startsWith(name)).toList();
        List<Command> here = anywhere.stream().filter(this::isUsable).toList();
        List<Command> begun = here.isEmpty() ? anywhere : here;
        if (begun.size() == 1) {
            return begun.get(0);
        }
        if (begun.size() > 1) {
            throw new CommandException("the command :" + name + " is not clear: "
                    + begun.stream().map(command -> ":" + command.name()).collect(Collectors.joining(", "))
                    + " begin so");
        }
        String nearest = Spelling.to(name, names);
        throw new CommandException("unknown command :" + name
                + (nearest == null ? "; :help lists them" : "; did you mean :" + nearest + "?"));
    }

    /** What {@code :help} says without an argument, in lines. */
    public List<String> overview() {
        Columns columns = new Columns("ll");
        Stream<Command> shown = place == Place.AT_STOP ? all.stream().filter(this::isUsable) : all.stream();
        shown.forEach(command -> columns.row(command.usage(), command.summary()));
        List<String> lines = new ArrayList<>(columns.lines());
        lines.add("");
        lines.add("Everything else is Lua. What you put into _home is there again tomorrow:");
        lines.add("  _home.jobs = { \"write\", \"test\" }");
        lines.add("The value of an expression is printed; _ holds the last one.");
        lines.add(":help save says more about :save; names of commands may be shortened.");
        return lines;
    }

    /**
     * What {@code :help} says of a command, in lines.
     *
     * @param name with or without the colon; may be shortened
     * @throws CommandException if there is no such command
     */
    public List<String> help(String name) throws CommandException {
        Command command = find(name.startsWith(":") ? name.substring(1) : name);
        List<String> lines = new ArrayList<>();
        lines.add(command.usage() + "  " + command.summary());
        lines.addAll(command.details());
        lines.add("Examples:");
        command.examples().forEach(example -> lines.add("  " + example));
        return lines;
    }
}
