package luahome.cli;

import java.nio.file.Path;
import java.util.List;
import luahome.console.Console;
import luahome.session.ExitStatus;
import luahome.store.OpenMode;
import luahome.store.workspace.PagedStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome backup}: a workspace's data in one file. */
final class BackupCommand implements Subcommand {
    @Override
    public String name() {
        return "backup";
    }

    @Override
    public String summary() {
        return "Write a workspace's data into one file";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "The file holds the last committed state with its revisions, also while another luahome writes. It"
                                + " appears when it is whole, and replaces a former backup of that name; any other file is left"
                                + " alone. What it copies it verifies."),
                List.of(
                        "  $ luahome backup ~/work /media/stick/work.db",
                        "  $ luahome check /media/stick/work.db",
                        "  $ luahome restore /media/stick/work.db ~/again"));
        spec.addPositional(OptionSpecs.required("0", "WORKSPACE", "The directory that holds the data."));
        spec.addPositional(OptionSpecs.required("1", "FILE", "The file to write."));
        OptionSpecs.exitStatuses(spec, "An unexpected failure.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.path(arguments.matchedPositionalValue(0, ""));
        Path file = OptionSpecs.path(arguments.matchedPositionalValue(1, ""));
        try (Console console = environment.console(environment.stdin())) {
            try (PagedStore store = PagedStore.open(workspace, OpenMode.READ);
                    ProgressLine progress = ProgressLine.of(environment, "backing up", true)) {
                store.backUp(file, progress);
            }
            console.print("backed up to " + file.toAbsolutePath().normalize());
        }
        return ExitStatus.DONE;
    }
}
