package luahome.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The command line as the writers of completions and manual pages see it. */
final class CommandModel {
    private final CommandSpec root;

    private CommandModel(CommandSpec root) {
        this.root = root;
    }

    static CommandModel current() {
        return new CommandModel(new CommandLineRun(Environment.system()).model());
    }

    CommandSpec root() {
        return root;
    }

    /** The subcommands by name, sorted; {@code help} among them. */
    Map<String, CommandSpec> commands() {
        Map<String, CommandSpec> commands = new LinkedHashMap<>();
        root.subcommands().keySet().stream()
                .sorted()
                .forEach(name -> commands.put(name, root.subcommands().get(name).getCommandSpec()));
        return commands;
    }

    /** The summary of a command, without a full stop. */
    static String summary(CommandSpec spec) {
        return String.join(" ", spec.usageMessage().header()).replaceFirst("\\.$", "");
    }

    /** What an option or argument is for, in one line. */
    static String description(ArgSpec spec) {
        return String.join(" ", spec.description()).replace("%%", "%");
    }

    static boolean takesValue(OptionSpec option) {
        return option.arity().max() > 0;
    }

    static List<String> names(OptionSpec option) {
        return Arrays.asList(option.names());
    }

    /** The names of all options that take a value, in any command. */
    List<String> valueOptions() {
        return commands().values().stream()
                .flatMap(spec -> spec.options().stream())
                .filter(CommandModel::takesValue)
                .flatMap(option -> names(option).stream())
                .distinct()
                .sorted()
                .collect(Collectors.toList());
    }

    /** Whether all that stands behind the first argument of a command is for somebody else, options too. */
    static boolean stopsAtArgument(CommandSpec spec) {
        return spec.parser().stopAtPositional();
    }

    /** The names of the commands that {@link #stopsAtArgument}. */
    List<String> stopping() {
        return commands().entrySet().stream()
                .filter(command -> stopsAtArgument(command.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The words that a value is one of; empty if there is no such list. */
    List<String> words(ArgSpec spec) {
        List<String> words = new ArrayList<>();
        if (spec.completionCandidates() != null) {
            spec.completionCandidates().forEach(words::add);
        }
        return words;
    }

    /** What a value is, as far as shells can complete it. */
    Values values(ArgSpec spec) {
        if (!words(spec).isEmpty()) {
            return Values.WORDS;
        }
        return switch (spec.paramLabel()) {
            case "WORKSPACE" -> Values.WORKSPACE;
            case "FILE", "ARG", "BACKUP", "TARGET" -> Values.FILE;
            case "DIR", "DIRECTORY" -> Values.DIRECTORY;
            case "ID|PATH" -> Values.TABLE;
            default -> Values.NONE;
        };
    }

    static boolean repeats(PositionalParamSpec spec) {
        return spec.index().isVariable();
    }

    enum Values {
        WORDS,
        WORKSPACE,
        FILE,
        DIRECTORY,
        TABLE,
        NONE
    }
}
