package luahome.cli;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParseResult;

/** Parts that the subcommands' models share. Built by hand: annotations would be read by reflection at every start. */
final class OptionSpecs {
    private static final String[] WORKSPACE = {
        "The directory that holds the data. Default:",
        "$LUAHOME_WORKSPACE, else luahome in $XDG_DATA_HOME",
        "or in ~/.local/share."
    };

    private OptionSpecs() {}

    /** A command with its one-line summary, what else is to say, and examples as lines. */
    static CommandSpec command(String name, String summary, List<String> description, List<String> examples) {
        CommandSpec spec = CommandSpec.create().name(name);
        UsageMessageSpec usage = spec.usageMessage();
        usage.header(summary + ".");
        usage.synopsisHeading("%nUsage: ");
        usage.descriptionHeading("%n");
        usage.description(escaped(description));
        usage.parameterListHeading("%nArguments:%n");
        usage.optionListHeading("%nOptions:%n");
        usage.commandListHeading("%nCommands:%n");
        usage.footerHeading("%nExamples:%n");
        usage.footer(escaped(examples));
        usage.sortOptions(false);
        spec.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help and exit.")
                .build());
        return spec;
    }

    private static String[] escaped(List<String> lines) {
        return lines.stream().map(line -> line.replace("%", "%%")).toArray(String[]::new);
    }

    /** Adds the exit statuses of commands that use a workspace; {@code running} if they run Lua. */
    static void exitStatuses(CommandSpec spec, boolean running) {
        exitStatuses(spec, running, running ? "A Lua error, or a failed command." : "There is no such table or key.");
    }

    /** Adds the exit statuses of commands that care for files, with what status 1 means. */
    static void exitStatuses(CommandSpec spec, String one) {
        exitStatuses(spec, false, one);
    }

    private static void exitStatuses(CommandSpec spec, boolean running, String one) {
        Map<String, String> statuses = new LinkedHashMap<>();
        statuses.put("0", "Done.");
        statuses.put("1", one);
        statuses.put("2", "Wrong usage.");
        statuses.put("3", "The workspace cannot be used: locked, foreign, damaged, newer, or the disk is full.");
        if (running) {
            statuses.put("129, 130, 143", "Ended by SIGHUP, SIGINT or SIGTERM, after rolling back.");
        }
        statuses.put("141", "The reader of the output has gone.");
        spec.usageMessage().exitCodeListHeading("%nExit status:%n").exitCodeList(statuses);
    }

    /** The argument WORKSPACE at an index. */
    static PositionalParamSpec workspaceArgument(String index) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity("0..1")
                .paramLabel("WORKSPACE")
                .type(String.class)
                .description(WORKSPACE)
                .build();
    }

    /** An argument that must be given. */
    static PositionalParamSpec required(String index, String label, String description) {
        return PositionalParamSpec.builder()
                .index(index)
                .arity("1")
                .required(true)
                .paramLabel(label)
                .type(String.class)
                .description(description)
                .build();
    }

    /** A path that was given. */
    static Path path(String named) throws UsageException {
        if (named.isEmpty()) {
            throw new UsageException("the path is empty");
        }
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw new UsageException("not a path: " + e.getInput());
        }
    }

    /** The option {@code -w WORKSPACE}. */
    static OptionSpec workspaceOption() {
        return OptionSpec.builder("-w", "--workspace")
                .paramLabel("WORKSPACE")
                .type(String.class)
                .description(WORKSPACE)
                .build();
    }

    /** The option {@code --json}. */
    static OptionSpec json() {
        return OptionSpec.builder("--json")
                .type(boolean.class)
                .description("Write JSON.")
                .build();
    }

    /** Whether a flag is set. */
    static boolean flag(ParseResult arguments, String option) {
        return arguments.matchedOptionValue(option, false);
    }

    /** The workspace to use: the one named, or the default. */
    static Path workspace(@Nullable String named, Environment environment) throws UsageException {
        try {
            if (named != null && named.isEmpty()) {
                throw new UsageException("the workspace's path is empty");
            }
            return named == null ? environment.defaultWorkspace() : Path.of(named);
        } catch (InvalidPathException e) {
            throw new UsageException("not a path: " + e.getInput());
        }
    }
}
