package luahome.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import luahome.console.Console;
import luahome.diagnostic.DebugTrace;
import luahome.diagnostic.HeapReserve;
import luahome.lookup.Spelling;
import luahome.lua.LuaMachine;
import luahome.session.ExitStatus;
import luahome.session.OutputFailure;
import luahome.store.StoreException;
import luahome.text.Utf8;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * One run of the command line: finds the subcommand, has it done, and turns every failure into a sentence and a status.
 */
final class CommandLineRun {
    /** What may stand behind {@code help} and asks for what it shows by itself. */
    private static final Set<String> ABOUT_HELP = Set.of("help", "-h", "--help");

    /** The parts of help that list the commands: what most people look for, so it comes early. */
    private static final List<String> COMMANDS =
            List.of(UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING, UsageMessageSpec.SECTION_KEY_COMMAND_LIST);

    private final List<Subcommand> subcommands = List.of(
            new ReplCommand(),
            new EvalCommand(),
            new RunCommand(),
            new TablesCommand(),
            new MetaCommand(),
            new CheckCommand(),
            new BackupCommand(),
            new RestoreCommand(),
            new CompactCommand(),
            new RepairCommand());

    private static final Pattern PROGRAM_OPTION = Pattern.compile("-$|-[eli]|-w|--workspace\\b");

    private final Environment environment;

    CommandLineRun(Environment environment) {
        this.environment = environment;
    }

    /** Whether what the arguments ask for will open a workspace, as far as a glance tells. */
    static boolean usesStore(String[] args) {
        return args.length > 0 && !args[0].startsWith("-") && !args[0].equals("help");
    }

    /** Does what the arguments say; answers the exit status. */
    int run(String... args) {
        try {
            return dispatch(args);
        } catch (UsageException e) {
            error(e.getMessage() + hint(args));
            return ExitStatus.USAGE;
        } catch (CommandFailure e) {
            error(String.valueOf(e.getMessage()));
            return ExitStatus.FAILED;
        } catch (StoreException e) {
            DebugTrace.trace(e);
            error(String.valueOf(e.getMessage()));
            return ExitStatus.WORKSPACE;
        } catch (OutputFailure e) {
            if (e.readerGone()) {
                return ExitStatus.READER_GONE;
            }
            error(String.valueOf(e.getMessage()));
            return ExitStatus.FAILED;
        } catch (Exception | StackOverflowError | OutOfMemoryError | LinkageError e) {
            DebugTrace.trace(e);
            if (HeapReserve.ranOut(e)) {
                error(LuaMachine.notEnoughMemory());
                return ExitStatus.FAILED;
            }
            error("internal error: " + e + "; LUAHOME_DEBUG=1 shows where");
            return ExitStatus.FAILED;
        }
    }

    private int dispatch(String[] args) throws Exception {
        String first = args.length == 0 ? "--help" : args[0];
        switch (first) {
            case "-V", "-v", "--version" -> print("luahome " + Version.number());
            case "-h", "--help" -> help(null);
            case "help" -> help(args.length > 1 && !ABOUT_HELP.contains(args[1]) ? args[1] : null);
            case PathCandidates.NAME -> PathCandidates.print(Arrays.copyOfRange(args, 1, args.length), environment);
            case Training.NAME -> Training.run(Arrays.copyOfRange(args, 1, args.length), environment);
            default -> {
                if (isProgram(first)) {
                    return run(find("run"), args);
                }
                return run(find(first), Arrays.copyOfRange(args, 1, args.length));
            }
        }
        return ExitStatus.DONE;
    }

    private int run(Subcommand chosen, String[] args) throws Exception {
        CommandLine line = parser(chosen);
        ParseResult parsed;
        try {
            parsed = line.parseArgs(args);
        } catch (ParameterException e) {
            throw new UsageException(sentence(e));
        }
        if (parsed.isUsageHelpRequested()) {
            print(line);
            return ExitStatus.DONE;
        }
        return chosen.run(parsed, environment);
    }

    /** A parser for one subcommand; the models of the others are not made. */
    private CommandLine parser(Subcommand chosen) {
        CommandSpec spec = chosen.spec();
        boolean stop = spec.parser().stopAtPositional();
        return plain(new CommandLine(spec.name("luahome " + chosen.name()))).setStopAtPositional(stop);
    }

