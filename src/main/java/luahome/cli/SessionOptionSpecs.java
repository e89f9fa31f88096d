package luahome.cli;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import luahome.session.ChunkLimits;
import luahome.session.SessionOptions;
import luahome.store.workspace.PagedStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The options of the subcommands that run Lua. */
final class SessionOptionSpecs {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,15})([kmg]?)(i?b)?");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,8}(\\.[0-9]{1,3})?");
    private static final String UNITS = "kmg";

    private SessionOptionSpecs() {}

    /** Adds them to a command. */
    static void addTo(CommandSpec spec) {
        spec.addOption(flag("--no-memory-alias", "Leave out the global Memory, the old name of _home."));
        spec.addOption(flag(
                "--read-only",
                "Refuse all changes. Shows the state at the start, also while another luahome writes to the"
                        + " workspace."));
        spec.addOption(flag("--sandbox", "Keep the Lua code from files, processes, the environment and modules."));
        spec.addOption(flag("--java", "Give the Lua code the library luajava, by which it reaches all of Java."));
        spec.addOption(OptionSpec.builder("--max-memory")
                .paramLabel("SIZE")
                .type(String.class)
                .description("Stop Lua code that makes the heap grow by more, such as 64m.")
                .build());
        spec.addOption(OptionSpec.builder("--max-time")
                .paramLabel("SECONDS")
                .type(String.class)
                .description("Stop an entry, or the Lua between two commands, that takes longer.")
                .build());
    }

    private static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .type(boolean.class)
                .description(description)
                .build();
    }

    /**
     * What the arguments say.
     *
     * @throws UsageException if a limit is none, or options exclude each other
     */
    static SessionOptions options(ParseResult arguments) throws UsageException {
        boolean memoryAlias = !OptionSpecs.flag(arguments, "--no-memory-alias");
        long memory = arguments.hasMatchedOption("--max-memory")
                ? bytes(arguments.matchedOptionValue("--max-memory", ""))
                : 0;
        Duration time = arguments.hasMatchedOption("--max-time")
                ? time(arguments.matchedOptionValue("--max-time", ""))
                : Duration.ZERO;
        boolean sandbox = OptionSpecs.flag(arguments, "--sandbox");
        boolean java = OptionSpecs.flag(arguments, "--java");
        if (sandbox && java) {
            throw new UsageException("--sandbox and --java exclude each other: Java code can do anything");
        }
        return new SessionOptions(
                memoryAlias, sandbox, java, new ChunkLimits(memory, time), OptionSpecs.flag(arguments, "--read-only"));
    }

    /**
     * The options for a program in a workspace. Where that is the usual one and a luahome that has started this one has
     * it open, it is read beside that one: such a program is part of the other, and may not need the workspace at all.
     */
    static SessionOptions options(ParseResult arguments, Path workspace) throws UsageException {
        SessionOptions options = options(arguments);
        boolean shared = !arguments.hasMatchedOption("-w") && !options.readOnly() && isOpenInAncestor(workspace);
        return shared ? options.reading() : options;
    }

    private static boolean isOpenInAncestor(Path workspace) {
        OptionalLong writer = PagedStore.writer(workspace);
        if (writer.isEmpty()) {
            return false;
        }
        Optional<ProcessHandle> ancestor = ProcessHandle.current().parent();
        while (ancestor.isPresent()) {
            if (ancestor.get().pid() == writer.getAsLong()) {
                return true;
            }
            ancestor = ancestor.get().parent();
        }
        return false;
    }

    private static long bytes(String size) throws UsageException {
        Matcher matcher = SIZE.matcher(size.toLowerCase(Locale.ROOT));
        if (matcher.matches()) {
            String unit = matcher.group(2);
            int shift = unit.isEmpty() ? 0 : 10 * (UNITS.indexOf(unit) + 1);
            long number = Long.parseLong(matcher.group(1));
            if (number > 0 && number <= Long.MAX_VALUE >> shift) {
                return number << shift;
            }
        }
        throw new UsageException("not a size: " + (size.isEmpty() ? "''" : size) + "; write it like 500k, 64m or 2g");
    }

    private static Duration time(String seconds) throws UsageException {
        if (SECONDS.matcher(seconds).matches()) {
            long millis = new BigDecimal(seconds)
                    .movePointRight(3)
                    .setScale(0, RoundingMode.DOWN)
                    .longValueExact();
            if (millis > 0) {
                return Duration.ofMillis(millis);
            }
        }
        throw new UsageException(
                "not a number of seconds: " + (seconds.isEmpty() ? "''" : seconds) + "; write it like 5 or 0.5");
    }
}
