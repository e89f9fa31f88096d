package luahome.cli;

import java.nio.file.Path;
import java.util.List;
import luahome.command.builtin.MaintenanceCommands;
import luahome.console.Console;
import luahome.session.ExitStatus;
import luahome.store.StoreInfo;
import luahome.store.workspace.PagedStore;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome compact}: gives free room in the file back to the disk. */
final class CompactCommand implements Subcommand {
    @Override
    public String name() {
        return "compact";
    }

    @Override
    public String summary() {
        return "Rebuild a workspace's file without the room that is free";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of("Contents and revisions stay. Needs room for a second file meanwhile. It can be stopped at any"
                        + " moment: the old file counts until the new one is whole."),
                List.of("  $ luahome compact ~/work"));
        spec.addPositional(OptionSpecs.workspaceArgument("0"));
        OptionSpecs.exitStatuses(spec, "An unexpected failure.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedPositionalValue(0, null), environment);
        try (Console console = environment.console(environment.stdin());
                PagedStore store = PagedStore.openExisting(workspace)) {
            StoreInfo before = store.info();
            try (ProgressLine progress = ProgressLine.of(environment, "compacting", true)) {
                store.compact(progress);
            }
            console.print(MaintenanceCommands.compacted(before, store.info()));
        }
        return ExitStatus.DONE;
    }
}