    /** The whole model: the overview with the full model of each subcommand, in the order of help. */
    CommandSpec model() {
        CommandSpec spec = overview().getCommandSpec();
        for (Subcommand subcommand : subcommands) {
            spec.removeSubcommand(subcommand.name());
            spec.addSubcommand(subcommand.name(), subcommand.spec());
        }
        return spec;
    }

    private static CommandLine plain(CommandLine line) {
        // A leading @ and ${...} have no meaning here: both occur in paths and in Lua.
        return line.setExpandAtFiles(false).setInterpolateVariables(false);
    }

    /** Whether a first argument that is no command begins what {@code luahome run} takes. */
    private boolean isProgram(String first) {
        if (subcommands.stream().anyMatch(subcommand -> subcommand.name().equals(first))) {
            return false;
        }
        return PROGRAM_OPTION.matcher(first).lookingAt() || first.endsWith(".lua") || isFile(first);
    }

    private static boolean isFile(String name) {
        try {
            return Files.isRegularFile(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private Subcommand find(String name) throws UsageException {
        for (Subcommand subcommand : subcommands) {
            if (subcommand.name().equals(name)) {
                return subcommand;
            }
        }
        String what = name.startsWith("-") ? "unknown option " : "unknown command ";
        String nearest =
                Spelling.to(name, subcommands.stream().map(Subcommand::name).toList());
        throw new UsageException(
                what + (name.isEmpty() ? "''" : name) + (nearest == null ? "" : "; did you mean " + nearest + "?"));
    }

    private void help(@Nullable String name) throws UsageException {
        print(name == null ? overview() : parser(find(name)));
    }

    private CommandLine overview() {
        CommandSpec spec = OptionSpecs.command(
                "luahome",
                "An interactive Lua whose tables are there again tomorrow",
                List.of("The table _home lives in a workspace, a directory. What you assign in it is kept when an entry"
                        + " or a script ends well, and taken back when it fails."),
                List.of(
                        "  $ luahome repl ~/work",
                        "  $ luahome eval -w ~/work '_home.n = (_home.n or 0) + 1'",
                        "  $ luahome tables ~/work",
                        "",
                        "luahome help COMMAND explains a command, its options and exit statuses."));
        spec.usageMessage().customSynopsis("luahome COMMAND [ARGUMENTS]");
        spec.addOption(OptionSpec.builder("-V", "-v", "--version")
                .versionHelp(true)
                .description("Show the version and exit.")
                .build());
        for (Subcommand subcommand : subcommands) {
            CommandSpec line = CommandSpec.create();
            line.usageMessage().header(subcommand.summary());
            spec.addSubcommand(subcommand.name(), line);
        }
        CommandSpec help = CommandSpec.create();
        help.usageMessage().header("Explain a command");
        spec.addSubcommand("help", help);
        return plain(new CommandLine(spec));
    }

    private static String sentence(ParameterException e) {
        String message =
                String.valueOf(e.getMessage()).lines().findFirst().orElse("").strip();
        String plain =
                message.isEmpty() ? "wrong usage" : Character.toLowerCase(message.charAt(0)) + message.substring(1);
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    private String hint(String[] args) {
        boolean known =
                args.length > 0 && subcommands.stream().anyMatch(s -> s.name().equals(args[0]));
        String about = known ? " " + args[0] : args.length > 0 && isProgram(args[0]) ? " run" : "";
        return " (try: luahome help" + about + ")";
    }

    private void print(CommandLine line) {
        // Only for show: options are written as most people type them.
        line.setSeparator(" ");
        List<String> sections = new ArrayList<>(line.getHelpSectionKeys());
        sections.removeAll(COMMANDS);
        sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING), COMMANDS);
        line.setHelpSectionKeys(sections);
        StringWriter text = new StringWriter();
        line.usage(new PrintWriter(text), environment.colours() ? Ansi.ON : Ansi.OFF);
        print(text.toString().stripTrailing());
    }

    private void print(String text) {
        try (Console console = environment.console(environment.stdin())) {
            console.print(text);
        }
    }

    private void error(String message) {
        new PrintStream(environment.stderr(), true, StandardCharsets.UTF_8)
                .println("luahome: " + Utf8.harmless(message));
    }
}
