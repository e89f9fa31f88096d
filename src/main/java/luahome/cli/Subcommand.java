package luahome.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** A subcommand: what it is called, what it takes, and what it does. */
interface Subcommand {
    /** What is typed. */
    String name();

    /** What it does, in one line without a full stop. */
    String summary();

    /** Its options, arguments and help. Made only when the subcommand was chosen, since it costs start-up time. */
    CommandSpec spec();

    /**
     * Does it.
     *
     * @return the exit status
     * @throws UsageException if the arguments make no sense
     */
    int run(ParseResult arguments, Environment environment) throws Exception;
}
