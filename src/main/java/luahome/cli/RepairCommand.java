package luahome.cli;

import java.nio.file.Path;
import java.util.List;
import luahome.console.Console;
import luahome.session.ExitStatus;
import luahome.store.workspace.Salvage;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code luahome repair}: saves what can be read of a damaged workspace. */
final class RepairCommand implements Subcommand {
    @Override
    public String name() {
        return "repair";
    }

    @Override
    public String summary() {
        return "Save what can be read of a damaged workspace into a new file";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = OptionSpecs.command(
                name(),
                summary(),
                List.of(
                        "The workspace's files are not touched: a new file appears beside them, which can be restored, and"
                                + " each loss is told. Of a damaged journal (home.db.wal) the commits before the damage are saved."
                                + " Tables keep their numbers. Revisions are left out."),
                List.of("  $ luahome repair ~/work", "  $ luahome restore --replace ~/work/home.db.repaired ~/work"));
        spec.addPositional(OptionSpecs.workspaceArgument("0"));
        OptionSpecs.exitStatuses(spec, "Something is lost; each loss is told.");
        return spec;
    }

    @Override
    public int run(ParseResult arguments, Environment environment) throws Exception {
        Path workspace = OptionSpecs.workspace(arguments.matchedPositionalValue(0, null), environment);
        long[] losses = {0};
        try (Console console = environment.console(environment.stdin())) {
            Salvage.Result result;
            try (ProgressLine progress = ProgressLine.of(environment, "repairing", true)) {
                result = Salvage.run(
                        workspace,
                        loss -> {
                            losses[0]++;
                            progress.interrupt(() -> console.print("lost: " + loss));
                        },
                        progress);
            }
            console.print(
                    "saved " + result.tables() + " tables with " + result.entries() + " entries in " + result.file());
        }
        if (losses[0] > 0) {
            throw new CommandFailure(losses[0] + (losses[0] == 1 ? " loss" : " losses")
                    + "; `luahome restore --replace` puts the new file in place");
        }
        return ExitStatus.DONE;
    }
}
