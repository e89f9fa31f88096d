package luahome.cli;

import java.nio.file.Path;
import java.util.List;
import luahome.console.Console;
import luahome.session.ExitStatus;
import luahome.store.workspace.Backups;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome restore}: a backup becomes a workspace's data. */
final class RestoreCommand implements Subcommand {
    @Override
    public String name() {
        return "restore";
    }

    @Override
    public String summary() {
        return "Put a backup in the place of a workspace's data";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "The backup is read and checked as a whole before anything is changed. A workspace that has data is"
                                + " left alone unless --replace says that they may be lost."),
                List.of(
                        "  $ luahome restore /media/stick/work.db ~/work",
                        "  $ luahome restore --replace ~/work/home.db.repaired ~/work"));
        spec.addOption(OptionSpec.builder("--replace")
                .type(boolean.class)
                .description("Lose the data that the workspace has.")
                .build());
        spec.addPositional(OptionSpecs.required("0", "FILE", "A file that luahome backup or luahome repair wrote."));
        spec.addPositional(OptionSpecs.required("1", "WORKSPACE", "The directory to hold the data."));
        OptionSpecs.exitStatuses(spec, "An unexpected failure.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path file = OptionSpecs.path(arguments.matchedPositionalValue(0, ""));
        Path workspace = OptionSpecs.path(arguments.matchedPositionalValue(1, ""));
        try (Console console = environment.console(environment.stdin())) {
            try (ProgressLine progress = ProgressLine.of(environment, "restoring", true)) {
                Backups.restore(file, workspace, OptionSpecs.flag(arguments, "--replace"), progress);
            }
            console.print("restored to " + workspace.toAbsolutePath().normalize());
        }
        return ExitStatus.DONE;
    }
}
